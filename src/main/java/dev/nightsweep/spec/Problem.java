package dev.nightsweep.spec;

/**
 * Something wrong with a spec, and where.
 *
 * @param file the file as the user named it
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1, in characters; 0 when the file as a whole is meant
 * @param message what is wrong, and advice; may have a second, indented line
 */
public record Problem(String file, int line, int column, String message) {

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
