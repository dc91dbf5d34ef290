package dev.nightsweep.cli.console;

import dev.nightsweep.app.PlanDiff;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Search;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.ClaimText;
import dev.nightsweep.wording.Names;
import dev.nightsweep.wording.TrackedText;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A plan in words. */
public final class PlanText {
  private static final int MAX_ARMS = 12;

  private PlanText() {}

  /** What will be run: question, factors, arms, seeds, runs, workers, margins. */
  public static String of(Plan plan, int workers) {
    SweepHeader header = plan.header();
    TextTable rows = new TextTable("Sweep", header.name());
    if (!header.question().isBlank()) {
      rows.row("question", header.question());
    }
    String program =
        header.isSimulated()
            ? "SIMULATED: trains no network"
            : TrackedText.program(header.program());
    rows.row("program", program + ", method " + header.method().text());
    header.factors().forEach(factor -> rows.row("factor", describe(factor)));
    header.searched().forEach(s -> rows.row("searched", s.name() + ": " + s.text()));
    rows.row(
        header.isSearch() ? "trials" : "arms",
        arms(plan.arms(), header.search().map(Search::trials).orElse(plan.arms().size())));
    rows.row("seeds", seeds(header.seeds()));
    header
        .search()
        .filter(search -> !search.winnerSeeds().isEmpty())
        .ifPresent(
            search -> rows.row("winner", "trained again on seeds " + seeds(search.winnerSeeds())));
    header
        .stopping()
        .flatMap(Stopping::pruner)
        .ifPresent(pruner -> rows.row("early stop", pruner.text()));
    header
        .stopping()
        .filter(Stopping::hangsOnTiming)
        .ifPresent(
            s ->
                rows.row(
                    "timing",
                    "has a part in what ends early, unless search.schedule: synchronous"));
    header
        .stopping()
        .map(Stopping::target)
        .filter(OptionalDouble::isPresent)
        .ifPresent(
            target ->
                rows.row(
                    "target",
                    "%s %s ends the search"
                        .formatted(
                            header.objective().metric(), Setting.of(target.getAsDouble()).text())));
    header.tuning().ifPresent(tuning -> rows.row("tuned", TuningText.of(tuning)));
    rows.row(
        "runs", "%s, on %s".formatted(TuningText.runs(plan), Numbers.count(workers, "worker")));
    header
        .margins()
        .forEach((metric, margin) -> rows.row("margin", metric + " ±" + Setting.of(margin).text()));
    header.stuck().ifPresent(level -> rows.row("stuck", Names.chance(level)));
    header.claims().forEach(claim -> rows.row("claim", ClaimText.sentence(claim)));
    rows.row("verdict", verdict(header));
    if (header.isPostHoc()) {
      rows.row("POST HOC", String.join("; ", header.postHoc()));
    }
    return rows.toString();
  }

  /** What an edited spec changes. */
  static String of(PlanDiff change) {
    return change.added() == 0 && change.removed() == 0
        ? Numbers.count(change.kept(), "run stays as it is.", "runs stay as they are.")
        : "The spec has changed: %s new, %s, %s not in it any more."
            .formatted(
                Numbers.count(change.added(), "run is", "runs are"),
                Numbers.count(change.kept(), "stays as it is", "stay as they are"),
                Numbers.count(change.removed(), "is", "are"));
  }

  /** By what rule seeds are added. */
  static String of(SeedRule rule) {
    String how =
        rule.anytime()
            ? "at most %d, by tests that hold at any look.".formatted(rule.cap())
            : "looks after %d seeds and after each further one up to %d."
                .formatted(rule.first(), rule.cap());
    String late =
        rule.late()
            ? " There are results already, so the rule's error rate does not hold: it will be"
                + " marked as post hoc. A new sweep on fresh seeds would not be: --new."
            : "";
    return "Seeds are added until every verdict is settled: "
        + how
        + " An arm gets no more once nothing of it is left to settle."
        + late;
  }

  private static String describe(Factor factor) {
    return "%s: %s"
        .formatted(
            factor.name(),
            factor.levels().stream()
                .map(level -> level.text() + (level.equals(factor.baseline()) ? " (baseline)" : ""))
                .collect(Collectors.joining(", ")));
  }

  /**
   * @param all how many there will be, of a Bayesian search more than those that are drawn
   */
  private static String arms(List<Arm> arms, int all) {
    String labels =
        arms.stream().limit(MAX_ARMS).map(Arm::label).collect(Collectors.joining(" · "));
    String listed = labels + (arms.size() > MAX_ARMS ? " · …" : "");
    return all > arms.size()
        ? "%d, each after the first %d follows from those before: %s"
            .formatted(all, arms.size(), listed)
        : "%d: %s".formatted(all, listed);
  }

  private static String seeds(List<Long> seeds) {
    String listed =
        seeds.stream().limit(MAX_ARMS).map(String::valueOf).collect(Collectors.joining(", "));
    return seeds.size() + ": " + listed + (seeds.size() > MAX_ARMS ? ", …" : "");
  }

  private static String verdict(SweepHeader header) {
    if (header.isSearch()) {
      return "none: a search compares nothing";
    }
    if (!header.judged()) {
      return "none: the spec has no `ablation:`";
    }
    if (header.contrasts().isEmpty()) {
      return "none: one arm has nothing to be compared with";
    }
    String contrasts =
        header.contrasts().stream()
            .limit(MAX_ARMS)
            .map(Contrast::title)
            .collect(Collectors.joining("; "));
    String paired =
        "%s, paired over %s".formatted(contrasts, Numbers.count(header.seeds().size(), "seed"));
    return switch (Math.min(5, header.seeds().size())) {
      case 0, 1, 2 -> paired + " (too few for a verdict: at least 3, better 6)";
      case 3, 4 -> paired + " (indicative only: at least 5, better 6)";
      default -> paired;
    };
  }
}
