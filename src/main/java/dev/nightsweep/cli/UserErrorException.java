package dev.nightsweep.cli;

/** What the user asked for cannot be done; the message says why and what to do. */
final class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  UserErrorException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static UserErrorException usage(String message) {
    return new UserErrorException(ExitCode.USAGE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
