package dev.nightsweep.cli;

/** What a check found: about what, what is the case, and what to do about it, if anything. */
record Finding(Level level, String what, String finding, String advice) {

  /** How bad it is. */
  enum Level {
    FINE,
    /** Works, but could be better. */
    NOTE,
    PROBLEM
  }

  static Finding fine(String what, String finding) {
    return new Finding(Level.FINE, what, finding, "");
  }

  static Finding note(String what, String finding, String advice) {
    return new Finding(Level.NOTE, what, finding, advice);
  }

  static Finding problem(String what, String finding, String advice) {
    return new Finding(Level.PROBLEM, what, finding, advice);
  }
}
