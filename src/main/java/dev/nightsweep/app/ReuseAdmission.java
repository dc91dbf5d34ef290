package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.schedule.Reuse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Admits what was trained here, and on the data and by the code that a run's identity names: sweeps
 * of earlier versions went on when their data set was changed under them, and a user may insist
 * that a change of the code makes no difference, so an identity alone does not tell.
 *
 * @param trustsImports whether what was trained elsewhere is admitted, too
 * @param inputs what decides a run's result
 */
record ReuseAdmission(
    ResultsFolder results, boolean trustsImports, Function<PlannedRun, Map<String, String>> inputs)
    implements Reuse.Admission {
  private static final String DATA_IN_IDENTITY = "dataset";
  private static final String DATA_IN_ENVIRONMENT = "dataset_fingerprint";

  @Override
  public boolean admits(PlannedRun run, JournalName from, List<JournalLine> lines) {
    return (trustsImports || !results.isImported(from.sweepId()))
        && lines.stream().allMatch(line -> isOfSame(line.entry(), run));
  }

  private boolean isOfSame(Entry entry, PlannedRun run) {
    if (!(entry instanceof Entry.RunStarted started)) {
      return true;
    }
    Map<String, String> named = inputs.apply(run);
    Map<String, String> read = started.environment().facts();
    return isSame(named.get(DATA_IN_IDENTITY), read.get(DATA_IN_ENVIRONMENT))
        && isSame(named.get(ProgramCode.IN_IDENTITY), read.get(ProgramFiles.CODE));
  }

  private static boolean isSame(String named, String read) {
    return named == null || read == null || read.equals(named);
  }
}
