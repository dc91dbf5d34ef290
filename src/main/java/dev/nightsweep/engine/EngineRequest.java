package dev.nightsweep.engine;

import dev.nightsweep.journal.ResultsFolder;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is wanted of an engine on a cluster.
 *
 * @param title of the sweep, to be shown by the cluster
 * @param results where journals, logs and files come home to
 * @param launch how worker processes are started; folders and class path are the cluster's own
 * @param workerBytes what one worker takes, about
 * @param startedBefore the highest worker number of earlier sessions
 * @param workers how many runs are to train at once; all that the cluster has if not said
 */
public record EngineRequest(
    String title,
    ResultsFolder results,
    Launch launch,
    long workerBytes,
    int startedBefore,
    OptionalInt workers,
    Cluster cluster) {

  /**
   * Where the cluster is, and how it is to be used.
   *
   * @param master its address, unless the settings have it
   * @param settings its own, by name
   * @param checkpoints a folder that all its machines see, for checkpoints; without it a run whose
   *     machine is lost starts again
   */
  public record Cluster(
      Optional<String> master, Map<String, String> settings, Optional<String> checkpoints) {
    public Cluster {
      settings = Map.copyOf(settings);
    }
  }
}
