package dev.nightsweep.model;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what contradicts itself in a plan that a file tells of: who wrote the file may have been
 * anybody.
 */
public final class PlanCheck {
  private final Plan plan;
  private final Set<String> arms = new HashSet<>();

  private PlanCheck(Plan plan) {
    this.plan = plan;
  }

  /** Why no index can hold it, in a clause that names the place. */
  public static Optional<String> wrongWith(Plan plan) {
    return new PlanCheck(plan).wrong();
  }

  /** The same of a plan of that sweep. */
  public static Optional<String> wrongWith(Plan plan, String sweepId) {
    return wrongWith(plan)
        .or(
            () ->
                Optional.of(plan.header().sweepId())
                    .filter(id -> !id.equals(sweepId))
                    .map(id -> "its plan is that of another sweep (%s)".formatted(Ids.shown(id))));
  }

  /** The same, and what else must not be wrong with one that comes from elsewhere. */
  public static Optional<String> wrongWithForeign(Plan plan) {
    PlanCheck check = new PlanCheck(plan);
    return first(
        check::wrong,
        () -> Ids.isId(plan.header().sweepId()) ? Optional.empty() : noSweep(plan.header()),
        () -> wrongWithForeign(plan.runs()),
        check::ofContrasts,
        check::ofChoices);
  }

  private Optional<String> wrong() {
    return first(
        this::ofHeader,
        () -> repeated(plan.arms(), Arm::armId, "arm"),
        this::ofArms,
        () -> wrongWith(plan.runs()),
        () -> find(plan.runs(), run -> unknown(run.armId()), run -> run(run) + " is of an arm"));
  }

  /** Likewise of runs alone. */
  public static Optional<String> wrongWith(List<PlannedRun> runs) {
    return first(
        () -> noId(runs, Ids::isName),
        () -> repeated(runs, PlannedRun::runId, "run"),
        () ->
            runs.stream()
                .filter(run -> run.phase() == null || run.identity() == null)
                .findFirst()
                .map(run -> run(run) + " has no phase or no identity"));
  }

  /** Likewise. */
  public static Optional<String> wrongWithForeign(List<PlannedRun> runs) {
    return wrongWith(runs).or(() -> noId(runs, Ids::isId));
  }

  private static Optional<String> noId(List<PlannedRun> runs, Predicate<String> isId) {
    return runs.stream()
        .map(PlannedRun::runId)
        .filter(isId.negate())
        .findFirst()
        .map(id -> "“%s” is no id of a run".formatted(Ids.shown(id)));
  }

  private static Optional<String> noSweep(SweepHeader header) {
    return Optional.of("“%s” is no id of a sweep".formatted(Ids.shown(header.sweepId())));
  }

  private interface Check {
    Optional<String> wrong();
  }

  private static Optional<String> first(Check... checks) {
    return Stream.of(checks).map(Check::wrong).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> ofHeader() {
    SweepHeader header = plan.header();
    if (header == null) {
      return Optional.of("it has no header");
    }
    if (!Ids.isName(header.sweepId())) {
      return noSweep(header);
    }
    boolean whole =
        Stream.of(
                header.name(),
                header.question(),
                header.objective(),
                header.specFile(),
                header.specHash(),
                header.planHash(),
                header.createdAt())
            .allMatch(Objects::nonNull);
    boolean searched = !header.isSearch() || header.search().isPresent();
    return whole && searched ? Optional.empty() : Optional.of("its header is not whole");
  }

  private Optional<String> ofArms() {
    plan.arms().forEach(arm -> arms.add(arm.armId()));
    return plan.arms().stream()
        .filter(arm -> arm.label() == null || arm.levels() == null || arm.settings() == null)
        .findFirst()
        .map(arm -> "arm %s is not whole".formatted(Ids.shown(arm.armId())));
  }

  private Optional<String> ofContrasts() {
    for (Contrast contrast : plan.header().contrasts()) {
      if (contrast.cells().isEmpty()
          || Stream.of(contrast.factor(), contrast.level(), contrast.baseline())
              .anyMatch(Objects::isNull)) {
        return Optional.of("contrast “%s” is not whole".formatted(Ids.shown(contrast.title())));
      }
      Optional<String> wrong =
          find(
              contrast.cells(),
              cell -> unknown(cell.armId()).or(() -> unknown(cell.baselineArmId())),
              cell -> "contrast “%s” is of an arm".formatted(Ids.shown(contrast.title())));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** What tuning chose for arms, and which arm a search found best. */
  private Optional<String> ofChoices() {
    List<Tuning.Choice> choices = plan.header().tuning().map(Tuning::choices).orElse(List.of());
    List<String> winners = plan.header().search().flatMap(Search::winner).stream().toList();
    return first(
        () -> find(choices, choice -> unknown(choice.armId()), choice -> "a choice is of an arm"),
        () -> find(winners, this::unknown, winner -> "the winner is an arm"));
  }

  private Optional<String> unknown(String armId) {
    return arms.contains(armId) ? Optional.empty() : Optional.of(Ids.shown(armId));
  }

  private static <T> Optional<String> find(
      List<T> items, Function<T, Optional<String>> unknown, Function<T, String> what) {
    for (T item : items) {
      Optional<String> armId = unknown.apply(item);
      if (armId.isPresent()) {
        return armId.map(
            id -> "%s (%s) that the plan does not have".formatted(what.apply(item), id));
      }
    }
    return Optional.empty();
  }

  /** Ids that differ in case alone would share a folder on some systems. */
  private static <T> Optional<String> repeated(List<T> items, Function<T, String> id, String what) {
    Set<String> seen = new HashSet<>();
    return items.stream()
        .map(id)
        .filter(text -> !seen.add(String.valueOf(text).toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(text -> "%s %s is there twice".formatted(what, Ids.shown(text)));
  }

  private static String run(PlannedRun run) {
    return "run " + Ids.shown(run.runId());
  }
}
