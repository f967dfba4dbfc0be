package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import mogador.occupancy.Forecast.Past;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A forecast comes from the same hours of the same weekdays, and from nothing else. */
class ForecastProperties {
  /** A Tuesday. */
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  @Property(tries = 200)
  void itIsTheMedianOfTheSameHoursInWhateverOrder(@ForAll Random random) {
    List<Past> hours = new ArrayList<>();
    for (int back = -3; back < 80; back++) {
      for (int hour = 7; hour < 20; hour++) {
        if (random.nextInt(4) == 0) continue;
        long known = random.nextInt(5) == 0 ? 0 : 1_000;
        long occupied = known == 0 ? 0 : random.nextInt(1_001);
        hours.add(
            new Past(DAY.minusDays(back).atTime(hour, 0), occupied, known, 35, random.nextInt(36)));
      }
    }
    LocalDate holiday = DAY.minusWeeks(1 + random.nextInt(8));
    Map<Integer, Forecast> forecast = Forecast.of(DAY, hours, hour -> isOpen(hour, holiday));
    List<Past> shuffled = new ArrayList<>(hours);
    Collections.shuffle(shuffled, random);
    assertThat(Forecast.of(DAY, shuffled, hour -> isOpen(hour, holiday))).isEqualTo(forecast);
    for (int hour = 0; hour < 24; hour++) {
      List<Double> shares = new ArrayList<>();
      for (int week = 1; week <= 8; week++) {
        LocalDateTime then = DAY.minusWeeks(week).atTime(hour, 0);
        if (!isOpen(then, holiday)) continue;
        hours.stream()
            .filter(past -> past.hour().equals(then) && past.knownMillis() > 0)
            .forEach(past -> shares.add(past.occupiedMillis() / 10.0));
      }
      if (shares.size() < 3 || !isOpen(DAY.atTime(hour, 0), holiday)) {
        assertThat(forecast).doesNotContainKey(hour);
        continue;
      }
      Forecast said = Objects.requireNonNull(forecast.get(hour));
      Collections.sort(shares);
      double low = shares.get((shares.size() - 1) / 2);
      double high = shares.get(shares.size() / 2);
      assertThat(said.weeks()).isEqualTo(shares.size());
      assertThat((double) said.percent())
          .isCloseTo((low + high) / 2, org.assertj.core.data.Offset.offset(1.0));
      assertThat(said.percent()).isBetween(said.least(), said.most());
      assertThat((double) said.least())
          .isCloseTo(shares.getFirst(), org.assertj.core.data.Offset.offset(0.5));
      assertThat((double) said.most())
          .isCloseTo(shares.getLast(), org.assertj.core.data.Offset.offset(0.5));
    }
  }

  @Example
  void onADayOnWhichTheParkIsClosedNothingIsExpected() {
    List<Past> hours = new ArrayList<>();
    for (int week = 1; week <= 8; week++) {
      hours.add(new Past(DAY.minusWeeks(week).atTime(10, 0), 500, 1_000, 35, 12));
    }
    assertThat(Forecast.of(DAY, hours, hour -> true))
        .containsExactly(Map.entry(10, new Forecast(50, 50, 50, 12, 35, 8)));
    assertThat(Forecast.of(DAY, hours, hour -> !hour.toLocalDate().equals(DAY))).isEmpty();
    assertThat(Forecast.of(DAY, hours.subList(0, 2), hour -> true)).isEmpty();
  }

  private static boolean isOpen(LocalDateTime hour, LocalDate holiday) {
    return hour.getHour() >= 8 && !hour.toLocalDate().equals(holiday);
  }
}
