package mogador.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A credential held to a reader.
 *
 * @param readersDoor the door this reader is known to be at; empty when it is at none
 * @param door the door it says it is at
 * @param at when, by the reader's clock if it is known to be right
 * @param beside what else is known there
 */
public record Presentation(
    String site,
    Optional<String> readersDoor,
    String door,
    CredentialKey credential,
    Optional<Instant> at,
    AtDoor beside) {

  /** A credential alone. */
  public Presentation(
      String site,
      Optional<String> readersDoor,
      String door,
      CredentialKey credential,
      Optional<Instant> at) {
    this(site, readersDoor, door, credential, at, AtDoor.NOTHING);
  }
}
