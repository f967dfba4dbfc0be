package mogador.platform;

/** A delivery that was refused for good: to try it again is of no use. */
public final class Undeliverable extends RuntimeException {
  public Undeliverable(Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
