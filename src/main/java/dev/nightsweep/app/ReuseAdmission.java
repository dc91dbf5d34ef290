package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.schedule.Reuse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Admits what was trained here, and on the data that a run's identity names: sweeps of earlier
 * versions went on when their data set was changed under them, so an identity alone does not tell.
 *
 * @param trustsImports whether what was trained elsewhere is admitted, too
 * @param inputs what decides a run's result
 */
record ReuseAdmission(
    ResultsFolder results, boolean trustsImports, Function<PlannedRun, Map<String, String>> inputs)
    implements Reuse.Admission {
  private static final String IN_IDENTITY = "dataset";
  private static final String IN_ENVIRONMENT = "dataset_fingerprint";

  @Override
  public boolean admits(PlannedRun run, JournalName from, List<JournalLine> lines) {
    return (trustsImports || !results.isImported(from.sweepId()))
        && lines.stream().allMatch(line -> isOfData(line.entry(), run));
  }

  private boolean isOfData(Entry entry, PlannedRun run) {
    if (!(entry instanceof Entry.RunStarted started)) {
      return true;
    }
    Optional<String> named = Optional.ofNullable(inputs.apply(run).get(IN_IDENTITY));
    String read = started.environment().facts().get(IN_ENVIRONMENT);
    return named.isEmpty() || read == null || read.equals(named.get());
  }
}
