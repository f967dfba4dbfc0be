package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mogador.booking.BookingCalendarStore.Use;
import mogador.kernel.SiteZone;
import mogador.sites.Site;
import mogador.web.Hours;

/**
 * What a wall or a door says of a space at a moment, without names.
 *
 * @param until when that ends; empty when not before the day is over
 * @param next what is booked later that day, in order
 * @param current who uses it now
 */
record RoomNow(
    State state, Optional<LocalDateTime> until, List<LocalSlot> next, Optional<Use> current) {

  /** From far off, these are four shapes and four words. */
  enum State {
    FREE,
    /** Booked, and its holder has not been seen. */
    EXPECTED,
    IN_USE,
    CLOSED;

    /** A code of {@code room.CODE}. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  RoomNow {
    next = List.copyOf(next);
  }

  /**
   * What is said of a space.
   *
   * @param uses of it and of its parts today, in order of time
   * @param now at the site
   */
  static RoomNow of(Site site, List<Use> uses, LocalDateTime now) {
    SiteZone zone = site.clock();
    Optional<Use> current =
        uses.stream().filter(use -> holds(LocalSlot.of(use.slot(), zone), now)).findFirst();
    List<LocalSlot> next =
        uses.stream()
            .map(use -> LocalSlot.of(use.attended(), zone))
            .filter(slot -> slot.from().isAfter(now))
            .toList();
    if (current.isPresent()) {
      LocalSlot attended = LocalSlot.of(current.get().attended(), zone);
      if (holds(attended, now)) {
        return new RoomNow(state(current.get()), sameDay(attended.to(), now), next, current);
      }
      // The buffer behind a booking, such as for cleaning.
      LocalDateTime end = LocalSlot.of(current.get().slot(), zone).to();
      return new RoomNow(State.CLOSED, sameDay(end, now), next, Optional.empty());
    }
    Optional<LocalDateTime> closes = closes(site, now);
    if (closes.isEmpty()) return new RoomNow(State.CLOSED, opens(site, now), next, current);
    Optional<LocalDateTime> taken = next.stream().map(LocalSlot::from).findFirst();
    LocalDateTime end = taken.filter(t -> t.isBefore(closes.get())).orElse(closes.get());
    return new RoomNow(State.FREE, sameDay(end, now), next, current);
  }

  private static boolean holds(LocalSlot slot, LocalDateTime now) {
    return !slot.from().isAfter(now) && slot.to().isAfter(now);
  }

  private static State state(Use use) {
    if (use.booking().isEmpty()) return State.CLOSED;
    return use.checkedInAt().isPresent() ? State.IN_USE : State.EXPECTED;
  }

  private static Optional<LocalDateTime> sameDay(LocalDateTime end, LocalDateTime now) {
    return Optional.of(end).filter(e -> e.toLocalDate().equals(now.toLocalDate()));
  }

  /** When the site closes; empty if it is closed now. */
  private static Optional<LocalDateTime> closes(Site site, LocalDateTime now) {
    return Openings.on(site, now.toLocalDate()).stream()
        .filter(open -> holds(slot(open, now), now))
        .map(open -> slot(open, now).to())
        .findFirst();
  }

  private static Optional<LocalDateTime> opens(Site site, LocalDateTime now) {
    return Openings.on(site, now.toLocalDate()).stream()
        .map(open -> slot(open, now).from())
        .filter(from -> from.isAfter(now))
        .findFirst();
  }

  private static LocalSlot slot(Hours open, LocalDateTime now) {
    return new LocalSlot(now.toLocalDate().atTime(open.from()), open.endOn(now.toLocalDate()));
  }
}
