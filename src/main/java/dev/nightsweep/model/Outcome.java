package dev.nightsweep.model;

/** How the training of one run ended, as the trainer saw it. */
public sealed interface Outcome {

  /** Trained to its last epoch and tested. */
  record Completed(RunResult result) implements Outcome {}

  /** A metric became NaN or infinite; {@code cause} says which and when. */
  record Diverged(String cause) implements Outcome {}

  /** The training could not go on; {@code cause} says why, in a sentence. */
  record Failed(String cause) implements Outcome {
    /** How the cause begins where the program told all but what the sweep is judged by. */
    public static final String NOT_JUDGED = "The program never reported the metric of the spec";

    /** How the cause begins where a signal ended the program. */
    public static final String KILLED = "The program was killed by signal";

    /** How the cause begins where a file that the run reads is not what it was. */
    public static final String CHANGED_FILE = "A file of the runs was changed while they trained";

    /** Whether no run of the sweep should be trained as things are. */
    public boolean isOfChangedFile() {
      return cause.startsWith(CHANGED_FILE);
    }

    /** Whether the run has no reading of the metric that the sweep is judged by. */
    public boolean isOfMissingMetric() {
      return cause.startsWith(NOT_JUDGED);
    }

    /** Whether the same run may well end otherwise when it is tried again. */
    public boolean isOfSignal() {
      return cause.startsWith(KILLED);
    }
  }

  /** It was asked to end before it was done. */
  record Interrupted() implements Outcome {}
}
