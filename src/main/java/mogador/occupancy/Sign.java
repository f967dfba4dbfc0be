package mogador.occupancy;

/**
 * A sign of somebody being there or not, and where.
 *
 * @param space its id
 */
public record Sign(String site, long space, Signal signal) {}
