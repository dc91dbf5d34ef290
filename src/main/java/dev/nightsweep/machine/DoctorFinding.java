package dev.nightsweep.machine;

/** What a check found: about what, what is the case, and what to do about it, if anything. */
public record DoctorFinding(Level level, String what, String finding, String advice) {

  /** How bad it is. */
  public enum Level {
    FINE,
    /** Works, but could be better. */
    NOTE,
    PROBLEM
  }

  public static DoctorFinding fine(String what, String finding) {
    return new DoctorFinding(Level.FINE, what, finding, "");
  }

  public static DoctorFinding note(String what, String finding, String advice) {
    return new DoctorFinding(Level.NOTE, what, finding, advice);
  }

  public static DoctorFinding problem(String what, String finding, String advice) {
    return new DoctorFinding(Level.PROBLEM, what, finding, advice);
  }
}
