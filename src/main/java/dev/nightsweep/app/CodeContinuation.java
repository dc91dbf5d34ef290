package dev.nightsweep.app;

import dev.nightsweep.model.Plan;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.train.Program;
import dev.nightsweep.wording.FileNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a sweep may go on though its program is not what it was: what was trained by the
 * old code is not compared with what the new code gives, unless somebody wants that, and then it is
 * marked.
 */
final class CodeContinuation {
  private final Supplier<List<RunRecord>> stored;
  private final boolean retryFailed;
  private final Supplier<String> newName;

  /**
   * Both are asked for only where the code has changed.
   *
   * @param runs of the sweep, as they are stored
   * @param retryFailed whether those that failed are to be trained again
   * @param newName of the sweep that {@code --new} would begin
   */
  CodeContinuation(Supplier<List<RunRecord>> runs, boolean retryFailed, Supplier<String> newName) {
    this.stored = runs;
    this.retryFailed = retryFailed;
    this.newName = newName;
  }

  /**
   * The code of the sweep from now on; empty if it was begun before code was recorded.
   *
   * @throws UserErrorException if it must not go on; the message says why and what to do
   */
  Optional<ProgramCode> of(Spec spec, Plan sweep, Program program) {
    Optional<ProgramCode> before = sweep.header().code();
    if (!sweep.header().program().equals(spec.program())) {
      return before; // which is told of otherwise
    }
    return before.map(
        code -> {
          ProgramCode now = program.code().orElseThrow(() -> gone(sweep, code));
          List<String> changed = code.changed(now, spec.code());
          ProgramCode next = code.asOf(now, spec.code());
          if (changed.isEmpty()) {
            return next;
          }
          List<RunRecord> runs = stored.get();
          long failed = runs.stream().filter(run -> run.state().isWorthRetrying()).count();
          boolean retried = retryFailed && failed > 0;
          if (!hasResults(runs) && (failed == 0 || retried)) {
            return next;
          } else if (spec.sameCode()) {
            return next.declaring(changed);
          } else if (retried) {
            return next.mixing(changed);
          }
          throw UserErrorException.usage(refusal(sweep, changed, runs, failed));
        });
  }

  /** Whether there is anything that stays, whatever becomes of what failed. */
  private static boolean hasResults(List<RunRecord> runs) {
    return runs.stream()
        .map(RunRecord::state)
        .anyMatch(s -> s == RunState.PAUSED || (s.isFinished() && !s.isWorthRetrying()));
  }

  private static UserErrorException gone(Plan stored, ProgramCode code) {
    return UserErrorException.usage(
        "The program of %s is not here: none of its files (%s) is found. Run nightsweep in the folder where the sweep was begun."
            .formatted(stored.header().sweepId(), FileNames.of(code.files().keySet())));
  }

  private String refusal(Plan sweep, List<String> changed, List<RunRecord> runs, long failed) {
    String retry =
        failed == 0
            ? ""
            : " --retry-failed trains the %s that failed by the new code%s."
                .formatted(
                    Numbers.count(failed, "run"),
                    hasResults(runs) ? ", beside what the old code gave, and marks it" : "");
    return "The runs of %s would not come out the same here: the program has changed since (%s). Bring the old code back; or give --new to train all of it anew as %s, or --same-code to go on with what there is on your own responsibility: journal, audit and page mark it.%s What no run depends on can be left out by `identity: {exclude: [...]}` in the spec."
        .formatted(sweep.header().sweepId(), FileNames.of(changed), newName.get(), retry);
  }
}
