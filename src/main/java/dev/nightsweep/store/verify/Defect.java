package dev.nightsweep.store.verify;

/**
 * Something that is not as it should be in a results folder.
 *
 * @param harmless nothing was lost, and the next command mends it by itself
 * @param where the file, and the line in it if there is one
 * @param problem what is wrong
 * @param advice what to do; empty if there is nothing to do
 */
public record Defect(boolean harmless, String where, String problem, String advice) {

  static Defect harmless(Object where, String problem) {
    return new Defect(true, where.toString(), problem, "");
  }

  static Defect serious(Object where, String problem, String advice) {
    return new Defect(false, where.toString(), problem, advice);
  }
}
