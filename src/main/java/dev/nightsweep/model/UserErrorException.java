package dev.nightsweep.model;

/** What the user asked for cannot be done; the message says why and what to do. */
public final class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** What kind of obstacle it is. */
  public enum Kind {
    /** The spec, the usage, or an id that does not exist. */
    USAGE,
    /** Another process has this sweep, or the results folder. */
    BUSY,
    /** The machine or a folder does not allow it: a file that cannot be written, no card. */
    ENVIRONMENT,
    /** A record that an answer would rest on is damaged. */
    DAMAGED
  }

  public UserErrorException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public static UserErrorException usage(String message) {
    return new UserErrorException(Kind.USAGE, message);
  }

  public static UserErrorException busy(String message) {
    return new UserErrorException(Kind.BUSY, message);
  }

  public static UserErrorException environment(String message) {
    return new UserErrorException(Kind.ENVIRONMENT, message);
  }

  public Kind kind() {
    return kind;
  }
}
