package dev.nightsweep.publish.mlflow;

import dev.nightsweep.text.Numbers;
import java.util.List;

/** How far a sweep is on its way to a server. */
final class SendingCount {
  private final int all;
  private int created;
  private int updated;
  private int unchanged;
  private long readings;

  /**
   * @param all how many runs are to be there in the end
   */
  SendingCount(int all) {
    this.all = all;
  }

  void created(SentRun run) {
    created++;
    readings += run.points().size();
  }

  void updated(SentRun run) {
    updated++;
    readings += run.points().size();
  }

  void unchanged(SentRun run) {
    unchanged++;
    readings += run.points().size();
  }

  int done() {
    return created + updated + unchanged;
  }

  /** What to tell where it ends too early, in a sentence; nothing if nothing is there. */
  String soFar() {
    return done() == 0 ? "" : " %s are there; the same command goes on from here.".formatted(this);
  }

  SentSweep of(String sweepId, String experiment, List<String> remarks) {
    return new SentSweep(sweepId, experiment, created, updated, unchanged, readings, remarks);
  }

  @Override
  public String toString() {
    return "%,d of %s".formatted(done(), Numbers.count(all, "run", "runs"));
  }
}
