package mogador.reporting;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a manager could do, with what it rests on. Of whom anything was seen is in none of it. */
public sealed interface Advice {
  /**
   * Seats are never used together while meeting rooms are full.
   *
   * @param seats of which something was known at once, at most
   * @param used of them at once, at most; one of which nothing was known counts as used
   * @param fullHours hours in which the rooms were full
   * @param hours in which anybody was seen
   * @param weeks these are of
   */
  record SeatsForRooms(int seats, int used, int rooms, int fullHours, int hours, int weeks)
      implements Advice {
    /** How many seats nobody would miss. */
    public int spare() {
      return seats - used;
    }
  }

  /**
   * Whoever is on a floor then would find room on the others.
   *
   * @param from the first hour, by the site's clock
   * @param until the hour in which it may open again; 24 at midnight
   * @param weeks that are known of every one of these hours
   */
  record FloorCouldClose(
      String floor, DayOfWeek weekday, int from, int until, int weeks, List<OfKind> kinds)
      implements Advice {
    public FloorCouldClose {
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * Spaces of a kind on a floor that could close.
   *
   * @param used at once, at most; one of which nothing was known counts as used
   * @param spare how many more than needed were free on other floors, at least; empty where nobody
   *     can be sent elsewhere, so that nobody may have been there
   */
  record OfKind(String kind, int spaces, int used, OptionalInt spare) {}

  /** A tenant's people have little room. */
  record MoreRoomNeeded(Tenant tenant) implements Advice {}

  /** A tenant has much room for those who come. */
  record LessRoomNeeded(Tenant tenant) implements Advice {}

  /**
   * A company and its people seen inside.
   *
   * @param areaCm2 leased; 1 m² is 10,000 cm²
   * @param people on a working day, the median
   * @param most on one day
   * @param days that are known
   */
  record Tenant(String company, long areaCm2, int people, int most, int days) {
    /** Empty when usually nobody comes. */
    public Optional<Long> areaPerPersonCm2() {
      return people == 0 ? Optional.empty() : Optional.of(areaCm2 / people);
    }
  }
}
