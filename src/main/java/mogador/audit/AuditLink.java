package mogador.audit;

import java.time.Instant;

/**
 * An entry as it stands in its chain.
 *
 * @param details JSON, as it was written
 * @param commitments JSON: by personal field, the SHA-256 of its salt and value in hexadecimal
 * @param hash over all of this and the hash of the entry before
 */
record AuditLink(
    String site,
    long number,
    Instant at,
    String kind,
    String subject,
    String details,
    String commitments,
    String hash) {

  /**
   * What is personal in an entry, as long as it is kept.
   *
   * @param at the entry's
   * @param salt 16 random bytes in hexadecimal
   */
  record Personal(long number, Instant at, String field, String salt, String value) {}
}
