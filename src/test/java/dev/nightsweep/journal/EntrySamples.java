package dev.nightsweep.journal;

import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Filters;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Ranking;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Start;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.model.TrialAction;
import dev.nightsweep.model.TrialReading;
import dev.nightsweep.model.TriedOdds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One entry of every type, with the texts and numbers that are hard to keep. */
final class EntrySamples {
  static final Instant AT = Instant.parse("2026-03-01T22:00:00.123456789Z");

  /** Line breaks of all kinds, quotes, what UTF-8 needs one to four bytes for, and the mark. */
  static final String HARD =
      "a\nb\r\nc\td \"q\" \\ \u0000 \u0085 \u2028 \u2029 ß İı 日本 😀 \ufffd } @nightsweep";

  private EntrySamples() {}

  private static final List<ModelCard.Layer> LAYERS =
      List.of(
          new ModelCard.Layer("fc8", HARD, List.of(10), 1L << 40, Long.MAX_VALUE, false),
          new ModelCard.Layer("conv1", "convolution", List.of(96, 28, 28), 0, 1, true));

  /** A result that tells the true classes too, as older workers do not. */
  private static RunResult tested() {
    return new RunResult(
        Map.of(),
        List.of(List.of(1, 1)),
        ClassLabels.of(0, 1),
        ClassLabels.of(0, 0),
        "d".repeat(64));
  }

  /** A result with filters, as older workers do not give. */
  private static RunResult looked() {
    return new RunResult(
        Map.of(),
        List.of(),
        ClassLabels.NONE,
        ClassLabels.NONE,
        "e".repeat(64),
        Optional.of(Filters.of(1, 2, 0.5f, -1, 0, 0.25f)));
  }

  static List<Entry> entries() {
    Map<String, Double> readings =
        Map.of(
            "finite", 0.1,
            "whole", 3.0,
            "least", Double.MIN_VALUE,
            "greatest", -Double.MAX_VALUE,
            "minus_zero", -0.0,
            "nan", Double.NaN,
            "inf", Double.POSITIVE_INFINITY,
            "minus_inf", Double.NEGATIVE_INFINITY);
    return List.of(
        new Entry.SweepPlanned(Fixtures.plan("s")),
        new Entry.SweepChanged(SweepState.ABORTED, HARD, AT),
        new Entry.AttemptStarted("s-n1", 1, 2, AT),
        new Entry.AttemptEnded(
            "s-n1", 1, AttemptState.LOST, RunState.PENDING, HARD, List.of("", HARD), AT),
        new Entry.Noted("warning", "retry", Optional.of("s-n1"), HARD, AT),
        new Entry.Noted("info", "started", Optional.empty(), "", Instant.EPOCH),
        look(Optional.empty(), Optional.empty(), Optional.empty()),
        new Entry.RunStarted(
            1,
            Environment.of(Map.of("jdk", "17", "cpu", HARD)),
            Optional.empty(),
            Start.at(3, 41),
            AT),
        new Entry.EpochFinished(1, 2, readings, Map.of(), AT),
        new Entry.RunEnded(1, 2, new Outcome.Completed(Fixtures.result(Double.NaN)), AT),
        new Entry.RunEnded(1, 2, new Outcome.Diverged(HARD), AT),
        new Entry.RunEnded(1, 0, new Outcome.Failed("why"), AT),
        new Entry.RunEnded(1, 0, new Outcome.Interrupted(), AT),
        new Entry.RunStarted(
            1,
            Environment.of(Map.of()),
            Optional.of(new ModelCard(LAYERS, List.of(HARD))),
            Start.BEGINNING,
            AT),
        new Entry.SweepReplanned(Fixtures.plan("s"), AT),
        new Entry.RunReused("s-n2", "t-n2", AT),
        new Entry.CandidatesChosen(Fixtures.tuned("s"), AT),
        new Entry.RunEnded(2, 3, new Outcome.Completed(tested()), AT),
        new Entry.SweepPlanned(Fixtures.searched("s")),
        new Entry.TrialsAdded(
            Fixtures.plan("s").arms().subList(0, 1),
            Fixtures.plan("s").runs().subList(0, 1),
            List.of(),
            AT),
        new Entry.RunEnded(3, 3, new Outcome.Completed(looked()), AT),
        stopped(new Pruner.Bands(List.of(1, 3), 2.5, false)),
        stopped(new Pruner.Median(5, 2)),
        stopped(new Pruner.Halving(1, 3, Pruner.Halving.Form.PROMOTE)),
        stopped(new Pruner.Brackets(1, 9, 3)),
        new Entry.RunsStopped(List.of("s-n1", "s-n2"), "others were better", AT),
        new Entry.AnalysisLocked(Map.of("seeds", List.of("1", "2"), HARD, List.of()), HARD, AT),
        look(
            Optional.of(List.of("s-n1")),
            Optional.of(List.of(new TriedOdds("a1", "learning_rate=0.02", 0.21, 0.000075))),
            Optional.of(1)),
        new Entry.TrialsAdded(
            Fixtures.plan("s").arms().subList(0, 1),
            Fixtures.plan("s").runs().subList(0, 1),
            List.of(new TrialReading("s-n1", 0.9, 0), new TrialReading("s-n2", Double.NaN, 0)),
            AT),
        new Entry.TrialDecided(
            "s-n1",
            3,
            TrialAction.STOP,
            Optional.of(
                new Ranking(0.5, 7, Double.NaN, List.of(new TrialReading("s-n2", 0.25, 3)))),
            HARD,
            AT),
        new Entry.TrialDecided("s-n1", 3, TrialAction.CONTINUE, Optional.empty(), "", AT),
        new Entry.SweepPlanned(
            Fixtures.searched("s", Optional.of(Stopping.NONE.on(Stopping.Schedule.SYNCHRONOUS)))));
  }

  private static Entry look(
      Optional<List<String>> neverLearned,
      Optional<List<TriedOdds>> choices,
      Optional<Integer> rules) {
    return new Entry.LookTaken(
        3, true, List.of(Fixtures.verdict(3)), List.of(), neverLearned, choices, rules, AT);
  }

  private static Entry stopped(Pruner pruner) {
    Stopping stopping = new Stopping(Optional.of(pruner), OptionalDouble.of(0.99));
    return new Entry.SweepPlanned(Fixtures.searched("s", Optional.of(stopping)));
  }
}
