package dev.nightsweep.analysis.audit;

import java.util.List;

/** What the audit found about the tracker that a sweep's runs were taken from. */
public sealed interface SourceFinding extends FindingDetail {

  /** What decides or explains results, and a tracker may not tell. */
  enum Unknown {
    /** Which data a seed drew, and in what order. */
    DATA,
    /** The weights that a seed began with. */
    WEIGHTS,
    CODE,
    /** Libraries and the like. */
    ENVIRONMENT,
    MACHINE,
    /** When runs began and ended. */
    TIMES,
    /** How long an epoch took. */
    SECONDS,
    /** How busy the machine was. */
    LOAD,
    /** What was read before the end. */
    COURSE,
    /** How often a run was tried. */
    ATTEMPTS,
    /** How settings that are not compared were chosen. */
    SETTINGS,
    /** How often the test set was looked at. */
    TEST,
    /** What a run reads that has learned nothing. */
    CHANCE,
    /** By whom runs were picked, and which others there were. */
    PICKED
  }

  /** What is not known of its runs, and which checks can therefore say nothing. */
  record NotKnown(String tracker, List<Unknown> unknown) implements SourceFinding {
    public NotKnown {
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * What the tracker tells of its runs.
   *
   * @param runs how many there are
   * @param metrics how many metrics they report
   * @param known of what a tracker may not tell, this is told
   * @param facts the names of those about code, machine and libraries that all runs have
   * @param ofSome of those that some runs have
   */
  record Told(
      String tracker,
      int runs,
      int metrics,
      List<Unknown> known,
      List<String> facts,
      List<String> ofSome)
      implements SourceFinding {
    public Told {
      known = List.copyOf(known);
      facts = List.copyOf(facts);
      ofSome = List.copyOf(ofSome);
    }
  }
}
