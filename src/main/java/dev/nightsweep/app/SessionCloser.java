package dev.nightsweep.app;

import dev.nightsweep.cli.RunOptions;
import dev.nightsweep.cli.console.CompletionNotifier;
import dev.nightsweep.cli.console.Console;
import dev.nightsweep.journal.Json;
import dev.nightsweep.machine.TrainerRegistry;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.schedule.SessionEnd;
import dev.nightsweep.schedule.SweepLog;
import dev.nightsweep.text.ConsoleNumbers;
import dev.nightsweep.wording.AnswerText;
import dev.nightsweep.wording.SearchText;
import dev.nightsweep.wording.SimulationNotice;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The end of a sitting: the look is taken and journaled, the pages written, the answer given. */
final class SessionCloser {
  private final OwnedResults results;
  private final Publisher publisher;
  private final Console streams;
  private final RunOptions options;
  private final InstantSource clock;

  SessionCloser(OwnedResults results, Console streams, RunOptions options, InstantSource clock) {
    this.results = results;
    this.options = options;
    this.publisher = TrainerRegistry.publisher(results.store(), results.folder());
    this.streams = streams;
    this.clock = clock;
  }

  /** Concludes a sitting and returns the exit code. */
  int of(SweepSession.Ended ended) {
    boolean complete = ended.ending() == SessionEnd.DONE;
    SweepRecord sweep = sweep(ended.sweepId());
    AnswerText answers = new AnswerText(publisher, sweep);
    takeLook(sweep, answers, complete);
    show(sweep, answers, complete ? "" : ended.reason());
    return SweepQueueRunner.exitCode(ended.ending(), ended.badRuns());
  }

  /** Shows the stored result of a sweep that has nothing left to train. */
  int again(SweepRecord sweep) {
    streams.message(
        "%s is finished already; this is its stored result. `--new` starts another sweep of the same spec."
            .formatted(sweep.sweepId()));
    AnswerText answers = new AnswerText(publisher, sweep);
    if (!sweep.isLookedThrough()) {
      takeLook(sweep, answers, true); // its owner died before it could
    }
    show(sweep, answers, "");
    return SweepQueueRunner.exitCode(SessionEnd.DONE, answers.badRuns());
  }

  private void show(SweepRecord sweep, AnswerText answers, String stopped) {
    Path page = publish(sweep);
    Map<String, Object> fields = fields(sweep, answers, page);
    if (options.json()) {
      streams.result(Json.pretty(fields));
    } else {
      print(sweep, answers, stopped);
      streams.result("Report  %s".formatted(page));
    }
    CompletionNotifier farewell = new CompletionNotifier(streams);
    farewell.say(sweep.sweepId(), sweep.state());
    options.onFinish().ifPresent(command -> farewell.tell(command, Json.pretty(fields)));
  }

  private void takeLook(SweepRecord sweep, AnswerText answers, boolean complete) {
    if (!sweep.header().judged()) {
      return;
    }
    int look = sweep.looks() + 1;
    try (SweepLog log = SweepLog.open(results.folder(), sweep.sweepId(), results.writer())) {
      log.record(
          new Entry.LookTaken(
              look, !complete, answers.rows(), answers.sentences(), clock.instant()));
      log.flush();
    }
  }

  private Path publish(SweepRecord sweep) {
    Path page = publisher.publish(sweep.sweepId());
    publisher.publishIndex();
    return page;
  }

  private SweepRecord sweep(String sweepId) {
    return results.store().sweep(sweepId).orElseThrow();
  }

  private void print(SweepRecord sweep, AnswerText answers, String stopped) {
    streams.result("");
    SimulationNotice.of(sweep.header()).ifPresent(streams::result);
    if (!stopped.isEmpty()) {
      streams.result(
          "Stopped with %d of %d runs finished: %s. The same command, or `nightsweep resume`, goes on."
              .formatted(sweep.finished(), sweep.total(), stopped));
    }
    answers.sentences().forEach(streams::result);
    if (sweep.header().isSearch()) {
      search(sweep).lines().forEach(streams::result);
    } else if (!sweep.header().judged()) {
      streams.result("No verdict: the spec has no `ablation:`.");
      best(sweep).ifPresent(run -> streams.result(bestLine(sweep, run)));
    }
    sweep.runs().entrySet().stream()
        .filter(e -> e.getKey().isBad())
        .forEach(e -> streams.result("%d runs %s.".formatted(e.getValue(), e.getKey())));
    streams.result("");
    streams.result("Sweep   %s".formatted(sweep.sweepId()));
  }

  private SearchText search(SweepRecord sweep) {
    return SearchText.of(sweep, results.store().runs(sweep.sweepId()));
  }

  private Optional<RunRecord> best(SweepRecord sweep) {
    Objective objective = sweep.header().objective();
    return results.store().runs(sweep.sweepId()).stream()
        .filter(run -> run.reading(objective.metric()).isPresent())
        .max(
            Comparator.comparingDouble(
                run -> objective.gain(run.reading(objective.metric()).getAsDouble())));
  }

  private static String bestLine(SweepRecord sweep, RunRecord run) {
    String metric = sweep.header().objective().metric();
    return "Best %s: %s, %s seed %d (run %s); one run is no evidence."
        .formatted(
            metric,
            ConsoleNumbers.reading(run.reading(metric)),
            sweep.arm(run.armId()).label(),
            run.seed(),
            run.runId());
  }

  private Map<String, Object> fields(SweepRecord sweep, AnswerText answers, Path page) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("program", sweep.header().program());
    fields.put("state", sweep.state());
    fields.put("runs", sweep.runs());
    fields.put("answers", answers.sentences());
    fields.put("audit", answers.findings());
    fields.put("claims", answers.claims());
    fields.put("contrasts", results.store().contrasts(sweep.sweepId()));
    fields.put("effects", answers.effects());
    if (sweep.header().isSearch()) {
      fields.put("search", search(sweep).fields());
    }
    fields.put("report", page.toString());
    return fields;
  }
}
