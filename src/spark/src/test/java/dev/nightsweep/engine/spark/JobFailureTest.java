package dev.nightsweep.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.engine.WorkerExit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 3.0 (TID 3) (127.0.0.1 executor 0): ExecutorLostFailure"
            + " (executor 0 exited caused by one of the running tasks) Reason: Command exited with"
            + " code 137 | KILLED | the executor was lost: executor 0 exited caused by one of the"
            + " running tasks. Reason: Command exited with code 137",
        "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 3.0 (TID 3) (127.0.0.1 executor 0): ExecutorLostFailure"
            + " (executor 0 exited caused by one of the running tasks) Reason: Command exited with"
            + " code 139 | NATIVE_CRASH | the executor was lost: executor 0 exited caused by one of"
            + " the running tasks. Reason: Command exited with code 139",
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 1.0 (TID 1) (h executor 0): java.io.IOException: No space"
            + " left on device | OTHER | the Spark job failed: java.io.IOException: No space left"
            + " on device",
        "Job 4 cancelled part of cancelled job group s/r/1 | KILLED | the Spark job was cancelled"
            + " part of cancelled job group s/r/1",
      })
  void isToldInASentence(String message, WorkerExit death, String cause) {
    TaskResult.Failure failure = JobFailure.failure(new RuntimeException(message));
    assertThat(failure.cause()).isEqualTo(cause);
    assertThat(failure.death()).isEqualTo(death);
  }
}
