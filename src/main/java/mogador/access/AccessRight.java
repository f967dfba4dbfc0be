package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;

/**
 * A person may go to a space during a slot.
 *
 * @param space its id, or {@link #ENTRANCES}; empty for every door of the site
 * @param door the code of the one door it is for, its space then {@link #ENTRANCES}; else empty
 * @param during half-open: at its end the door is shut
 * @param hours of the week within it; at all hours when empty
 * @param escorted opens only to whoever comes behind somebody with a right of their own
 * @param sourceId of the booking, lease or role that gave it
 */
public record AccessRight(
    UUID id,
    UUID person,
    String site,
    Optional<Long> space,
    Optional<String> door,
    TimeSlot during,
    Optional<WeeklySchedule> hours,
    boolean escorted,
    RightSource source,
    UUID sourceId) {

  /** One for somebody alone. */
  public AccessRight(
      UUID id,
      UUID person,
      String site,
      Optional<Long> space,
      TimeSlot during,
      Optional<WeeklySchedule> hours,
      RightSource source,
      UUID sourceId) {
    this(id, person, site, space, Optional.empty(), during, hours, false, source, sourceId);
  }

  /** A right at all hours. */
  public AccessRight(
      UUID id,
      UUID person,
      String site,
      Optional<Long> space,
      TimeSlot during,
      RightSource source,
      UUID sourceId) {
    this(id, person, site, space, during, Optional.empty(), source, sourceId);
  }

  /** How long before a booking begins its doors open. */
  public static final Duration BEFORE_BOOKING = Duration.ofMinutes(15);

  /** In place of a space's id: the doors to the street alone. */
  public static final long ENTRANCES = 0;

  /**
   * What a booking gives: every door on the way to its space, from 15 minutes before to its end.
   */
  public static AccessRight ofBooking(
      UUID booking, UUID person, String site, long space, TimeSlot booked) {
    return new AccessRight(
        UUID.randomUUID(),
        person,
        site,
        Optional.of(space),
        new TimeSlot(booked.start().minus(BEFORE_BOOKING), booked.end()),
        RightSource.BOOKING,
        booking);
  }

  /** What a lease gives a member of its company: the doors to one of its spaces. */
  public static AccessRight ofLease(
      UUID lease, UUID person, String site, long space, TimeSlot during) {
    return new AccessRight(
        UUID.randomUUID(), person, site, Optional.of(space), during, RightSource.LEASE, lease);
  }

  /**
   * What an invitation gives a visitor: the doors to a space, or the entrances alone.
   *
   * @param escorted behind somebody else only
   */
  public static AccessRight ofVisit(
      UUID visit,
      UUID person,
      String site,
      Optional<Long> space,
      TimeSlot during,
      boolean escorted) {
    return new AccessRight(
        UUID.randomUUID(),
        person,
        site,
        Optional.of(space.orElse(ENTRANCES)),
        Optional.empty(),
        during,
        Optional.empty(),
        escorted,
        RightSource.VISIT,
        visit);
  }

  /** What a role gives: every door of a site. */
  public static AccessRight ofRole(UUID role, UUID person, String site, TimeSlot during) {
    return new AccessRight(
        UUID.randomUUID(), person, site, Optional.empty(), during, RightSource.ROLE, role);
  }

  /**
   * What a manager gives by hand.
   *
   * @param space empty for every door of the site
   */
  public static AccessRight ofHand(
      UUID given,
      UUID person,
      String site,
      Optional<Long> space,
      TimeSlot during,
      Optional<WeeklySchedule> hours) {
    return new AccessRight(
        UUID.randomUUID(), person, site, space, during, hours, RightSource.HAND, given);
  }

  /** The same for one door alone. */
  public static AccessRight ofHand(
      UUID given,
      UUID person,
      String site,
      String door,
      TimeSlot during,
      Optional<WeeklySchedule> hours) {
    return new AccessRight(
        UUID.randomUUID(),
        person,
        site,
        Optional.of(ENTRANCES),
        Optional.of(door),
        during,
        hours,
        false,
        RightSource.HAND,
        given);
  }

  /** When it opens doors, within this time: in order, apart, and never touching. */
  public List<TimeSlot> windows(TimeSlot within) {
    return during
        .intersection(within)
        .map(slot -> hours.map(h -> h.windows(slot)).orElseGet(() -> List.of(slot)))
        .orElse(List.of());
  }

  boolean holds(Instant now) {
    return during.contains(now) && hours.map(h -> h.contains(now)).orElse(true);
  }
}
