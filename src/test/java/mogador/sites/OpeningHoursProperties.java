package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mogador.kernel.LocalText;
import mogador.sites.OpeningHours.Dated;
import mogador.sites.OpeningHours.Period;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Opening hours beside a model that looks at every quarter of an hour. */
class OpeningHoursProperties {
  private static final LocalDate START = LocalDate.of(2027, 5, 10);
  private static final int DAYS = 14;
  private static final LocalText NAME = LocalText.same("x");

  @Property(tries = 400)
  void openAllTheWayMeansOpenInEveryMinute(
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = DAYS * 96 - 1) int start,
      @ForAll @IntRange(min = 1, max = 300) int quarters) {
    OpeningHours hours = hours(random);
    LocalDateTime from = START.atStartOfDay().plusMinutes(15L * start);
    LocalDateTime to = from.plusMinutes(15L * quarters);
    boolean open = true;
    for (LocalDateTime at = from; at.isBefore(to); at = at.plusMinutes(5)) {
      open &= isOpen(hours, at);
    }
    assertThat(hours.contain(from, to)).isEqualTo(open);
  }

  @Property(tries = 400)
  void beforeTheNextOpeningAllIsClosed(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = DAYS * 96 - 1) int start) {
    OpeningHours hours = hours(random);
    LocalDateTime from = START.atStartOfDay().plusMinutes(15L * start);
    LocalDateTime end = from.toLocalDate().plusDays(6).atStartOfDay();
    Optional<LocalDateTime> next = hours.nextOpen(from, 5);
    for (LocalDateTime at = from; at.isBefore(next.orElse(end)); at = at.plusMinutes(5)) {
      assertThat(isOpen(hours, at)).as("at %s", at).isFalse();
    }
    next.ifPresent(at -> assertThat(isOpen(hours, at)).isTrue());
  }

  /** What people would say: the holiday's board on the door, else the period's, else the week's. */
  private static boolean isOpen(OpeningHours hours, LocalDateTime at) {
    LocalDate date = at.toLocalDate();
    List<Period> board = hours.week().getOrDefault(date.getDayOfWeek(), List.of());
    for (Dated dated : hours.dated()) {
      boolean holds = !date.isBefore(dated.from()) && date.isBefore(dated.to());
      if (holds) board = dated.week().getOrDefault(date.getDayOfWeek(), List.of());
    }
    for (HolidayRules.Added day : hours.holidays().rules().added()) {
      HolidayHours on = day.hours().orElseThrow();
      if (day.date().equals(date) && !on.usual()) board = on.periods();
    }
    int minute = at.getHour() * 60 + at.getMinute();
    return board.stream()
        .anyMatch(p -> minutes(p.from()) <= minute && (minute < minutes(p.to()) || ends(p)));
  }

  private static int minutes(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  private static boolean ends(Period period) {
    return period.to().equals(LocalTime.MIDNIGHT);
  }

  private static OpeningHours hours(Random random) {
    List<Dated> dated = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate from = START.plusDays(random.nextInt(DAYS) - 2L);
      dated.add(new Dated(from, from.plusDays(1L + random.nextInt(5)), NAME, false, week(random)));
    }
    List<HolidayRules.Added> added = new ArrayList<>();
    List<LocalDate> dates = new ArrayList<>(START.datesUntil(START.plusDays(DAYS + 5)).toList());
    for (int i = random.nextInt(4); i > 0; i--) {
      LocalDate date = dates.remove(random.nextInt(dates.size()));
      HolidayHours on = random.nextInt(4) == 0 ? HolidayHours.USUAL : HolidayHours.of(day(random));
      added.add(new HolidayRules.Added(date, "day-" + i, NAME, false, Optional.of(on)));
    }
    var rules = new HolidayRules("none", HolidayHours.CLOSED, added, List.of(), List.of());
    return new OpeningHours(week(random), dated, new Holidays(rules));
  }

  private static Map<DayOfWeek, List<Period>> week(Random random) {
    Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(5) > 0) week.put(day, day(random));
    }
    return week;
  }

  /** Often all day or to midnight and from it, so that openings join over nights. */
  private static List<Period> day(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of();
      case 1, 2 -> List.of(period(0, 96));
      case 3 -> List.of(period(0, 20 + random.nextInt(20)), period(60 + random.nextInt(20), 96));
      case 4 -> List.of(period(30, 50), period(50, 70));
      default -> List.of(period(random.nextInt(40), 41 + random.nextInt(40)));
    };
  }

  private static Period period(int from, int to) {
    return new Period(
        LocalTime.MIDNIGHT.plusMinutes(15L * from), LocalTime.MIDNIGHT.plusMinutes(15L * to));
  }
}
