package dev.nightsweep.cli;

import dev.nightsweep.intake.IntakeOptions;
import dev.nightsweep.intake.IntakeOptions.Duplicates;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.tracker.source.SourceKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What becomes of a tracker's runs: options of {@code import --from}. */
final class SourceOptions {
  @Option(
      names = "--from",
      paramLabel = "KIND",
      description =
          "Take in runs that a tracker kept: mlflow, wandb, optuna, trackio, tensorboard, csv or json.")
  private String from;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "The metric that the runs are judged by (default: the only one).")
  private String metric;

  @Option(
      names = "--goal",
      paramLabel = "GOAL",
      description = "maximize or minimize (default: what the metric's name tells).")
  private String goal;

  @Option(
      names = "--seed-parameter",
      paramLabel = "NAME",
      description =
          "The parameter, label or attribute that holds the seed (default: found by name).")
  private String seed;

  @Option(
      names = "--baseline",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "What the others are compared with (default: each parameter's first value).")
  private List<String> baseline = List.of();

  @Option(
      names = "--margin",
      paramLabel = "METRIC=X",
      description = "How much of a difference does not matter; may be given again.")
  private List<String> margins = List.of();

  @Option(
      names = "--ignore",
      paramLabel = "NAME",
      description = "A parameter that is no setting, such as a folder; may be given again.")
  private List<String> ignored = List.of();

  @Option(
      names = "--where",
      paramLabel = "NAME=VALUE",
      description = "Take only runs with that setting; may be given again.")
  private List<String> where = List.of();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Take only runs of that experiment, study, project or group.")
  private String group;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the sweep is called (default: as the group or the file).")
  private String name;

  @Option(
      names = "--duplicates",
      paramLabel = "WHICH",
      description =
          "Of runs of one arm and seed that read differently take the first or the last, or refuse (the default).")
  private String duplicates = "refuse";

  @Option(names = "--dry-run", description = "Show what would become of the runs; change nothing.")
  private boolean dryRun;

  /** What the runs come from; empty if the file is a sweep of ours. */
  Optional<SourceKind> kind() {
    if (from == null) {
      refuseWithoutSource();
      return Optional.empty();
    }
    return Optional.of(
        SourceKind.parse(from)
            .orElseThrow(
                () ->
                    UserErrorException.usage(
                        "--from (%s) must be one of %s."
                            .formatted(
                                from,
                                Arrays.stream(SourceKind.values())
                                    .map(SourceKind::text)
                                    .collect(Collectors.joining(", "))))));
  }

  boolean isDryRun() {
    return dryRun;
  }

  private void refuseWithoutSource() {
    boolean given =
        metric != null
            || goal != null
            || seed != null
            || group != null
            || name != null
            || dryRun
            || !duplicates.equals("refuse")
            || !(baseline.isEmpty() && margins.isEmpty() && ignored.isEmpty() && where.isEmpty());
    if (given) {
      throw UserErrorException.usage(
          "Only runs of a tracker can be chosen and judged at their import: add --from KIND.");
    }
  }

  IntakeOptions options() {
    return new IntakeOptions(
        Optional.ofNullable(name),
        new IntakeOptions.Selection(
            Optional.ofNullable(group),
            pairs("--where", where),
            Set.copyOf(ignored),
            Optional.ofNullable(seed)),
        new IntakeOptions.Judged(
            Optional.ofNullable(metric),
            Optional.ofNullable(goal).map(text -> oneOf(Goal.class, "--goal", text)),
            pairs("--baseline", baseline),
            margins()),
        oneOf(Duplicates.class, "--duplicates", duplicates));
  }

  private Map<String, Double> margins() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    pairs("--margin", margins).forEach((of, text) -> numbers.put(of, margin(text)));
    return numbers;
  }

  private static double margin(String text) {
    try {
      double margin = Double.parseDouble(text);
      if (margin > 0 && Double.isFinite(margin)) {
        return margin;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw UserErrorException.usage("--margin (%s) must be a number above 0.".formatted(text));
  }

  private static Map<String, String> pairs(String option, List<String> given) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : given) {
      int at = pair.indexOf('=');
      if (at < 1) {
        throw UserErrorException.usage("%s (%s) must be NAME=VALUE.".formatted(option, pair));
      }
      if (pairs.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip()) != null) {
        throw UserErrorException.usage(
            "%s names %s twice.".formatted(option, pair.substring(0, at)));
      }
    }
    return pairs;
  }

  private static <E extends Enum<E>> E oneOf(Class<E> words, String option, String text) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                UserErrorException.usage(
                    "%s (%s) must be one of %s."
                        .formatted(
                            option,
                            text,
                            Arrays.stream(words.getEnumConstants())
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }
}
