package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.contrast.Rate.Wanted;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.sequential.StopRule;
import dev.nightsweep.analysis.sequential.StopRules;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Sweeps of readings of every kind, judged by the classes that judge a user's: whose number of
 * seeds was fixed beforehand, and such that look after every seed and always go on to the cap,
 * which gives every look its chance to err.
 */
final class JudgedSweeps {
  private static final int CONTRASTS = 5;
  private static final int CHECKED = 100;
  private static final SeedRule SETTLED = new SeedRule(5, 20, false, false);
  private static final SeedRule ANYTIME = new SeedRule(5, 20, false, true);

  private final String cell;
  private final SimulatedSweep sweep;
  private final SimulatedSweep plain;
  private final Drawn drawn;
  private final StopRule rule;
  private final SplittableRandom random;
  private int judged;

  private JudgedSweeps(String cell, SimulatedSweep sweep, Drawn drawn) {
    this.cell = cell;
    this.sweep = sweep;
    this.plain = sweep.withoutMargin();
    this.drawn = drawn;
    this.rule = StopRules.of(sweep.header()).inShort();
    this.random = Readings.random(cell);
  }

  /** The longest first. */
  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (SeedRule rule : List.of(SETTLED, ANYTIME)) {
      for (Drawn drawn : List.of(Drawn.NORMAL, Drawn.T_3, Drawn.STUCK, Drawn.IMAGES_300)) {
        cells.add(verdicts(3, rule.cap(), drawn, Optional.of(rule)));
      }
      cells.add(claims(rule.cap(), Drawn.NORMAL, Optional.of(rule)));
      cells.add(interactions(rule.cap(), Drawn.NORMAL, Optional.of(rule)));
    }
    for (Drawn drawn : List.of(Drawn.NORMAL, Drawn.T_3, Drawn.IMAGES_300)) {
      cells.add(claims(10, drawn, Optional.empty()));
      cells.add(interactions(10, drawn, Optional.empty()));
      cells.add(materially(10, drawn));
    }
    for (Drawn drawn : Drawn.values()) {
      for (int seeds : new int[] {20, 15, 10, 8, 6, 5, 4, 3}) {
        boolean always = seeds == 3 || seeds == 5 || seeds == 10 || seeds == 20;
        if (always || drawn.quantum() > 0) {
          cells.add(verdicts(CONTRASTS, seeds, drawn, Optional.empty()));
        }
      }
    }
    return cells;
  }

  static Cell verdicts(int contrasts, int seeds, Drawn drawn, Optional<SeedRule> rule) {
    String name = name(contrasts + " contrasts", seeds, drawn, rule);
    return new Cell(
        name,
        studies -> {
          SimulatedSweep sweep = SimulatedSweep.levels(contrasts, seeds, drawn, rule);
          JudgedSweeps judged = new JudgedSweeps(name, sweep, drawn);
          return List.of(
              judged.rate("any false better or worse", studies, 0, judged::isAnyFound),
              judged.rate(
                  "any false equivalence at the margin",
                  studies,
                  drawn.apart(),
                  judged::isAnyEquivalent));
        });
  }

  private static Cell claims(int seeds, Drawn drawn, Optional<SeedRule> rule) {
    String name = name("3 claims", seeds, drawn, rule);
    return new Cell(
        name,
        studies -> {
          SimulatedSweep sweep = SimulatedSweep.levels(3, seeds, drawn, rule);
          JudgedSweeps judged = new JudgedSweeps(name, sweep, drawn);
          return List.of(
              judged.rate(
                  "any true claim refuted",
                  studies,
                  0,
                  evidence -> judged.isAny(evidence, ClaimResult.Ruling.REFUTED)),
              judged.rate(
                  "any claim confirmed that is wrong by the margin",
                  studies,
                  drawn.apart(),
                  evidence -> judged.isAny(evidence, ClaimResult.Ruling.CONFIRMED)));
        });
  }

  private static Cell interactions(int seeds, Drawn drawn, Optional<SeedRule> rule) {
    String name = name("3 interactions", seeds, drawn, rule);
    return new Cell(
        name,
        studies -> {
          JudgedSweeps judged =
              new JudgedSweeps(name, SimulatedSweep.grid(seeds, drawn, rule), drawn);
          return List.of(
              judged.rate(
                  "any false interaction",
                  studies,
                  0,
                  evidence ->
                      Interactions.of(judged.runs(evidence)).stream()
                          .anyMatch(Interaction::matters)));
        });
  }

  private static Cell materially(int seeds, Drawn drawn) {
    String name = name(CONTRASTS + " contrasts", seeds, drawn, Optional.empty());
    return new Cell(
        name,
        studies -> {
          SimulatedSweep sweep = SimulatedSweep.levels(CONTRASTS, seeds, drawn, Optional.empty());
          JudgedSweeps judged = new JudgedSweeps(name, sweep, drawn);
          return List.of(
              judged.rate(
                  "any false materially at the margin",
                  studies,
                  drawn.apart(),
                  evidence -> {
                    JudgedRuns runs = judged.runs(evidence);
                    return Verdicts.family(runs, sweep.contrasts(), runs.objective(), 1).stream()
                        .anyMatch(ContrastDetail::isMaterial);
                  }));
        });
  }

  private static String name(String what, int seeds, Drawn drawn, Optional<SeedRule> rule) {
    String until =
        rule.map(r -> (r.anytime() ? "anytime, up to " : "settled, %s to ".formatted(r.first())))
            .orElse("");
    return "%s, %s%s seeds, %s".formatted(what, until, seeds, drawn.text());
  }

  private Rate rate(String what, int studies, double apart, Predicate<Evidence> errs) {
    SimulatedSweep judged = apart == 0 ? plain : sweep;
    int hits = 0;
    for (int study = 0; study < studies; study++) {
      hits += errs.test(judged.evidence(draw(apart))) ? 1 : 0;
    }
    return new Rate(what, cell, hits, studies, drawn.isHeld() ? Wanted.error() : Wanted.nothing());
  }

  private double[][] draw(double apart) {
    return drawn.readings(random, sweep.arms(), sweep.seeds(), apart);
  }

  private JudgedRuns runs(Evidence evidence) {
    return new JudgedRuns(evidence, rule);
  }

  private boolean isAny(Evidence evidence, ClaimResult.Ruling ruling) {
    List<Claim> claims =
        sweep.contrasts().stream()
            .map(c -> new Claim(c, SimulatedSweep.METRIC, Claim.Kind.DIFFERENCE, 0))
            .toList();
    return Claims.lastLook(runs(evidence), claims).stream().anyMatch(r -> r.ruling() == ruling);
  }

  /**
   * At the last look, whose p values are the smallest of all looks: without a margin what any look
   * finds stands there too. Now and then it is seen to be so.
   */
  private boolean isAnyFound(Evidence evidence) {
    JudgedRuns runs = runs(evidence);
    Verdicts verdicts = Verdicts.of(runs, rule);
    Endpoint measure = runs.objective();
    boolean found = isAnyFound(verdicts, verdicts.tests(measure, runs.byArm(), rule));
    if (judged++ % CHECKED == 0
        && found != isAnyFound(verdicts, verdicts.judged(measure, runs.byArm()))) {
      throw new IllegalStateException("Look by look the verdicts are others: " + cell);
    }
    return found;
  }

  private static boolean isAnyFound(Verdicts verdicts, List<ContrastTest> tests) {
    return tests.stream()
        .map(verdicts::verdict)
        .anyMatch(verdict -> verdict == Verdict.BETTER || verdict == Verdict.WORSE);
  }

  /** Whatever is said of differences, which would often be found before. */
  private boolean isAnyEquivalent(Evidence evidence) {
    JudgedRuns runs = runs(evidence);
    return Verdicts.of(runs, rule).tests(runs.objective(), runs.byArm(), rule).stream()
        .anyMatch(test -> test.decisions().isEquivalent(test.place()));
  }
}
