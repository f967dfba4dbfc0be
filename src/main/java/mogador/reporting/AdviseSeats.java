package mogador.reporting;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.occupancy.UseHistory.KindHour;
import mogador.sites.SpaceKind;

/** Whether seats that are never used together could make way for meeting rooms. Pure. */
final class AdviseSeats {
  /** From fewer nothing is concluded. */
  static final int FEWEST_WEEKS = 4;

  static final int FEWEST_SEATS = 3;

  /** One seat in so many, at least. */
  static final int ONE_SEAT_IN = 4;

  /** A room used for a greater share of an hour is full. */
  static final int FULL_PERCENT = 70;

  /** One hour in so many, at least. */
  static final int ONE_HOUR_IN = 3;

  private AdviseSeats() {}

  /**
   * @param open every hour in which the park was open
   */
  static Optional<Advice> of(Collection<KindHour> open) {
    Map<LocalDateTime, KindHour> seats = known(open, SpaceKind.POSITION);
    Map<LocalDateTime, KindHour> rooms = known(open, SpaceKind.MEETING_ROOM);
    int mostSeats = most(seats.values());
    int mostRooms = most(rooms.values());
    int used = seats.values().stream().mapToInt(hour -> mostSeats - hour.free()).max().orElse(0);
    Set<LocalDateTime> busy =
        seats.keySet().stream()
            .filter(rooms::containsKey)
            .filter(hour -> isUsed(seats, hour) || isUsed(rooms, hour))
            .collect(Collectors.toSet());
    int full =
        (int) busy.stream().filter(hour -> isFull(Objects.requireNonNull(rooms.get(hour)))).count();
    int weeks = weeks(busy);
    int spare = mostSeats - used;
    boolean enough = weeks >= FEWEST_WEEKS && spare >= FEWEST_SEATS;
    return enough && spare * ONE_SEAT_IN >= mostSeats && full * ONE_HOUR_IN >= busy.size()
        ? Optional.of(
            new Advice.SeatsForRooms(mostSeats, used, mostRooms, full, busy.size(), weeks))
        : Optional.empty();
  }

  static int weeks(Collection<LocalDateTime> hours) {
    return (int)
        hours.stream()
            .map(
                hour -> hour.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
            .distinct()
            .count();
  }

  /** Nearly all: one sensor that fails must not end all advice, many must. */
  static boolean isKnown(int known, int spaces) {
    return known * 10 >= spaces * 9;
  }

  private static Map<LocalDateTime, KindHour> known(Collection<KindHour> open, SpaceKind kind) {
    var all =
        open.stream()
            .filter(hour -> hour.floor().isEmpty() && hour.kind().equals(kind.code()))
            .toList();
    int most = most(all);
    Map<LocalDateTime, KindHour> known = new HashMap<>();
    for (KindHour hour : all) if (isKnown(hour.spaces(), most)) known.put(hour.hour(), hour);
    return known;
  }

  private static int most(Collection<KindHour> hours) {
    return hours.stream().mapToInt(KindHour::spaces).max().orElse(0);
  }

  private static boolean isUsed(Map<LocalDateTime, KindHour> hours, LocalDateTime hour) {
    return Objects.requireNonNull(hours.get(hour)).occupiedMillis() > 0;
  }

  /** All at once counts too; of a single room any use would be that. */
  private static boolean isFull(KindHour rooms) {
    return rooms.occupiedMillis() * 100 > rooms.knownMillis() * FULL_PERCENT
        || (rooms.spaces() > 1 && rooms.free() == 0);
  }
}
