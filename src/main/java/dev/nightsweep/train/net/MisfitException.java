package dev.nightsweep.train.net;

/** A layer cannot have the input that it would get; the message names it and the shapes. */
final class MisfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MisfitException(String message) {
    super(message);
  }
}
