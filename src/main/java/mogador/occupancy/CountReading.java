package mogador.occupancy;

import java.time.Instant;

/**
 * What a people counter said: how many have gone in and out since it started.
 *
 * @param device its code
 * @param boot one start of the counter; both counts begin at 0 with each
 * @param at when it was so
 */
public record CountReading(String device, String boot, long in, long out, Instant at) {}
