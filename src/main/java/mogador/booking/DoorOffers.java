package mogador.booking;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.booking.DoorPage.Offer;

/** For how long a room may be taken at its door. */
final class DoorOffers {
  private static final int[] MINUTES = {15, 30, 60};
  private static final int LONGEST_HOURS = 4;

  private DoorOffers() {}

  /**
   * From now on, ending on quarter hours; none unless it is free.
   *
   * @param most when they end at the latest
   */
  static List<Offer> now(RoomNow room, LocalDateTime now, LocalDateTime most) {
    if (room.state() != RoomNow.State.FREE) return List.of();
    return upTo(most, until(now, room.until(), now));
  }

  /** Longer than booked, as long as nobody else comes. */
  static List<Offer> longer(
      RoomNow room, LocalDateTime end, LocalDateTime now, LocalDateTime most) {
    if (end.isBefore(now)) return List.of();
    Optional<LocalDateTime> next = room.next().stream().map(LocalSlot::from).findFirst();
    return upTo(most, until(end, next, end));
  }

  private static List<Offer> upTo(LocalDateTime most, List<Offer> offers) {
    return offers.stream().filter(offer -> !offer.to().isAfter(most)).toList();
  }

  private static List<Offer> until(
      LocalDateTime from, Optional<LocalDateTime> limit, LocalDateTime counted) {
    var offers = new ArrayList<Offer>();
    for (int minutes : MINUTES) {
      LocalDateTime to = roundedUp(from.plusMinutes(minutes));
      if (limit.isPresent() && !to.isBefore(limit.get())) break;
      offers.add(new Offer(to, Duration.between(counted, to).toMinutes(), false));
    }
    limit
        .filter(to -> to.isAfter(from.plusMinutes(1)))
        .filter(to -> to.getMinute() % BookingRules.GRAIN_MINUTES == 0)
        .filter(to -> Duration.between(from, to).toHours() < LONGEST_HOURS)
        .ifPresent(
            to -> offers.add(new Offer(to, Duration.between(counted, to).toMinutes(), true)));
    return offers;
  }

  static LocalDateTime roundedUp(LocalDateTime time) {
    LocalDateTime quarter = DayGrid.quarter(time);
    return quarter.equals(time) ? quarter : quarter.plusMinutes(BookingRules.GRAIN_MINUTES);
  }
}
