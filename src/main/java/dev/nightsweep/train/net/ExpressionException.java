package dev.nightsweep.train.net;

/** An expression of a net file means nothing; the message says why. */
final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int at;

  /**
   * The exception.
   *
   * @param at where in the expression's text it is, from 0
   */
  ExpressionException(int at, String message) {
    super(message);
    this.at = at;
  }

  int at() {
    return at;
  }
}
