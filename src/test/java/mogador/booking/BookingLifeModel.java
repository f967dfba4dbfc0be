package mogador.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mogador.sites.Space;
import org.jspecify.annotations.Nullable;

/** What bookings should come to, told as simply as can be: a list that is looked through. */
final class BookingLifeModel {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration GRACE = Duration.ofMinutes(20);

  final List<Held> held = new ArrayList<>();
  final List<Wait> waits = new ArrayList<>();
  Instant now;
  boolean sensed;
  boolean occupied;
  private Instant sensedSince = Instant.MIN;
  private final Instant start;
  private final List<Space> spaces;

  BookingLifeModel(Instant start, List<Space> spaces) {
    this.start = start;
    this.now = start;
    this.spaces = spaces;
  }

  /** A booking, by quarter hours. */
  static final class Held {
    @Nullable UUID id;
    final int person;
    int space;
    int from;
    int to;
    BookingStatus status;
    Optional<Instant> decideBy;
    boolean here;

    Held(int person, int space, int from, int to, BookingStatus status, Optional<Instant> by) {
      this.person = person;
      this.space = space;
      this.from = from;
      this.to = to;
      this.status = status;
      this.decideBy = by;
    }
  }

  /** Someone in line. */
  static final class Wait {
    @Nullable UUID id;
    final int person;
    final int space;
    final int from;
    final int to;
    WaitlistEntry.Status status = WaitlistEntry.Status.WAITING;
    @Nullable Held offer;

    Wait(int person, int space, int from, int to) {
      this.person = person;
      this.space = space;
      this.from = from;
      this.to = to;
    }
  }

  Instant at(int quarter) {
    return start.plus(QUARTER.multipliedBy(quarter));
  }

  void with(int which, Consumer<Held> action) {
    List<Held> known = held.stream().filter(h -> h.id != null).toList();
    if (!known.isEmpty()) action.accept(known.get(which % known.size()));
  }

  boolean book(int person, int space, int from, int to, boolean hold) {
    if (tooLate(from) || !isFree(space, from, to, h -> true)) return false;
    held.add(
        hold
            ? new Held(
                person,
                space,
                from,
                to,
                BookingStatus.HELD,
                Optional.of(now.plus(PlaceBooking.HOLD)))
            : new Held(person, space, from, to, BookingStatus.CONFIRMED, Optional.empty()));
    return true;
  }

  boolean confirm(Held booking) {
    if (booking.status == BookingStatus.CONFIRMED) return true;
    if (!booking.status.isUndecided()
        || !now.isBefore(at(booking.to))
        || !now.isBefore(booking.decideBy.orElseThrow())) return false;
    if (booking.status == BookingStatus.OFFERED) settle(booking, WaitlistEntry.Status.TAKEN);
    booking.status = BookingStatus.CONFIRMED;
    booking.decideBy = Optional.empty();
    return true;
  }

  boolean move(Held booking, int space, int from, int to) {
    if (!booking.status.stands() || booking.status == BookingStatus.OFFERED) return false;
    if (!now.isBefore(at(booking.to))) return false;
    boolean begun = !now.isBefore(at(booking.from));
    boolean itself = from == booking.from && space == booking.space;
    if (begun && (!itself || !at(to).isAfter(now))) return false;
    if (!begun && tooLate(from)) return false;
    if (!isFree(space, from, to, h -> h != booking)) return false;
    if (space == booking.space && from == booking.from && to == booking.to) return true;
    int wasSpace = booking.space;
    int wasFrom = booking.from;
    int wasTo = booking.to;
    booking.space = space;
    booking.from = from;
    booking.to = to;
    freed(Optional.of(wasSpace), wasFrom, wasTo);
    return true;
  }

  boolean cancel(Held booking) {
    if (!booking.status.stands()) return true;
    if (!now.isBefore(at(booking.to))) return false;
    over(booking, BookingStatus.CANCELLED, WaitlistEntry.Status.LEFT);
    return true;
  }

  boolean checkIn(Held booking) {
    if (booking.status != BookingStatus.CONFIRMED) return false;
    if (booking.here) return true;
    if (!now.isBefore(at(booking.to)) || now.isBefore(at(booking.from).minus(QUARTER)))
      return false;
    booking.here = true;
    return true;
  }

  boolean end(Held booking) {
    if (booking.status != BookingStatus.CONFIRMED) return false;
    if (!now.isBefore(at(booking.to)) || now.isBefore(at(booking.from))) return false;
    int next = (int) (Duration.between(start, now).toMinutes() / 15) + 1;
    if (next < booking.to) {
      int was = booking.to;
      booking.to = next;
      freed(Optional.of(booking.space), next, was);
    }
    return true;
  }

  boolean wait(int person, int space, int from, int to) {
    if (!at(from).isAfter(now) || isFree(space, from, to, h -> true)) return false;
    for (Wait wait : waits) {
      boolean same =
          wait.person == person && wait.space == space && wait.from == from && wait.to == to;
      boolean open =
          wait.status == WaitlistEntry.Status.WAITING
              || wait.status == WaitlistEntry.Status.OFFERED;
      if (same && open) return true;
    }
    waits.add(new Wait(person, space, from, to));
    return true;
  }

  void leave(Wait wait) {
    if (wait.status == WaitlistEntry.Status.WAITING) wait.status = WaitlistEntry.Status.LEFT;
    else if (wait.status == WaitlistEntry.Status.OFFERED && wait.offer != null) cancel(wait.offer);
  }

  void sense(boolean someone) {
    if (!sensed || occupied != someone) sensedSince = now;
    sensed = true;
    occupied = someone;
  }

  /** What time brings: holds end, nobody came, the line is looked at. */
  void jobs() {
    held.stream()
        .filter(h -> h.decideBy.map(by -> !now.isBefore(by)).orElse(false))
        .sorted(
            Comparator.comparing((Held h) -> h.decideBy.orElseThrow())
                .thenComparing(h -> String.valueOf(h.id)))
        .toList()
        .forEach(h -> over(h, BookingStatus.EXPIRED, WaitlistEntry.Status.PASSED));
    held.stream().filter(this::isExpected).toList().forEach(this::lookAtSeat);
    waits.stream()
        .filter(w -> w.status == WaitlistEntry.Status.WAITING && !at(w.from).isAfter(now))
        .forEach(w -> w.status = WaitlistEntry.Status.PASSED);
    freed(Optional.empty(), -1_000, 1_000);
  }

  private boolean isExpected(Held h) {
    return h.status == BookingStatus.CONFIRMED
        && !h.here
        && !now.isBefore(at(h.from))
        && now.isBefore(at(h.to));
  }

  /** Only the first seat has a sensor. */
  private void lookAtSeat(Held h) {
    if (!sensed || !spaces.get(h.space).atoms().contains(spaces.getFirst().id())) return;
    if (occupied) {
      if (!sensedSince.isBefore(at(h.from).minus(QUARTER))) h.here = true;
    } else if (h.space == 0 && !now.isBefore(at(h.from).plus(GRACE))) {
      over(h, BookingStatus.RELEASED, WaitlistEntry.Status.PASSED);
    }
  }

  Set<String> standing() {
    var lines = new TreeSet<String>();
    for (Held h : held) {
      if (!h.status.stands()) continue;
      String code = spaces.get(h.space).code();
      lines.add(line(code, at(h.from), at(h.to), h.status.code()) + (h.here ? " here" : ""));
    }
    return lines;
  }

  Set<String> claims() {
    var lines = new TreeSet<String>();
    for (Held h : held) {
      if (!h.status.stands()) continue;
      for (long atom : spaces.get(h.space).atoms()) {
        lines.add(line(code(atom), at(h.from), at(h.to), "claimed"));
      }
    }
    return lines;
  }

  List<String> rights() {
    return held.stream()
        .filter(h -> h.status == BookingStatus.CONFIRMED)
        .map(h -> line(spaces.get(h.space).code(), at(h.from).minus(QUARTER), at(h.to), "right"))
        .sorted()
        .toList();
  }

  List<String> waiting() {
    return waits.stream().map(w -> w.status.code()).toList();
  }

  static String line(String space, Instant from, Instant to, String what) {
    return space + " " + from + " " + to + " " + what;
  }

  private void over(Held booking, BookingStatus how, WaitlistEntry.Status offer) {
    booking.status = how;
    booking.decideBy = Optional.empty();
    settle(booking, offer);
    freed(Optional.of(booking.space), booking.from, booking.to);
  }

  private void settle(Held booking, WaitlistEntry.Status status) {
    for (Wait wait : waits) {
      if (wait.offer == booking && wait.status == WaitlistEntry.Status.OFFERED)
        wait.status = status;
    }
  }

  private void freed(Optional<Integer> space, int from, int to) {
    for (Wait wait : waits) {
      boolean concerned =
          wait.status == WaitlistEntry.Status.WAITING
              && at(wait.from).isAfter(now)
              && wait.from < to
              && from < wait.to
              && space.map(s -> shares(s, wait.space)).orElse(true);
      if (!concerned || !isFree(wait.space, wait.from, wait.to, h -> true)) continue;
      Instant until = now.plus(Waitlist.OFFER);
      Instant end = at(wait.to);
      var offer =
          new Held(
              wait.person,
              wait.space,
              wait.from,
              wait.to,
              BookingStatus.OFFERED,
              Optional.of(until.isBefore(end) ? until : end));
      held.add(offer);
      wait.offer = offer;
      wait.status = WaitlistEntry.Status.OFFERED;
    }
  }

  private boolean tooLate(int from) {
    return at(from).isBefore(now.minus(QUARTER));
  }

  private boolean isFree(int space, int from, int to, Predicate<Held> counts) {
    return held.stream()
        .filter(h -> h.status.stands() && counts.test(h))
        .noneMatch(h -> shares(h.space, space) && h.from < to && from < h.to);
  }

  private boolean shares(int a, int b) {
    return !Collections.disjoint(spaces.get(a).atoms(), spaces.get(b).atoms());
  }

  private String code(long atom) {
    return spaces.stream()
        .filter(s -> s.id() == atom)
        .findFirst()
        .map(Space::code)
        .orElse("atom-" + atom);
  }
}
