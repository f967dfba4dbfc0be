package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.kernel.SiteZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The library's expansion beside one that asks of each day whether the rule holds. */
class SeriesRuleProperties {
  private static final SiteZone ZONE = SiteZone.of("Africa/Casablanca").orElseThrow();
  private static final int DAYS = 400;

  /** A rule, and what it says of a day. */
  sealed interface Model {
    String text();

    boolean holds(LocalDate first, LocalDate day);

    record Daily(int interval, Set<DayOfWeek> days) implements Model {
      @Override
      public String text() {
        return "FREQ=DAILY;INTERVAL=" + interval + byDay(days);
      }

      @Override
      public boolean holds(LocalDate first, LocalDate day) {
        return ChronoUnit.DAYS.between(first, day) % interval == 0
            && (days.isEmpty() || days.contains(day.getDayOfWeek()));
      }
    }

    record Weekly(int interval, Set<DayOfWeek> days, DayOfWeek weekStart) implements Model {
      @Override
      public String text() {
        return "FREQ=WEEKLY;WKST=%s;INTERVAL=%d%s"
            .formatted(code(weekStart), interval, byDay(days));
      }

      @Override
      public boolean holds(LocalDate first, LocalDate day) {
        LocalDate firstWeek = first.with(TemporalAdjusters.previousOrSame(weekStart));
        LocalDate week = day.with(TemporalAdjusters.previousOrSame(weekStart));
        return ChronoUnit.WEEKS.between(firstWeek, week) % interval == 0
            && (days.isEmpty()
                ? day.getDayOfWeek() == first.getDayOfWeek()
                : days.contains(day.getDayOfWeek()));
      }
    }

    record MonthDays(int interval, Set<Integer> days) implements Model {
      @Override
      public String text() {
        String list = days.stream().map(String::valueOf).collect(Collectors.joining(","));
        return "FREQ=MONTHLY;INTERVAL=" + interval + ";BYMONTHDAY=" + list;
      }

      @Override
      public boolean holds(LocalDate first, LocalDate day) {
        int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
        return months(first, day) % interval == 0
            && (days.contains(day.getDayOfMonth()) || days.contains(fromEnd));
      }
    }

    record NthWeekday(int interval, int nth, DayOfWeek weekday) implements Model {
      @Override
      public String text() {
        return "FREQ=MONTHLY;INTERVAL=%d;BYDAY=%d%s".formatted(interval, nth, code(weekday));
      }

      @Override
      public boolean holds(LocalDate first, LocalDate day) {
        int fromStart = (day.getDayOfMonth() - 1) / 7 + 1;
        int fromEnd = -((day.lengthOfMonth() - day.getDayOfMonth()) / 7 + 1);
        return months(first, day) % interval == 0
            && day.getDayOfWeek() == weekday
            && (nth == fromStart || nth == fromEnd);
      }
    }

    /** The same day each so many months; months without it have none. */
    record SameDay(int interval) implements Model {
      @Override
      public String text() {
        return "FREQ=MONTHLY;INTERVAL=" + interval;
      }

      @Override
      public boolean holds(LocalDate first, LocalDate day) {
        return months(first, day) % interval == 0 && day.getDayOfMonth() == first.getDayOfMonth();
      }
    }

    /** The last or the first working day of each month. */
    record WorkingDay(boolean last) implements Model {
      @Override
      public String text() {
        return "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + (last ? -1 : 1);
      }

      @Override
      public boolean holds(LocalDate first, LocalDate day) {
        LocalDate found = last ? day.withDayOfMonth(day.lengthOfMonth()) : day.withDayOfMonth(1);
        while (found.getDayOfWeek().getValue() > 5) found = found.plusDays(last ? -1 : 1);
        return day.equals(found);
      }
    }

    /** Some days of some months of the year. */
    record Yearly(Set<Integer> months, int day) implements Model {
      @Override
      public String text() {
        String list = months.stream().map(String::valueOf).collect(Collectors.joining(","));
        return "FREQ=YEARLY;BYMONTH=" + list + ";BYMONTHDAY=" + day;
      }

      @Override
      public boolean holds(LocalDate first, LocalDate other) {
        return months.contains(other.getMonthValue()) && other.getDayOfMonth() == day;
      }
    }
  }

  @Property(tries = 400)
  void theStartsAreThoseOfTheDaysOnWhichTheRuleHolds(
      @ForAll("models") Model model, @ForAll("firsts") LocalDateTime first) {
    LocalDateTime last = first.plusDays(DAYS);
    List<LocalDateTime> expected = naive(model, first, last);
    switch (rule(model.text()).expand(first, last)) {
      case SeriesRule.Expanded.Starts(var starts, boolean cut) -> {
        assertThat(starts).isEqualTo(expected.subList(0, Math.min(400, expected.size())));
        assertThat(cut).isTrue();
      }
      case SeriesRule.Expanded.No(var refusal) -> {
        assertThat(expected).as(refusal.toString()).isEmpty();
        assertThat(refusal.code()).isIn("too_far_ahead", "no_occurrence");
      }
    }
  }

  @Property(tries = 200)
  void aCountTakesTheFirstSoManyAndAnUntilThoseUpToIt(
      @ForAll("models") Model model, @ForAll("firsts") LocalDateTime first) {
    LocalDateTime last = first.plusDays(DAYS);
    List<LocalDateTime> all = naive(model, first, last);
    if (all.size() < 3 || all.size() > 400) return;
    int half = all.size() / 2;
    assertThat(rule(model.text() + ";COUNT=" + half).expand(first, last))
        .isEqualTo(new SeriesRule.Expanded.Starts(all.subList(0, half), false));
    String until = all.get(half - 1).toLocalDate().toString().replace("-", "");
    assertThat(rule(model.text() + ";UNTIL=" + until).expand(first, last))
        .isEqualTo(new SeriesRule.Expanded.Starts(all.subList(0, half), false));
  }

  @Property(tries = 200)
  void theRuleThatIsKeptGivesTheSameStartsFromTheFirstOfThem(
      @ForAll("models") Model model, @ForAll("firsts") LocalDateTime first) {
    LocalDateTime last = first.plusDays(DAYS);
    if (!(rule(model.text()).expand(first, last) instanceof SeriesRule.Expanded.Starts starts)) {
      return;
    }
    String kept = rule(model.text()).text(starts.starts().size());
    assertThat(rule(kept).expand(starts.starts().getFirst(), last))
        .isEqualTo(new SeriesRule.Expanded.Starts(starts.starts(), false));
  }

  @Property(tries = 1000)
  void whateverIsSentIsUnderstoodOrRefused(@ForAll("texts") String text) {
    switch (SeriesRule.read(text, ZONE)) {
      case SeriesRule.Read.No(var refusal) -> assertThat(refusal.field()).isEqualTo("rule");
      case SeriesRule.Read.Rule(SeriesRule rule) -> {
        LocalDateTime first = LocalDateTime.parse("2026-12-01T09:00");
        switch (rule.expand(first, first.plusDays(DAYS))) {
          case SeriesRule.Expanded.Starts(var starts, boolean cut) ->
              assertThat(starts).isSorted().doesNotHaveDuplicates().hasSizeBetween(1, 400);
          case SeriesRule.Expanded.No(var refusal) ->
              assertThat(refusal.code())
                  .isIn("too_far_ahead", "no_occurrence", "too_many_occurrences");
        }
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> part =
        Arbitraries.of(
            "FREQ=DAILY",
            "FREQ=WEEKLY",
            "FREQ=MONTHLY",
            "FREQ=YEARLY",
            "FREQ=HOURLY",
            "freq=daily",
            "INTERVAL=2",
            "INTERVAL=0",
            "INTERVAL=-1",
            "INTERVAL=999",
            "COUNT=3",
            "COUNT=0",
            "COUNT=10000",
            "COUNT=99999999999",
            "UNTIL=20270101",
            "UNTIL=21260101",
            "UNTIL=20270230",
            "UNTIL=20270101T090000Z",
            "UNTIL=20260101",
            "BYDAY=MO,WE",
            "BYDAY=-1FR",
            "BYDAY=99MO",
            "BYDAY=XX",
            "BYMONTHDAY=30",
            "BYMONTHDAY=31,-31",
            "BYMONTHDAY=32",
            "BYMONTH=2",
            "BYMONTH=13",
            "BYSETPOS=-1",
            "BYSETPOS=366",
            "BYWEEKNO=53",
            "BYYEARDAY=366",
            "BYHOUR=9",
            "BYSECOND=1",
            "WKST=SU",
            "WKST=ZZ",
            "RSCALE=HEBREW",
            "SKIP=OMIT",
            "X",
            "=",
            "",
            "FREQ",
            "COUNT=");
    Arbitrary<String> likely =
        Combinators.combine(
                Arbitraries.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
                part.list().ofMinSize(0).ofMaxSize(3))
            .as(
                (freq, parts) ->
                    "FREQ=" + freq + (parts.isEmpty() ? "" : ";" + String.join(";", parts)));
    return Arbitraries.oneOf(
        likely,
        part.list().ofMaxSize(5).map(parts -> String.join(";", parts)),
        Arbitraries.strings().ofMaxLength(60));
  }

  @Provide
  Arbitrary<LocalDateTime> firsts() {
    return Arbitraries.integers()
        .between(0, 1200)
        .map(day -> LocalDate.parse("2026-10-01").plusDays(day).atTime(9, 30));
  }

  @Provide
  Arbitrary<Model> models() {
    Arbitrary<Integer> interval = Arbitraries.integers().between(1, 4);
    Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMaxSize(4);
    Arbitrary<Integer> monthDay = Arbitraries.integers().between(-31, 31).filter(day -> day != 0);
    Arbitrary<Integer> nth = Arbitraries.of(1, 2, 3, 4, 5, -1, -2, -5);
    return Arbitraries.oneOf(
        Combinators.combine(interval, days).as(Model.Daily::new),
        Combinators.combine(interval, days, Arbitraries.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY))
            .as(Model.Weekly::new),
        Combinators.combine(interval, monthDay.set().ofMinSize(1).ofMaxSize(3))
            .as(Model.MonthDays::new),
        Combinators.combine(interval, nth, Arbitraries.of(DayOfWeek.class))
            .as(Model.NthWeekday::new),
        interval.map(Model.SameDay::new),
        Arbitraries.of(true, false).map(Model.WorkingDay::new),
        Combinators.combine(
                Arbitraries.integers().between(1, 12).set().ofMinSize(1).ofMaxSize(3),
                Arbitraries.integers().between(1, 31))
            .as(Model.Yearly::new));
  }

  private static List<LocalDateTime> naive(Model model, LocalDateTime first, LocalDateTime last) {
    var starts = new ArrayList<LocalDateTime>();
    for (LocalDateTime at = first; !at.isAfter(last); at = at.plusDays(1)) {
      if (model.holds(first.toLocalDate(), at.toLocalDate())) starts.add(at);
    }
    return starts;
  }

  private static SeriesRule rule(String text) {
    return switch (SeriesRule.read(text, ZONE)) {
      case SeriesRule.Read.Rule(SeriesRule rule) -> rule;
      case SeriesRule.Read.No(var refusal) -> throw new AssertionError(text + ": " + refusal);
    };
  }

  private static int months(LocalDate first, LocalDate day) {
    return (day.getYear() - first.getYear()) * 12 + day.getMonthValue() - first.getMonthValue();
  }

  private static String byDay(Set<DayOfWeek> days) {
    return days.isEmpty()
        ? ""
        : ";BYDAY="
            + days.stream().map(SeriesRuleProperties::code).collect(Collectors.joining(","));
  }

  private static String code(DayOfWeek day) {
    return day.name().substring(0, 2);
  }
}
