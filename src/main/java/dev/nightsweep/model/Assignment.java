package dev.nightsweep.model;

/**
 * One attempt at one run, as handed to a worker.
 *
 * @param task what is to be trained
 * @param checkpoints what is kept of the net on the way
 * @param folder the run's own folder, for its journal and files
 * @param host what the parent knows of the machine and the code, to be stored with the run
 * @param holdAfter the epoch behind which it waits to be told to go on; 0 if it does not wait
 */
public record Assignment(
    String sweepId,
    String runId,
    int attempt,
    Task task,
    Checkpoints checkpoints,
    String folder,
    Environment host,
    int holdAfter)
    implements Instruction {

  /**
   * All that decides a run's result.
   *
   * @param program the program's name, {@code alexnet}
   * @param settings every parameter, resolved, seed aside
   * @param identity hash of all of it, as in {@link PlannedRun}
   * @param files what it was that the identity was made of; not trained on if it has changed
   */
  public record Task(
      String program, Settings settings, long seed, String identity, FileHashes files) {
    public Task(String program, Settings settings, long seed, String identity) {
      this(program, settings, seed, identity, FileHashes.NONE);
    }
  }

  public String program() {
    return task.program();
  }

  public Settings settings() {
    return task.settings();
  }

  public long seed() {
    return task.seed();
  }

  public String identity() {
    return task.identity();
  }

  public FileHashes files() {
    return task.files();
  }

  /** The name of the file in a run's folder that it goes on from. */
  public static final String LAST_CHECKPOINT = "last.zip";

  /** What a run keeps of its net. */
  public enum Checkpoints {
    /** Nothing; what an earlier attempt left is not used. */
    NONE,
    /** The last state, to resume from, until the run has its result. */
    LAST,
    /** That, and for good the state with the best validation accuracy. */
    LAST_AND_BEST
  }
}
