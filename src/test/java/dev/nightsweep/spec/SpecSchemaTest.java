package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema and the reader agree, as far as a schema can. */
class SpecSchemaTest {
  private static final Catalog CATALOG = NetFiles.shipped("alexnet");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TEXT = SpecSchema.of(CATALOG);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  static List<Path> experiments() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("experiments"))) {
      return files.filter(SpecSchemaTest::isOfAlexNet).toList();
    }
  }

  /** No schema knows the parameters of a program that is not ours. */
  private static boolean isOfAlexNet(Path file) {
    return file.toString().endsWith(".yaml") && !file.toString().contains("external-program");
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void experimentsAreGood(Path file) throws IOException {
    assertThat(errors(Files.readString(file))).isEmpty();
    assertThat(isRead(Files.readString(file))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: grid",
        "{method: grid, name: 2026, description: '', run_cap: 7}",
        "{method: grid, program: alexnet, metric: {name: test_loss}, description: }",
        "{method: grid, metric: {name: seconds, goal: minimize, target: 3, impute: best}}",
        "{method: grid, project: p, entity: e, command: [a, b], controller: {type: local}}",
        "{method: grid, parameters: {lrn: {values: [false, true]}}}",
        "{method: grid, parameters: {lrn: {value: yes}, pool5: {values: [off, true]}}}",
        "{method: grid, parameters: {width: {values: [0.125, 1, 2]}, dropout: {value: 0}}}",
        "{method: grid, parameters: {learning_rate: {value: 1e-3}, lrn.alpha: {value: 0}}}",
        "{method: grid, parameters: {lrn.n: {values: [1, 5, 31]}, batch_size: {value: 64.0}}}",
        "{method: grid, parameters: {conv1.kernel: {min: 3, max: 5}, lrn.k: {min: 1, max: 2}}}",
        "{method: grid, parameters: {epochs: {min: 1, max: 3, distribution: int_uniform}}}",
        "{method: grid, parameters: {epochs: {values: [1, 0x10], distribution: categorical}}}",
        "{method: grid, parameters: {dataset: {value: /some/folder}, init: {value: paper}}}",
        "{method: grid, parameters: {width: {distribution: q_uniform, min: 0.5, max: 2.1, q: 0.5},"
            + " conv1: {parameters: {kernel: {min: 3, max: 5}}}, lrn: {parameters: {n: {value:"
            + " 3}}}}}",
        "{method: random, run_cap: 3, parameters: {lrn: {parameters: {k: {distribution: normal, mu:"
            + " 2, sigma: 0.1}}}}}",
        "{method: grid, parameters: {seed: {values: [1, -2, 9007199254740993]}}}",
        "{method: random, run_cap: 9, parameters: {width: {min: 0.1, max: 1.5}, lrn: {values: [on,"
            + " off], probabilities: [0.5, 0.5]}}}",
        "{method: sobol, run_cap: 9, parameters: {width: {distribution: q_normal, mu: 1, sigma:"
            + " 0.5, q: 0.1}, epochs: {min: 1, max: 3}}}",
        "{method: random, run_cap: 9, parameters: {learning_rate: {distribution:"
            + " log_uniform_values, min: 1e-3, max: 0.1}}}",
        "{method: grid, ablation: {}}",
        "{method: grid, ablation: {seeds: 100000, order: listed, design: full}}",
        "{method: grid, ablation: {seeds: [3, -1, 10000000000]}}",
        "{method: grid, ablation: {margin: {time: 0.05, validation_accuracy: 1}}}",
        "{method: grid, ablation: {stuck: {validation_loss: 2.3}}}",
        "{method: grid, parameters: {lrn: {values: [no, yes]}}, ablation: {baseline: {lrn: on}}}",
        "{method: grid, parameters: {lrn: {values: [true, false]}}, ablation: {exclude: [{lrn:"
            + " true}]}}",
        "{method: grid, parameters: {width: {values: [1, 2]}}, ablation: {include: [{width:"
            + " 0.5}]}}",
        "{method: grid, ablation: {arms: {a: {lrn: true}, b: {}}, baseline: b}}",
        "{method: grid, parameters: {lrn: {values: [true, false]}, lrn.n: {values: [3, 5]}},"
            + " ablation: {when: {lrn.n: {lrn: true}}}}",
        "{method: grid, parameters: {width: {values: [1, 2]}, lrn.n: {values: [3, 5]}}, ablation:"
            + " {when: {lrn.n: {width: [1, 2]}}}}",
        "{method: grid, ablation: {arms: {1: {lrn: on}, b: {width: 1}}, compare: [[1, b]]}}",
      })
  void bothTake(String spec) {
    assertThat(isRead(spec)).as("the reader").isTrue();
    assertThat(errors(spec)).as("the schema").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[method]",
        "{name: x}",
        "{method: gird}",
        "{method: random}",
        "{method: random, run_cap: 3, parameters: {width: {min: 0.1, maks: 1}}}",
        "{method: random, run_cap: 3, parameters: {width: {distribution: beta, a: 0}}}",
        "{method: sobol, run_cap: 3, parameters: {width: {distribution: log_uniform, min: 0, max:"
            + " 1}}}",
        "{method: grid, name: ''}",
        "{method: grid, name: ~}",
        "{method: grid, name: [a]}",
        "{method: grid, program: train.py}",
        "{method: grid, early_terminate: {type: hyperband}}",
        "{method: grid, paramters: {}}",
        "{method: grid, seeds: 5}",
        "{method: grid, run_cap: 0}",
        "{method: grid, run_cap: 3000000000}",
        "{method: grid, run_cap: many}",
        "{method: grid, metric: loss}",
        "{method: grid, metric: {goal: maximize}}",
        "{method: grid, metric: {name: accuracy}}",
        "{method: grid, metric: {name: test_loss, goal: max}}",
        "{method: grid, metric: {name: test_loss, gaol: minimize}}",
        "{method: grid, parameters: {}}",
        "{method: grid, parameters: {lnr: {value: true}}}",
        "{method: grid, parameters: {lrn: true}}",
        "{method: grid, parameters: {width: {min: 1, max: 2, q: 1}}}",
        "{method: grid, parameters: {lrn: {parameters: {m: {value: 3}}}}}",
        "{method: grid, parameters: {conv1: {parameters: {kernel: {value: 3}}, value: 3}}}",
        "{method: grid, parameters: {lrn: [true]}}",
        "{method: grid, parameters: {lrn: {}}}",
        "{method: grid, parameters: {lrn: {value: 1}}}",
        "{method: grid, parameters: {lrn: {value: ja}}}",
        "{method: grid, parameters: {lrn: {values: []}}}",
        "{method: grid, parameters: {lrn: {values: [true, true]}}}",
        "{method: grid, parameters: {lrn: {value: true, values: [true]}}}",
        "{method: grid, parameters: {lrn: {min: 0, max: 1}}}",
        "{method: grid, parameters: {lrn: {val: true}}}",
        "{method: grid, parameters: {width: {value: 0}}}",
        "{method: grid, parameters: {width: {value: 2.01}}}",
        "{method: grid, parameters: {width: {value: '1'}}}",
        "{method: grid, parameters: {width: {value: [1]}}}",
        "{method: grid, parameters: {width: {min: 0.5, max: 1.5}}}",
        "{method: grid, parameters: {epochs: {min: 1}}}",
        "{method: grid, parameters: {epochs: {value: 2, max: 3}}}",
        "{method: grid, parameters: {epochs: {min: 0, max: 3}}}",
        "{method: grid, parameters: {epochs: {value: 1.5}}}",
        "{method: grid, parameters: {epochs: {value: ~}}}",
        "{method: grid, parameters: {epochs: {min: 1, max: 2, distribution: normal}}}",
        "{method: grid, parameters: {epochs: {values: [1], probabilities: [1]}}}",
        "{method: grid, parameters: {lrn.n: {value: 4}}}",
        "{method: grid, parameters: {lrn.n: {value: 33}}}",
        "{method: grid, parameters: {dropout: {value: 1}}}",
        "{method: grid, parameters: {learning_rate: {value: 0}}}",
        "{method: grid, parameters: {optimizer: {value: adagrad}}}",
        "{method: grid, parameters: {dataset: {value: ' '}}}",
        "{method: grid, parameters: {dataset: {value: 5}}}",
        "{method: grid, parameters: {seed: {value: 1.5}}}",
        "{method: grid, ablation: 5}",
        "{method: grid, ablation: {sedes: 5}}",
        "{method: grid, ablation: {claims: []}}",
        "{method: grid, ablation: {seeds: 0}}",
        "{method: grid, ablation: {seeds: 100001}}",
        "{method: grid, ablation: {seeds: []}}",
        "{method: grid, ablation: {seeds: [1, 1]}}",
        "{method: grid, ablation: {seeds: [1.5]}}",
        "{method: grid, ablation: {design: half}}",
        "{method: grid, ablation: {order: random}}",
        "{method: grid, ablation: {margin: {accuracy: 0.1}}}",
        "{method: grid, ablation: {margin: {time: 0}}}",
        "{method: grid, ablation: {stuck: {}}}",
        "{method: grid, ablation: {stuck: {time: 1}}}",
        "{method: grid, ablation: {stuck: {validation_loss: 2, validation_accuracy: 1}}}",
        "{method: grid, ablation: {baseline: none}}",
        "{method: grid, ablation: {exclude: []}}",
        "{method: grid, ablation: {when: {}}}",
        "{method: grid, ablation: {when: [lrn]}}",
        "{method: grid, ablation: {when: {lnr: {lrn: true}}}}",
        "{method: grid, ablation: {when: {lrn: {}}}}",
        "{method: grid, ablation: {when: {lrn.n: {lrn: 7}}}}",
        "{method: grid, ablation: {exclude: [{}]}}",
        "{method: grid, ablation: {include: [lrn]}}",
        "{method: grid, ablation: {compare: [[a, b]]}}",
        "{method: grid, ablation: {arms: {}}}",
        "{method: grid, ablation: {arms: [a, b]}}",
        "{method: grid, ablation: {arms: {' ': {lrn: true}}}}",
        "{method: grid, ablation: {arms: {a: {lrn: 3}}}}",
        "{method: grid, ablation: {arms: {a: {lnr: true}}}}",
        "{method: grid, ablation: {arms: {a: {}, b: {lrn: true}}, design: full}}",
        "{method: grid, ablation: {arms: {a: {}, b: {lrn: true}}, baseline: {lrn: true}}}",
        "{method: grid, ablation: {arms: {a: {}, b: {lrn: true}}, compare: [[a]]}}",
        "{method: grid, ablation: {arms: {a: {}, b: {lrn: true}}, compare: [[a, a]]}}",
        "{method: grid, ablation: {arms: {a: {}, b: {lrn: true}}, compare: []}}",
      })
  void bothRefuse(String spec) {
    assertThat(isRead(spec)).as("the reader").isFalse();
    assertThat(errors(spec)).as("the schema").isNotEmpty();
  }

  /** What ties one place of a spec to another is beyond a schema; an editor shows no error. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{method: grid, ablation: {baseline: {lrn: true}}}",
        "{method: grid, parameters: {lrn: {values: [true, yes]}}}",
        "{method: grid, parameters: {epochs: {min: 3, max: 1}}}",
        "{method: grid, ablation: {arms: {a: {}, b: {}}}}",
        "{method: grid, ablation: {arms: {a: {}, b: {lrn: true}}, baseline: c}}",
        "{method: grid, parameters: {seed: {value: 1}}, ablation: {seeds: 2}}",
      })
  void onlyTheReaderRefuses(String spec) {
    assertThat(isRead(spec)).as("the reader").isFalse();
    assertThat(errors(spec)).as("the schema").isEmpty();
  }

  @Test
  void everyParameterIsThereWithItsDefaultAndHelp() throws IOException {
    JsonNode schema = MAPPER.readTree(TEXT);
    Settings defaults = CATALOG.resolve(Settings.NONE);

    for (Parameter parameter : CATALOG.parameters()) {
      JsonNode level = schema.get("$defs").get(parameter.name());
      assertThat(level.get("description").asText())
          .contains(parameter.help(), parameter.domain().describe(), parameter.defaultText());
      defaults
          .find(parameter.name())
          .ifPresent(
              setting ->
                  assertThat(level.get("default").asText()).isEqualTo(setting.raw().toString()));
      assertThat(schema.at("/else/properties/parameters/properties").has(parameter.name()))
          .isTrue();
    }
  }

  private static boolean isRead(String yaml) {
    try {
      SpecReader.read(
          "spec.yaml", yaml, name -> Optional.of(CATALOG).filter(c -> c.program().equals(name)));
      return true;
    } catch (SpecException e) {
      return false;
    }
  }

  /** What an editor would show: YAML by the core schema of 1.2, which editors read. */
  private static List<Error> errors(String yaml) {
    LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
    JsonNode document = MAPPER.valueToTree(new Load(core).loadFromString(yaml));
    return SCHEMA.validate(document);
  }
}
