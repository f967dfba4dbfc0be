package mogador.access;

import java.util.UUID;

/**
 * Who presented something at the same reader just before.
 *
 * @param waiting whether they may go in as soon as there is a second person; else they were let in
 */
public record Companion(UUID person, boolean waiting) {}
