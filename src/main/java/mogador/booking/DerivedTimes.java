package mogador.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;

/** Something whose local times are the truth and whose instants, claims and rights follow. */
public interface DerivedTimes {
  /** One of them, and what the zone rules of today make of it. */
  record Derived(UUID id, String reference, TimeSlot was, DerivedSlot.Meaning is, Instant since) {}

  /**
   * Those at a site that are not over, by their instants or by their local times; locked until the
   * transaction ends.
   */
  List<Derived> notOver(Sql sql, Site site, Instant now);

  /** Its claims are already elsewhere: moves the rest. */
  void move(Sql sql, Derived derived, TimeSlot to, Instant now);

  /** Tells those whom it concerns that these were moved, in the same transaction. */
  default void tell(Sql sql, List<UUID> moved, Instant now) {}

  /**
   * Its instants stay as they were.
   *
   * @param why {@code slot_taken}, {@code time_does_not_exist}, {@code end_before_start} or {@code
   *     local_time_unknown}
   */
  void stay(Sql sql, Derived derived, String why, Instant now);

  /**
   * Keeps local times that are not kept yet. The rules of today are those the site's instants were
   * derived with.
   */
  default void keepLocal(Sql sql, Site site) {}
}
