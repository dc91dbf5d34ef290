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
   * @param program what trains; a net file as it was when its sweep was begun
   * @param settings every parameter, resolved, seed aside
   * @param identity hash of all of it, as in {@link PlannedRun}
   * @param files what it was that the identity was made of; not trained on if it has changed
   * @param judged what the sweep is judged by; decides nothing in a program that has metrics of its
   *     own
   */
  public record Task(
      ProgramRef program,
      Settings settings,
      long seed,
      String identity,
      FileHashes files,
      JudgedMetric judged) {
    /** A task of a program that its text says all of. */
    public Task(String program, Settings settings, long seed, String identity) {
      this(ProgramRef.parse(program), settings, seed, identity, FileHashes.NONE);
    }

    public Task(ProgramRef program, Settings settings, long seed, String identity) {
      this(program, settings, seed, identity, FileHashes.NONE);
    }

    /** A task of which it is not known by what it is judged. */
    public Task(
        ProgramRef program, Settings settings, long seed, String identity, FileHashes files) {
      this(program, settings, seed, identity, files, JudgedMetric.NONE);
    }
  }

  /**
   * The metric that a sweep is judged by, as its runs know it.
   *
   * @param name empty where it is not known, as for a sample or a replay
   * @param isRequired whether a run that never reports it is of no use
   * @param firstStands whether the first value of an epoch stands, since it may have been decided
   *     by it whether the run goes on; else the last one counts
   */
  public record JudgedMetric(String name, boolean isRequired, boolean firstStands) {
    public static final JudgedMetric NONE = new JudgedMetric("", false);

    public JudgedMetric(String name, boolean isRequired) {
      this(name, isRequired, false);
    }

    /** Whether that metric is it, or may be. */
    public boolean mayBe(String metric) {
      return name.isEmpty() || name.equals(metric);
    }
  }

  /** The program's text, as in {@link ProgramRef#text}. */
  public String program() {
    return task.program().text();
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

  public JudgedMetric judged() {
    return task.judged();
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
