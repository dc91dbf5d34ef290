package dev.nightsweep.store;

/**
 * A journal line does not fit what came before it: a line that it builds on is missing, or it
 * stands in another journal than it should. The store itself is well.
 */
public class RefusedLineException extends StoreException {
  private static final long serialVersionUID = 1L;

  public RefusedLineException(String message) {
    super(message);
  }
}
