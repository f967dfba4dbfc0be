package mogador.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.Site;
import mogador.sites.SiteStatus;
import mogador.sites.Space;

/** When and what may be booked at all, whoever asks and whatever is free. */
final class BookingRules {
  static final int GRAIN_MINUTES = 15;
  static final Duration LONGEST = Duration.ofDays(31);
  static final Duration HORIZON = Duration.ofDays(400);

  private BookingRules() {}

  /** Why not; {@code code} is stable, {@code field} the input at fault. */
  record Refusal(String code, String field, String text) {}

  /** Whether a time was understood, and if not why not. */
  sealed interface Read {
    record Time(BookedTime time) implements Read {}

    record No(Refusal refusal) implements Read {}
  }

  /** What two texts mean at a zone. */
  static Read read(String from, String to, SiteZone zone) {
    return switch (AskedTime.read(from, zone)) {
      case AskedTime.Unclear(String code, String text) ->
          new Read.No(new Refusal(code, "from", text));
      case AskedTime.Meant start ->
          switch (AskedTime.read(to, zone)) {
            case AskedTime.Unclear(String code, String text) ->
                new Read.No(new Refusal(code, "to", text));
            case AskedTime.Meant end -> read(start, end);
          };
    };
  }

  private static Read read(AskedTime.Meant start, AskedTime.Meant end) {
    if (!start.local().isBefore(end.local()) || !start.at().isBefore(end.at())) {
      String text = "The end, " + end.local() + ", is not after the start, " + start.local() + ".";
      return new Read.No(new Refusal("end_before_start", "to", text));
    }
    var slot = new TimeSlot(start.at(), end.at());
    return new Read.Time(new BookedTime(start.local(), end.local(), slot));
  }

  /** The first rule of the site that the time breaks. */
  static Optional<Refusal> check(Site site, BookedTime time, Instant now) {
    if (site.status() != SiteStatus.OPEN) {
      return refusal("site_not_open", "site", "This site is not open yet.");
    }
    if (!onGrain(time.from())) return offGrain("from");
    if (!onGrain(time.to())) return offGrain("to");
    if (time.slot().length().compareTo(LONGEST) > 0) {
      return refusal("too_long", "to", "A booking lasts " + LONGEST.toDays() + " days at most.");
    }
    // The quarter hour that has begun may still be booked: someone stands at the desk.
    if (time.slot().start().isBefore(now.minus(Duration.ofMinutes(GRAIN_MINUTES)))) {
      return refusal("in_the_past", "from", "That time has passed.");
    }
    if (time.slot().start().isAfter(now.plus(HORIZON))) {
      return refusal("too_far_ahead", "from", "Book at most " + HORIZON.toDays() + " days ahead.");
    }
    if (!site.hours().contain(time.from(), time.to())) {
      return refusal(
          "outside_opening_hours",
          "from",
          "The site is not open all that time. " + hours(site, time));
    }
    return Optional.empty();
  }

  /** The rules that the end of a booking must keep that has begun. */
  static Optional<Refusal> checkEnd(Site site, BookedTime time) {
    if (!onGrain(time.to())) return offGrain("to");
    if (time.slot().length().compareTo(LONGEST) > 0) {
      return refusal("too_long", "to", "A booking lasts " + LONGEST.toDays() + " days at most.");
    }
    if (!site.hours().contain(time.from(), time.to())) {
      return refusal("outside_opening_hours", "to", "The site is not open all that time.");
    }
    return Optional.empty();
  }

  /** Whether this space is let by the hour at all. */
  static Optional<Refusal> check(Space space) {
    return space.bookable()
        ? Optional.empty()
        : refusal("not_bookable", "space", space.reference() + " is not let by the hour.");
  }

  private static String hours(Site site, BookedTime time) {
    var periods = site.hours().on(time.from().toLocalDate());
    if (periods.isEmpty()) return "It is closed that day.";
    var text = new StringBuilder("That day it opens");
    periods.forEach(p -> text.append(' ').append(p.from()).append('–').append(p.to()));
    return text.append('.').toString();
  }

  private static boolean onGrain(LocalDateTime local) {
    return local.getMinute() % GRAIN_MINUTES == 0 && local.getSecond() == 0;
  }

  private static Optional<Refusal> offGrain(String field) {
    return refusal("off_grain", field, "Times are on the quarter hour: :00, :15, :30 or :45.");
  }

  private static Optional<Refusal> refusal(String code, String field, String text) {
    return Optional.of(new Refusal(code, field, text));
  }
}
