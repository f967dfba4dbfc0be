package mogador.booking;

import java.time.Instant;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/**
 * Who wants to know that time became free. Called within the transaction that frees it, before its
 * commit, so that whoever waits can be given it with no gap in which a third could take it.
 */
public interface TimeFreed {
  /**
   * A booking no longer holds this slot of its space.
   *
   * @param booking as it is now
   */
  void freed(Sql sql, Booking booking, TimeSlot slot, Instant now);

  /** An offer was accepted. */
  void taken(Sql sql, Booking offer, Instant now);
}
