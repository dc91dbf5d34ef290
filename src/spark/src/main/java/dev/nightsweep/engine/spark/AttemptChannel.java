package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.spark.AttemptReport.Answer;
import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

/**
 * The driver's end of one attempt. What an executor tells is journaled here before anybody hears of
 * it; of two Spark tasks that have the same attempt only the first is listened to.
 */
final class AttemptChannel {
  private static final long NOBODY = -1;

  private final int worker;
  private final Assignment run;
  private final ResultsFolder results;
  private final BlockingQueue<EngineEvent> events;
  private final JournalName name;
  private final Journal journal;
  private long task = NOBODY;
  private Answer answer = Answer.GO_ON;
  private boolean over;

  AttemptChannel(
      int worker, Assignment run, ResultsFolder results, BlockingQueue<EngineEvent> events) {
    this.worker = worker;
    this.run = run;
    this.results = results;
    this.events = events;
    this.name = JournalName.ofRun(run.sweepId(), run.runId());
    try {
      this.journal = Journal.open(name, results.journal(name));
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  int worker() {
    return worker;
  }

  Assignment run() {
    return run;
  }

  /** The journal as it stands. */
  String journalSoFar() throws IOException {
    return Files.readString(results.journal(name));
  }

  /** From the next report on the executor is answered so. */
  synchronized void answerWith(Answer answer) {
    this.answer = answer;
  }

  /** Takes in what an executor tells. */
  synchronized Answer receive(AttemptReport report) {
    if (over || (task != NOBODY && task != report.task())) {
      return Answer.UNKNOWN;
    }
    task = report.task();
    try {
      for (Signal signal : report.said()) {
        if (signal instanceof Signal.Journaled line && line.seq() == journal.lastSeq() + 1) {
          journal.write(line.entry());
        }
      }
      journal.sync();
    } catch (IOException e) {
      throw unwritten(e);
    }
    report.said().stream()
        .filter(this::isKept)
        .forEach(signal -> events.add(new EngineEvent.Said(worker, signal)));
    return answer;
  }

  /** A line behind a gap comes home at the end. */
  private boolean isKept(Signal signal) {
    return !(signal instanceof Signal.Journaled line) || line.seq() <= journal.lastSeq();
  }

  /** That an attempt waits for an executor is no standstill of its run. */
  synchronized void announceWaiting() {
    if (!over && task == NOBODY) {
      events.add(new EngineEvent.Said(worker, new Signal.Progress(run.runId(), 1, 0, 1)));
    }
  }

  /** The attempt is over: keeps what came home, and says so. */
  synchronized void complete(TaskResult result) {
    try {
      Path folder = results.run(run.sweepId(), run.runId());
      Files.writeString(
          results.workerLog(run.sweepId(), run.runId()),
          result.log(),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      keepFiles(result.files(), folder);
      keepFiles(result.errorFiles(), results.sweep(run.sweepId()));
      keepLines(result.journal()); // last: what says that the run is complete is among them
    } catch (IOException e) {
      throw unwritten(e);
    }
    finish(
        result.failure().isPresent()
            ? died(result.failure().get())
            : new EngineEvent.Said(worker, new Signal.Idle(run.runId())));
  }

  /** The attempt is over, and nothing came result. */
  synchronized void fail(TaskResult.Failure failure) {
    finish(died(failure));
  }

  private EngineEvent died(TaskResult.Failure failure) {
    return new EngineEvent.Died(worker, run, failure.death(), failure.cause(), failure.logTail());
  }

  private void finish(EngineEvent event) {
    over = true;
    try {
      journal.close();
    } catch (IOException e) {
      throw unwritten(e);
    }
    events.add(event);
  }

  /** The lines that were not told on the way; they are announced now. */
  private void keepLines(String text) throws IOException {
    List<JournalLine> late = new ArrayList<>();
    for (JournalLine line : Journal.read(name, text.getBytes(StandardCharsets.UTF_8)).lines()) {
      if (line.seq() == journal.lastSeq() + 1) {
        late.add(journal.write(line.entry()));
      }
    }
    journal.sync();
    late.stream()
        .map(line -> new Signal.Journaled(run.runId(), line.seq(), line.entry()))
        .forEach(signal -> events.add(new EngineEvent.Said(worker, signal)));
  }

  private static void keepFiles(Map<String, String> files, Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path name = Path.of(file.getKey()).getFileName();
      Files.write(folder.resolve(name), Base64.getDecoder().decode(file.getValue()));
    }
  }

  private UncheckedIOException unwritten(IOException e) {
    return new UncheckedIOException(
        "cannot keep what came of %s in %s: %s".formatted(run.runId(), results.root(), e), e);
  }
}
