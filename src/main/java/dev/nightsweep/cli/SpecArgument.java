package dev.nightsweep.cli;

import dev.nightsweep.app.Nightsweep;
import dev.nightsweep.app.SessionListener;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.GivenKeys;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The argument {@code SPEC}. */
final class SpecArgument {
  @Parameters(paramLabel = "SPEC", description = "The experiment spec, YAML or JSON.")
  private Path file;

  @Option(
      names = {"--run-cap", "--count"},
      paramLabel = "N",
      description =
          "At most N runs, or trials of a search, in the place of the spec's run_cap. The sweep keeps"
              + " it.")
  private Integer runCap;

  @Option(
      names = "--metrics-from",
      paramLabel = "TRACKER",
      description =
          "Read the metrics of the spec's program from what it logs to wandb, mlflow or tensorboard."
              + " As the spec's ablation: {metrics_from: …}, for a file that is to stay as it is.")
  private String metricsFrom;

  @Option(
      names = "--seed-parameter",
      paramLabel = "NAME",
      description =
          "The parameter by which the spec's program takes the seed. As the spec's ablation:"
              + " {seed_parameter: …}.")
  private String seedParameter;

  /** Reads and checks the spec. */
  Spec read(SessionListener listener) {
    return Nightsweep.read(file, given(), listener);
  }

  /** What the options say, by the keys of a spec. */
  SortedMap<String, String> given() {
    SortedMap<String, String> given = new TreeMap<>();
    if (runCap != null) {
      WorkersOption.requireAtLeast(1, runCap, "--run-cap");
      given.put(GivenKeys.CAP, Integer.toString(runCap));
    }
    put(GivenKeys.METRICS_FROM, metricsFrom, given);
    put(GivenKeys.SEED_PARAMETER, seedParameter, given);
    return given;
  }

  private static void put(String key, String value, Map<String, String> given) {
    if (value != null) {
      given.put(key, value.strip().replaceAll("\\R", " "));
    }
  }

  Path file() {
    return file;
  }
}
