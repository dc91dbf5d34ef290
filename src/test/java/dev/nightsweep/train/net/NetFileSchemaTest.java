package dev.nightsweep.train.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Editors accept the files that ship, and see what is misspelt. */
class NetFileSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.valueToTree(NetFileSchema.whole()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/resources/dev/nightsweep/nets/alexnet.yaml",
        "experiments/nets/lenet.yaml",
        "experiments/nets/batchnorm.yaml",
        "experiments/nets/resnet.yaml"
      })
  void filesThatAreReadAreAccepted(String file) throws IOException {
    assertThat(errors(Files.readString(Path.of(file)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "about: x",
        "layers: []",
        "layers: [{name: a, kind: denes, units: 3}]",
        "layers: [{name: a, kind: dense, unit: 3}]",
        "layers: [{name: a, kind: dense, units: 0}]",
        "layers: [{name: a, kind: dense, units: true}]",
        "layers: [{kind: flatten}]",
        "layers: [{name: a, kind: residual}]",
        "layers: [{name: a, kind: flatten}]\nparameters: {w: {type: real}}",
        "layers: [{name: a, kind: flatten}]\ninput: {channels: 1}",
      })
  void whatIsMisspeltIsSeen(String text) {
    assertThat(errors(text)).isNotEmpty();
  }

  @Test
  void expressionsAreAccepted() {
    assertThat(errors("layers: [{name: a, kind: dense, units: 3 * w, when: not lrn}]")).isEmpty();
  }

  private static List<Error> errors(String text) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
    return SCHEMA.validate(JSON.<JsonNode>valueToTree(tree));
  }
}
