package mogador.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.Holidays;
import mogador.sites.OpeningHours.Period;
import mogador.sites.SeedSites;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Around clock changes, holidays and plain weeks; hours and slots by the quarter. */
class WeeklyScheduleProperties {
  private static final Holidays MOROCCAN = SeedSites.document("essaouira").hours().holidays();

  /** A plain week, Morocco's last change of the clock, spring and autumn in Paris, a holiday. */
  private static final List<Instant> AROUND =
      List.of(
          Instant.parse("2026-12-01T00:00:00Z"),
          Instant.parse("2026-09-18T00:00:00Z"),
          Instant.parse("2027-03-26T00:00:00Z"),
          Instant.parse("2026-10-23T00:00:00Z"),
          Instant.parse("2026-11-17T00:00:00Z"));

  @Property
  void windowsHoldTheVeryInstantsItContains(
      @ForAll("schedules") WeeklySchedule schedule,
      @ForAll("slots") TimeSlot slot,
      @ForAll("minutes") List<Integer> minutes) {
    List<TimeSlot> windows = schedule.windows(slot);
    for (int minute : minutes) {
      Instant at = slot.start().plus(Duration.ofMinutes(minute));
      if (!slot.contains(at)) continue;
      boolean inWindow = windows.stream().anyMatch(window -> window.contains(at));
      Statistics.collect(inWindow);
      assertThat(schedule.contains(at)).as(at + " of " + windows).isEqualTo(inWindow);
    }
  }

  @Property
  void windowsAreInOrderApartAndWithinTheSlot(
      @ForAll("schedules") WeeklySchedule schedule, @ForAll("slots") TimeSlot slot) {
    List<TimeSlot> windows = schedule.windows(slot);
    for (int i = 0; i < windows.size(); i++) {
      assertThat(slot.contains(windows.get(i))).isTrue();
      assertThat(schedule.contains(windows.get(i).start())).isTrue();
      if (i == 0) continue;
      assertThat(windows.get(i).start()).isAfter(windows.get(i - 1).end());
    }
  }

  @Property
  void onAHolidayItIsShutIfItKeepsThem(
      @ForAll("schedules") WeeklySchedule schedule, @ForAll("minutes") List<Integer> minutes) {
    Instant independence = Instant.parse("2026-11-18T00:00:00Z");
    for (int minute : minutes) {
      if (minute >= 24 * 60) continue;
      Instant at = independence.plus(Duration.ofMinutes(minute));
      boolean moroccan = schedule.zone().id().equals("Africa/Casablanca");
      if (moroccan && schedule.holidays().isPresent()) {
        assertThat(schedule.contains(at)).isFalse();
      }
    }
  }

  @Property
  void aRightAtSomeHoursOpensNothingMoreThanOneAtAll(
      @ForAll("schedules") WeeklySchedule schedule, @ForAll("slots") TimeSlot slot) {
    AccessRight all = AccessFixture.right(1, slot.start(), slot.end());
    AccessRight some = at(all, schedule);
    Instant middle = slot.start().plus(slot.length().dividedBy(2));
    for (Instant at : List.of(slot.start(), middle, slot.end().minusMillis(1), slot.end())) {
      Decision wide = decide(at, all);
      Decision narrow = decide(at, some);
      assertThat(narrow instanceof Decision.Granted)
          .isEqualTo(wide instanceof Decision.Granted && schedule.contains(at));
      assertThat(decide(at, some, all)).isInstanceOf(wide.getClass());
    }
  }

  private static Decision decide(Instant at, AccessRight... rights) {
    return DecideAccess.decide(AccessFixture.parkWith(rights), AccessFixture.at("entrance"), at);
  }

  static AccessRight at(AccessRight right, WeeklySchedule schedule) {
    return new AccessRight(
        UUID.randomUUID(),
        right.person(),
        right.site(),
        right.space(),
        right.during(),
        Optional.of(schedule),
        RightSource.HAND,
        right.sourceId());
  }

  @Provide
  Arbitrary<WeeklySchedule> schedules() {
    Arbitrary<Map<DayOfWeek, List<Period>>> weeks =
        Arbitraries.maps(Arbitraries.of(DayOfWeek.class), periods()).ofMaxSize(7);
    return Combinators.combine(
            weeks, Arbitraries.of("Africa/Casablanca", "Europe/Paris"), Arbitraries.of(true, false))
        .as(
            (week, zone, holidays) ->
                new WeeklySchedule(
                    new UUID(9, 9),
                    "hours",
                    SiteZone.of(zone).orElseThrow(),
                    new EnumMap<>(week.isEmpty() ? Map.of(DayOfWeek.MONDAY, List.of()) : week),
                    holidays ? Optional.of(MOROCCAN) : Optional.empty()));
  }

  /** Up to three periods of a day, by an even number of quarters; the last may end at midnight. */
  @Provide
  Arbitrary<List<Period>> periods() {
    return Arbitraries.integers()
        .between(0, 96)
        .list()
        .ofMinSize(2)
        .ofMaxSize(6)
        .map(
            quarters -> {
              List<Integer> ends = List.copyOf(new TreeSet<>(quarters));
              List<Period> periods = new ArrayList<>();
              for (int i = 0; i + 1 < ends.size(); i += 2) {
                periods.add(new Period(time(ends.get(i)), time(ends.get(i + 1))));
              }
              return periods;
            });
  }

  private static LocalTime time(int quarter) {
    return LocalTime.MIDNIGHT.plusMinutes(15L * quarter);
  }

  @Provide
  Arbitrary<TimeSlot> slots() {
    return Combinators.combine(
            Arbitraries.of(AROUND),
            Arbitraries.integers().between(0, 4 * 24 * 4),
            Arbitraries.integers().between(1, 4 * 24 * 4))
        .as(
            (around, from, length) -> {
              Instant start = around.plus(Duration.ofMinutes(15L * from));
              return new TimeSlot(start, start.plus(Duration.ofMinutes(15L * length)));
            });
  }

  @Provide
  Arbitrary<List<Integer>> minutes() {
    return Arbitraries.integers().between(0, 4 * 24 * 60).list().ofSize(20);
  }
}
