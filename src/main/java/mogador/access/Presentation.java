package mogador.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential held to a reader.
 *
 * @param readersDoor the door this reader is known to be at; empty when it is at none
 * @param door the door it says it is at
 * @param at when, by the reader's clock if it is known to be right
 * @param pin typed after the credential, at the same reader
 */
public record Presentation(
    String site,
    Optional<String> readersDoor,
    String door,
    CredentialKey credential,
    Optional<Instant> at,
    Optional<PinTry> pin) {

  /** A credential alone. */
  public Presentation(
      String site,
      Optional<String> readersDoor,
      String door,
      CredentialKey credential,
      Optional<Instant> at) {
    this(site, readersDoor, door, credential, at, Optional.empty());
  }
}
