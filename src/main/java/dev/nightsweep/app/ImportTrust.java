package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Sees to it that no program of an imported sweep is started before a user has agreed. */
final class ImportTrust {
  private final ResultsFolder results;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  ImportTrust(ResultsFolder results) {
    this.results = results;
  }

  /** A user has agreed to the sweep's next session, which another process will run. */
  void agreedFor(String sweepId) {
    if (results.isImported(sweepId)) {
      waiting.add(sweepId);
    }
  }

  /** That session is over, whether or not it came to a program. */
  void sessionEnded(String sweepId) {
    waiting.remove(sweepId);
  }

  /**
   * Goes on if nothing of an import would be started, or a user has agreed or agrees now.
   *
   * @param spec the sweep's spec
   * @throws UserErrorException if not
   */
  void require(Plan plan, Spec spec, Predicate<ImportedProgram> agrees) {
    // For that session, not for whatever comes later.
    boolean agreed = waiting.remove(plan.header().sweepId());
    ImportedProgram.of(results, plan, spec)
        .filter(program -> !agreed && !agrees.test(program))
        .ifPresent(
            program -> {
              throw program.refusal();
            });
  }
}
