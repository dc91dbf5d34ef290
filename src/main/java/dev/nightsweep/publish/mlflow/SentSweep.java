package dev.nightsweep.publish.mlflow;

import java.util.List;

/**
 * What was sent of a sweep, or would be.
 *
 * @param experiment the name of the experiment that its runs are in
 * @param created how many runs were not there before
 * @param updated how many were, and lacked something
 * @param unchanged how many were all there
 * @param readings how many readings the runs have together
 * @param remarks what is not there as it is here, a sentence each
 */
public record SentSweep(
    String sweepId,
    String experiment,
    int created,
    int updated,
    int unchanged,
    long readings,
    List<String> remarks) {
  public SentSweep {
    remarks = List.copyOf(remarks);
  }
}
