package dev.nightsweep.cli;

import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.schedule.Ending;
import dev.nightsweep.schedule.SweepLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The end of a sitting: the look is taken and journaled, the pages written, the answer given. */
final class Conclusion {
  private final OpenResults results;
  private final Publisher publisher;
  private final Streams streams;
  private final SittingOptions options;
  private final InstantSource clock;

  Conclusion(OpenResults results, Streams streams, SittingOptions options, InstantSource clock) {
    this.results = results;
    this.options = options;
    this.publisher = Programs.publisher(results.store(), results.folder());
    this.streams = streams;
    this.clock = clock;
  }

  /** Concludes a sitting and returns the exit code. */
  int of(Sitting.Ended ended) {
    boolean complete = ended.ending() == Ending.DONE;
    SweepRecord sweep = sweep(ended.sweepId());
    Answers answers = new Answers(publisher, sweep);
    takeLook(sweep, answers, complete);
    show(sweep, answers, complete ? "" : ended.reason());
    return Shift.exitCode(ended.ending(), ended.badRuns());
  }

  /** Shows the stored result of a sweep that has nothing left to train. */
  int again(SweepRecord sweep) {
    streams.message(
        "%s is finished already; this is its stored result. `--new` starts another sweep of the same spec."
            .formatted(sweep.sweepId()));
    Answers answers = new Answers(publisher, sweep);
    if (!sweep.isLookedThrough()) {
      takeLook(sweep, answers, true); // its owner died before it could
    }
    show(sweep, answers, "");
    return Shift.exitCode(Ending.DONE, answers.badRuns());
  }

  private void show(SweepRecord sweep, Answers answers, String stopped) {
    Path page = publish(sweep);
    Map<String, Object> fields = fields(sweep, answers, page);
    if (options.json()) {
      streams.result(Json.pretty(fields));
    } else {
      print(sweep, answers, stopped);
      streams.result("Report  %s".formatted(page));
    }
    Farewell farewell = new Farewell(streams);
    farewell.say(sweep.sweepId(), sweep.state());
    options.onFinish().ifPresent(command -> farewell.tell(command, Json.pretty(fields)));
  }

  private void takeLook(SweepRecord sweep, Answers answers, boolean complete) {
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

  private void print(SweepRecord sweep, Answers answers, String stopped) {
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
            Numbers.reading(run.reading(metric)),
            sweep.arm(run.armId()).label(),
            run.seed(),
            run.runId());
  }

  private Map<String, Object> fields(SweepRecord sweep, Answers answers, Path page) {
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
