package mogador.devices;

/** What bytes from a device turn out to be. */
sealed interface Parsed<T> {
  record Good<T>(T message) implements Parsed<T> {}

  /**
   * Bytes that cannot be used.
   *
   * @param detail which field, or what of it; never a credential
   */
  record Refused<T>(Refusal why, String detail) implements Parsed<T> {}
}
