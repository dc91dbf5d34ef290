package dev.nightsweep.publish.mlflow;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When a run's epochs were read, as its journal tells; the index does not keep that. */
record EpochTimes(Map<Integer, Instant> byEpoch, Instant otherwise) {

  /** Without a journal all are as old as the run. */
  static EpochTimes of(ResultsFolder results, RunRecord run) {
    Map<Integer, Instant> times = new HashMap<>();
    JournalName name = JournalName.ofRun(run.sweepId(), run.runId());
    Path file = results.journal(name);
    try {
      for (JournalLine line : Journal.read(name, file).lines()) {
        if (line.entry() instanceof Entry.EpochFinished finished) {
          times.put(finished.epoch(), finished.at());
        }
      }
    } catch (IOException e) {
      times.clear();
    }
    return new EpochTimes(times, run.startedAt().orElse(Instant.EPOCH));
  }

  /** In milliseconds since 1970. */
  long of(int epoch) {
    return Math.max(0, byEpoch.getOrDefault(epoch, otherwise).toEpochMilli());
  }
}
