package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.WorkerExit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a Spark job failed, in a sentence: Spark says it in a page. */
final class JobFailure {
  private static final Pattern REASON =
      Pattern.compile(
          "most recent failure: (?:Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\(\\S+ executor"
              + " \\S+\\): )?(.*)");
  private static final Pattern CANCELLED = Pattern.compile("Job \\d+ cancelled (.*)");
  private static final Pattern LOST = Pattern.compile("ExecutorLostFailure \\((.*?)\\) ?(.*)");
  private static final Pattern CODE = Pattern.compile("code (\\d+)");

  private JobFailure() {}

  static TaskResult.Failure failure(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    Matcher cancelled = CANCELLED.matcher(message);
    if (cancelled.find()) {
      return failure(
          WorkerExit.KILLED, "the Spark job was cancelled " + cancelled.group(1).strip());
    }
    Matcher reason = REASON.matcher(message);
    String why = reason.find() ? reason.group(1).strip() : message.lines().findFirst().orElse("");
    Matcher lost = LOST.matcher(why);
    return lost.find()
        ? failure(death(why), "the executor was lost: " + sentence(lost))
        : failure(WorkerExit.OTHER, "the Spark job failed: " + why);
  }

  private static TaskResult.Failure failure(WorkerExit death, String cause) {
    return new TaskResult.Failure(death, cause, List.of());
  }

  private static String sentence(Matcher lost) {
    return (lost.group(1) + ". " + lost.group(2)).strip();
  }

  /** As the exit codes of a Java VM and of Linux are; 52 is Spark's for a full heap. */
  private static WorkerExit death(String why) {
    Matcher code = CODE.matcher(why);
    if (!code.find()) {
      return WorkerExit.KILLED;
    }
    return switch (code.group(1)) {
      case "134", "139" -> WorkerExit.NATIVE_CRASH;
      case "52" -> WorkerExit.MEMORY;
      default -> WorkerExit.KILLED;
    };
  }
}
