package dev.nightsweep.intake;

import dev.nightsweep.model.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the runs that are asked for and can be used, and keeps count of the others. */
final class RunSieve {
  /** What a tracker keeps runs in, by its own word. */
  private static final List<String> GROUPS =
      List.of("experiment_name", "experiment", "study", "project");

  private final Map<String, List<String>> leftOut = new LinkedHashMap<>();
  private List<FoundRun> runs;

  RunSieve(List<FoundRun> runs) {
    this.runs = List.copyOf(runs);
  }

  List<FoundRun> runs() {
    return runs;
  }

  /** The ids of the runs that are not taken, by the reason. */
  Map<String, List<String>> leftOut() {
    return leftOut;
  }

  /** Keeps the others, which are left out for that reason. */
  void leaveOut(String reason, Predicate<FoundRun> which) {
    List<String> out = runs.stream().filter(which).map(FoundRun::id).toList();
    if (!out.isEmpty()) {
      leftOut.put(reason, out);
      runs = runs.stream().filter(which.negate()).toList();
    }
  }

  /** Keeps what is asked for; of several groups it must be said which. */
  void select(IntakeOptions.Selection selection) {
    selection.group().ifPresent(this::ofGroup);
    if (selection.group().isEmpty()) {
      refuseSeveralGroups();
    }
    Set<String> known = parameters();
    for (String ignored : selection.ignored()) {
      if (!known.contains(ignored)) {
        throw Refusal.unknown("parameter", ignored, known);
      }
    }
    selection.where().forEach(this::where);
    refuseTooManyMetrics();
  }

  private void ofGroup(String group) {
    List<String> keys = new ArrayList<>(GROUPS);
    keys.add("group");
    if (runs.stream().noneMatch(run -> isOf(run, keys, group))) {
      Set<String> known = new TreeSet<>();
      keys.forEach(key -> known.addAll(values(key)));
      throw Refusal.unknown("group", group, known);
    }
    leaveOut("of another group", run -> !isOf(run, keys, group));
  }

  private static boolean isOf(FoundRun run, List<String> keys, String group) {
    return keys.stream().anyMatch(key -> group.equals(run.labels().get(key)));
  }

  private Set<String> values(String key) {
    return runs.stream()
        .flatMap(run -> Stream.ofNullable(run.labels().get(key)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void refuseSeveralGroups() {
    for (String key : GROUPS) {
      Set<String> values = values(key);
      if (values.size() > 1) {
        throw Refusal.of(
            "It holds runs of several %s: %s. Name one with --group."
                .formatted(
                    key.equals("study")
                        ? "studies"
                        : key.startsWith("experiment") ? "experiments" : key + "s",
                    Refusal.list(values)));
      }
    }
  }

  private void refuseTooManyMetrics() {
    runs.stream()
        .filter(run -> run.metrics().names().size() > Metrics.MAX_OF_RUN)
        .findFirst()
        .ifPresent(
            run -> {
              throw Refusal.of(
                  "Run %s has %,d metrics, and at most %,d are taken. --where leaves out runs."
                      .formatted(
                          Refusal.shown(run.id()),
                          run.metrics().names().size(),
                          Metrics.MAX_OF_RUN));
            });
  }

  private Set<String> parameters() {
    Set<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.parameters().keySet()));
    return names;
  }

  private void where(String name, String value) {
    Set<String> known = parameters();
    boolean isLabel = !known.contains(name);
    if (isLabel && runs.stream().noneMatch(run -> run.labels().containsKey(name))) {
      throw Refusal.unknown("parameter", name, known);
    }
    leaveOut(
        "without %s=%s".formatted(name, value),
        run ->
            isLabel
                ? !value.equals(run.labels().get(name))
                : !ParameterText.text(value).equals(run.parameters().get(name)));
  }
}
