package io.ddh.experiments.engine.serve;

/** A request that gets no answer but a reason. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  Refusal(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** HTTP status code. */
  int status() {
    return status;
  }
}
