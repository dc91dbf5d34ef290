package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.Contrast;
import java.util.List;

/** What the audit found about where, when and by which files the runs were made. */
public sealed interface ProvenanceFinding extends FindingDetail {

  /** Times of a run contradict each other. */
  enum OfClocks implements ProvenanceFinding {
    /** Ended before they were started. */
    ENDED_BEFORE_START,
    /** An attempt was started before the one before it, or before that one ended. */
    ATTEMPTS_OVERLAP,
    /** Started before their sweep was planned. */
    BEFORE_THE_SWEEP
  }

  /**
   * A fact of the environment is known for one side only, in so many pairs.
   *
   * @param fact its name; empty if nothing is known of the other side
   */
  record KnownForOneSide(String fact, int pairs, boolean ofLevel) implements ProvenanceFinding {}

  /**
   * Files of the program are not the same for all runs.
   *
   * @param files those that differ, as far as they are told apart
   * @param pairs in how many pairs, 0 if only from pair to pair
   */
  record ProgramChanged(List<String> files, int pairs) implements ProvenanceFinding {
    public ProgramChanged {
      files = List.copyOf(files);
    }
  }

  /** Files of the program changed, and were declared to make no difference. */
  record CodeDeclaredSame(List<String> files) implements ProvenanceFinding {
    public CodeDeclaredSame {
      files = List.copyOf(files);
    }
  }

  /** By what code the runs were trained was not recorded. */
  record CodeUnknown() implements ProvenanceFinding {}

  /** What the program loads is not covered, and why. */
  record ProgramNotCovered(String why) implements ProvenanceFinding {}

  /**
   * The runs of one side took another share of the time that they tell of than the other side's:
   * level over baseline.
   */
  record UnlikeElapsed(Contrast contrast, double ratio) implements ProvenanceFinding {}

  /**
   * The runs of an arm fall into two groups, one much slower, though their machines have one name.
   *
   * @param arm its label
   */
  record TwoSpeeds(String arm, int slow, int fast, double ratio) implements ProvenanceFinding {}
}
