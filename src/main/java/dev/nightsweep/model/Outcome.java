package dev.nightsweep.model;

/** How the training of one run ended, as the trainer saw it. */
public sealed interface Outcome {

  /** Trained to its last epoch and tested. */
  record Completed(RunResult result) implements Outcome {}

  /** A metric became NaN or infinite; {@code cause} says which and when. */
  record Diverged(String cause) implements Outcome {}

  /** The training could not go on; {@code cause} says why, in a sentence. */
  record Failed(String cause) implements Outcome {
    /** How the cause begins where a file that the run reads is not what it was. */
    public static final String CHANGED_FILE = "A file of the runs was changed while they trained";

    /** Whether no run of the sweep should be trained as things are. */
    public boolean isOfChangedFile() {
      return cause.startsWith(CHANGED_FILE);
    }
  }

  /** It was asked to end before it was done. */
  record Interrupted() implements Outcome {}
}
