package dev.nightsweep.spec;

import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.List;
import java.util.Optional;

/** Checks what a whole spec must say for a search, and must not. */
final class SearchCheck {
  /** The keys of an ablation that say how to run, not what to compare. */
  private static final List<String> KEPT =
      List.of(
          "seeds",
          "order",
          "keep",
          "winner_seeds",
          WhenCheck.KEY,
          AblationKeys.ESTIMATOR,
          StoppingCheck.OURS,
          TrackedCheck.METRICS_FROM,
          TrackedCheck.SEED_PARAMETER,
          "budget");

  private final SearchMethod method;
  private final boolean own;
  private final Entries top;
  private final Problems problems;

  /**
   * @param own whether a program of somebody's own is trained
   */
  SearchCheck(SearchMethod method, boolean own, Entries top, Problems problems) {
    this.method = method;
    this.own = own;
    this.top = top;
    this.problems = problems;
  }

  /**
   * Notes what is missing or out of place. Of a program of somebody's own, whose file is W&B's, the
   * cap is asked for once it is planned, since its stored sweep may have one.
   */
  void check(Spec.Ablation ablation) {
    if (top.find("run_cap").isEmpty() && !own) {
      problems.add(
          top.find("method").orElseThrow().value().at(),
          "method: %s needs run_cap, the number of points to draw".formatted(method.text()),
          "add the line run_cap: 60, or give --run-cap 60");
    }
    top.find("ablation").ifPresent(entry -> refuseComparing(entry.value()));
    refuseEstimator(!method.isAdaptive(), top, problems);
    if (ablation.seeds().size() > 1) {
      problems.add(
          top.find("ablation").or(() -> top.find("parameters")).orElseThrow().key().at(),
          "method: %s trains every point with one seed, not %d"
              .formatted(method.text(), ablation.seeds().size()),
          "name one seed; several seeds are for a grid");
    }
  }

  private void refuseComparing(Tree ablation) {
    if (!(ablation instanceof Entries map)) {
      return; // noted already
    }
    map.byKey().values().stream()
        .map(Entry::key)
        .filter(key -> AblationKeys.ALL.names().contains(key.text()) && !KEPT.contains(key.text()))
        .forEach(
            key ->
                problems.add(
                    key.at(),
                    "ablation.%s has no meaning for method: %s, which compares nothing"
                        .formatted(key.text(), method.text()),
                    "remove it, or use method: grid"));
  }

  private static void refuseEstimator(boolean refused, Entries top, Problems problems) {
    top.find("ablation", AblationKeys.ESTIMATOR)
        .filter(entry -> refused)
        .ifPresent(
            entry ->
                problems.add(
                    entry.key().at(),
                    "ablation.estimator has a meaning for method: bayes alone",
                    "remove it, or use method: bayes"));
  }

  /** The same where the seed is searched too: the winner has one, and no fresh ones. */
  Spec.Ablation withoutWinner(Spec.Ablation ablation, Problems warnings) {
    String name = Suggest.clip(TrackedCheck.seedName(top));
    Entry seed =
        top.find("parameters", TrackedCheck.seedName(top))
            .or(() -> top.find("parameters"))
            .orElseThrow();
    Optional<Entry> said = top.find("ablation", "winner_seeds");
    said.ifPresent(
        entry ->
            problems.add(
                entry.key().at(),
                "ablation.winner_seeds has no meaning where %s is searched: the winner has its seed"
                    .formatted(name),
                "remove it, or give %s one value".formatted(name)));
    if (said.isEmpty()) {
      warnings.add(
          seed.key().at(),
          "%s is a parameter of the search, as it is for W&B, so the winner is not trained again on fresh seeds"
              .formatted(name));
    }
    return ablation.withoutWinner();
  }

  /** Notes what only a search can have. */
  static void refuseWinner(Entries top, Problems problems) {
    refuseEstimator(true, top, problems);
    top.find("ablation", "winner_seeds")
        .ifPresent(
            entry ->
                problems.add(
                    entry.key().at(),
                    "ablation.winner_seeds has no meaning in a grid, which picks no winner",
                    "remove it, or use method: random"));
  }

  /** Points start in the order in which they were drawn, unless the spec says otherwise. */
  Spec.Order order(Spec.Ablation ablation) {
    boolean said = top.find("ablation", "order").isPresent();
    return said ? ablation.running().order() : Spec.Order.LISTED;
  }
}
