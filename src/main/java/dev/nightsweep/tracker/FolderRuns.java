package dev.nightsweep.tracker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers the runs of a folder: those that cannot be read are left out and named. */
public final class FolderRuns {
  static final int MAX_RUNS = 100_000;
  private static final int MAX_NAMED = 100;

  private final Path folder;
  private final List<TrackedRun> runs = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int leftOut;
  private int facts;

  public FolderRuns(Path folder) {
    this.folder = folder;
  }

  /** What reads one or several of its runs. */
  public interface Reading {
    List<TrackedRun> read() throws IOException;
  }

  /**
   * Adds what it reads.
   *
   * @throws UnreadableRunException if there are more than are taken in
   */
  public void add(Reading reading) throws UnreadableRunException {
    List<TrackedRun> read;
    try {
      read = reading.read();
    } catch (IOException e) {
      leaveOut(e.getMessage());
      return;
    }
    runs.addAll(read);
    facts += read.stream().mapToInt(run -> run.facts().size()).sum();
    TrackerLimits.requireFacts(folder, facts);
    if (runs.size() > MAX_RUNS) {
      throw new UnreadableRunException(folder, "there are more than %d runs".formatted(MAX_RUNS));
    }
  }

  private void leaveOut(String why) {
    leftOut++;
    if (leftOut <= MAX_NAMED) {
      remarks.add("Left out: %s.".formatted(why));
    }
  }

  public void remark(String sentence) {
    remarks.add(sentence);
  }

  /**
   * What there is.
   *
   * @param otherwise why there are none, if nothing was to be read
   * @throws UnreadableRunException if there are none
   */
  public FoundRuns found(String otherwise) throws UnreadableRunException {
    if (runs.isEmpty()) {
      throw new UnreadableRunException(
          folder, leftOut == 0 ? otherwise : "none of its runs can be read. " + remarks.get(0));
    }
    if (leftOut > MAX_NAMED) {
      remarks.add("%d more were left out.".formatted(leftOut - MAX_NAMED));
    }
    return new FoundRuns(runs, remarks);
  }
}
