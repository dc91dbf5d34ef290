package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Spec;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.simulated.SimulatedCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Specs of simulated sweeps, as the reader and the schema have them. */
class SimulatedSpecTest {
  private static final Catalog ALEXNET = NetFiles.shipped("alexnet");
  private static final Catalog SIMULATED = new SimulatedCatalog(ALEXNET);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SpecSchema.of(SIMULATED));

  @Test
  void aSpecOfAlexNetIsSimulatedByOneLineMore() {
    String spec = "{method: grid, program: simulated, parameters: {lrn: {values: [no, yes]}}}";
    Spec read = read(spec);
    assertThat(read.program()).isEqualTo(new ProgramRef.BuiltIn("simulated"));
    assertThat(read.parameters().get("lrn").levels())
        .isEqualTo(List.of(Setting.of(false), Setting.of(true)));
    assertThat(isGood(spec)).isTrue();
  }

  @Test
  void knobsAreParametersLikeAnyOther() {
    String spec =
        "{method: grid, program: simulated, parameters: {simulate.crash_rate: {values: [0, 0.5]},"
            + " simulate.seconds_per_epoch: {value: 2}}}";
    assertThat(read(spec).parameters().get("simulate.crash_rate").levels()).hasSize(2);
    assertThat(isGood(spec)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{method: grid, program: simulated, parameters: {simulate.crash_rate: {value: 1.5}}}",
        "{method: grid, program: simulated, parameters: {simulate.nan_rate: {value: -1}}}",
        "{method: grid, program: simulated, parameters: {simulate.crashes: {value: 1}}}",
        "{method: grid, parameters: {simulate.crash_rate: {value: 0.5}}}",
      })
  void readerAndSchemaRefuseTheSame(String spec) {
    assertThatExceptionOfType(SpecException.class).isThrownBy(() -> read(spec));
    assertThat(isGood(spec)).isFalse();
  }

  @Test
  void amongTheProgramsItIsProposed() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> read("{method: grid, program: simulate}"))
        .withMessageContaining("did you mean 'simulated'?")
        .withMessageContaining("Maybe one of alexnet, simulated");
  }

  private static Spec read(String yaml) {
    return SpecReader.read("spec.yaml", yaml, SimulatedSpecTest::catalog).spec();
  }

  private static Optional<Catalog> catalog(String program) {
    return Stream.of(ALEXNET, SIMULATED).filter(c -> c.program().equals(program)).findFirst();
  }

  private static boolean isGood(String yaml) {
    LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
    JsonNode document = new ObjectMapper().valueToTree(new Load(core).loadFromString(yaml));
    return SCHEMA.validate(document).isEmpty();
  }
}
