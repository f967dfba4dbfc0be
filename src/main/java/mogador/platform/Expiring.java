package mogador.platform;

import java.time.Duration;

/**
 * Rows that are of no use any more some time after a moment of theirs; {@link ClearExpired} clears
 * them.
 *
 * @param moment by the table's columns, in SQL; a row without it stays
 * @param kept how long after it
 */
public record Expiring(String table, String moment, Duration kept) {}
