package dev.nightsweep.engine.spark;

import dev.nightsweep.engine.WorkerExit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes home with the end of an attempt.
 *
 * @param journal the whole journal of the run
 * @param log what its worker printed
 * @param files of the run's folder by name, in Base64
 * @param errorFiles of Java VMs that crashed, likewise
 * @param failure how its worker died, if it did
 */
record TaskResult(
    String journal,
    String log,
    Map<String, String> files,
    Map<String, String> errorFiles,
    Optional<Failure> failure) {

  /** How a worker process died. */
  record Failure(WorkerExit death, String cause, List<String> logTail) {}
}
