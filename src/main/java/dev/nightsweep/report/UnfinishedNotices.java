package dev.nightsweep.report;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.text.Labels;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warns of runs that are still to come, and of such as ended badly. */
final class UnfinishedNotices {
  private static final String FAILURES = "failures";

  private UnfinishedNotices() {}

  /** Of a sweep that was given up, with the cause that most of its failures have. */
  static Optional<Notice> givenUp(SweepFacts facts) {
    if (facts.sweep().state() != SweepState.ABORTED) {
      return Optional.empty();
    }
    String cause =
        FailuresView.mostFrequent(facts)
            .map(
                group ->
                    "%s: %s"
                        .formatted(
                            Numbers.count(group.size(), "attempt") + " " + group.state(),
                            asSentence(group.cause())))
            .orElse("No attempt failed; its log has the cause.");
    return Optional.of(new Notice("loud", "Given up.", cause, FAILURES));
  }

  /** That numbers may change, and that not all runs can be compared. */
  static List<Notice> of(SweepFacts facts) {
    List<Notice> notices = new ArrayList<>();
    if (facts.evidence().isInterim()) {
      notices.add(interim(facts));
    }
    bad(facts).ifPresent(notices::add);
    return notices;
  }

  private static Notice interim(SweepFacts facts) {
    SweepRecord sweep = facts.sweep();
    long open =
        sweep.toCome()
            + facts.runs().stream().filter(run -> Evidence.isOpen(run.run().state())).count();
    String all = Numbers.count(sweep.total() + sweep.toCome(), "run");
    return sweep.state() == SweepState.ABORTED
        ? new Notice(
            "warn",
            "No verdict.",
            "%s of %s %s not trained. The sweep goes on with `nightsweep resume %s` once the cause is mended."
                .formatted(open, all, open == 1 ? "was" : "were", sweep.sweepId()))
        : new Notice(
            "warn",
            "Interim, no verdict.",
            "%s of %s %s still to come (the sweep is %s). What the numbers say now may change."
                .formatted(open, all, open == 1 ? "is" : "are", Labels.word(sweep.state())));
  }

  private static Optional<Notice> bad(SweepFacts facts) {
    long bad = facts.runs().stream().filter(run -> run.run().state().isBad()).count();
    if (bad == 0) {
      return Optional.empty();
    }
    String text =
        "%s of %s ended badly and cannot be compared."
            .formatted(bad, Numbers.count(facts.runs().size(), "run"));
    return Optional.of(new Notice("warn", "Partial.", text, FAILURES));
  }

  private static String asSentence(String cause) {
    return cause.endsWith(".") ? cause : cause + ".";
  }
}
