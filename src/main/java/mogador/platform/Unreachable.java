package mogador.platform;

/** Another program, such as the database, cannot be reached or does not answer in time. */
public final class Unreachable extends RuntimeException {
  Unreachable(Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
