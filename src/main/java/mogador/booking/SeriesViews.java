package mogador.booking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows bookings that belong together as one: those of a series, or of a party. */
final class SeriesViews {
  private SeriesViews() {}

  /** What of these, in order, stands for its series or party or for itself: the first of each. */
  static List<Booking> nextOfEach(List<Booking> coming) {
    var seen = new HashSet<UUID>();
    return coming.stream().filter(booking -> seen.add(whole(booking))).toList();
  }

  /** The series and parties of these, by the booking that stands for each. */
  static Map<String, MyBookingsPage.InSeries> of(List<Booking> coming) {
    Map<String, MyBookingsPage.InSeries> wholes = new HashMap<>();
    for (Booking first : nextOfEach(coming)) {
      UUID whole = whole(first);
      if (whole.equals(first.id())) continue;
      long more = coming.stream().filter(b -> whole(b).equals(whole)).count() - 1;
      String path = first.occurrence().isPresent() ? "/me/series/" : "/me/parties/";
      wholes.put(first.id().toString(), new MyBookingsPage.InSeries(path + whole, more));
    }
    return wholes;
  }

  private static UUID whole(Booking booking) {
    return booking
        .occurrence()
        .map(Booking.Occurrence::series)
        .or(booking::party)
        .orElse(booking.id());
  }
}
