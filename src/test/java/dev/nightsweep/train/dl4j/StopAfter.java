package dev.nightsweep.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Metrics;
import dev.nightsweep.train.Watcher;
import java.util.Map;

/** Asks a run to end after some steps. */
final class StopAfter implements Watcher {
  private final int stopAfter;
  private long done;

  StopAfter(int stopAfter) {
    this.stopAfter = stopAfter;
  }

  @Override
  public void progressed(int epoch, long done, long of) {
    this.done = done;
  }

  @Override
  public void epochFinished(int epoch, Map<String, Double> metrics, Map<String, Double> system) {
    assertThat(metrics).containsKey(Metrics.VALIDATION_ACCURACY);
  }

  @Override
  public boolean isInterrupted() {
    return done >= stopAfter;
  }
}
