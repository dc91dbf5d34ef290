package dev.nightsweep.publish.mlflow;

/** An MLflow server does not do what it was asked to; the message is its own. */
final class MlflowRefusalException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  MlflowRefusalException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Whether it is for that reason, as MLflow names it. */
  boolean is(String reason) {
    return code.equals(reason);
  }
}
