package dev.nightsweep.publish;

/**
 * Something that is not as it should be in a results folder.
 *
 * @param harmless nothing was lost, and the next command mends it by itself
 * @param where the file, and the line in it if there is one
 * @param problem what is wrong
 * @param advice what to do; empty if there is nothing to do
 */
public record Flaw(boolean harmless, String where, String problem, String advice) {

  static Flaw harmless(Object where, String problem) {
    return new Flaw(true, where.toString(), problem, "");
  }

  static Flaw serious(Object where, String problem, String advice) {
    return new Flaw(false, where.toString(), problem, advice);
  }
}
