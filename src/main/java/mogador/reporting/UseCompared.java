package mogador.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.occupancy.UseHistory;
import mogador.reporting.UsePage.Share;

/**
 * Use beside other use. Differences are of what is told of both, as it is told, so that they say
 * nothing that is kept back. Pure.
 *
 * @param with what it is compared with
 */
record UseCompared(UseAnswer answer, UseAnswer with) {

  /**
   * An hour of the week that is told of both.
   *
   * @param weekday 1 for Monday to 7 for Sunday
   * @param points per cent used of the first less per cent of the other
   */
  record Hour(int weekday, int hour, int points) {}

  /** Of all hours; empty where one of both is not known, or kept back. */
  Optional<Integer> points() {
    return points(answer.whole(), with.whole());
  }

  List<Hour> hours() {
    Map<List<Integer>, Share> others = new HashMap<>();
    for (UseHistory.Hour hour : with.hours()) {
      others.put(List.of(hour.weekday(), hour.hour()), UseReport.share(hour));
    }
    List<Hour> hours = new ArrayList<>();
    for (UseHistory.Hour hour : answer.hours()) {
      points(
              Optional.of(UseReport.share(hour)),
              Optional.ofNullable(others.get(List.of(hour.weekday(), hour.hour()))))
          .ifPresent(points -> hours.add(new Hour(hour.weekday(), hour.hour(), points)));
    }
    return hours;
  }

  static Optional<Integer> points(Optional<Share> one, Optional<Share> other) {
    return one.flatMap(share -> other.map(than -> share.percent() - than.percent()));
  }

  /** For whoever cannot see that other days are answered for than were asked for. */
  UseCompared ofPossibleDays() {
    answer.ofPossibleDays();
    with.ofPossibleDays();
    return this;
  }
}
