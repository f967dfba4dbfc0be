package mogador.sites;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import mogador.sites.OpeningHours.Dated;
import mogador.sites.OpeningHours.Period;

/** The opening hours of a site file: week, dated periods and holidays. */
final class HoursReader {
  static final String CLOSED = "closed";
  static final String USUAL = "usual";

  private static final String PERIOD = "opening hours such as 08:00-20:00, earlier first";
  private static final String[] DAYS =
      Stream.of(DayOfWeek.values()).map(HoursReader::dayCode).toArray(String[]::new);
  private static final Set<String> MOROCCAN_ZONES = Set.of("Africa/Casablanca", "Africa/El_Aaiun");

  private HoursReader() {}

  static OpeningHours read(Field field, String zone) {
    Fields hours = field.fields(and(DAYS, "periods", "holidays"));
    Map<DayOfWeek, List<Period>> week = week(hours);
    List<Dated> dated =
        hours.may("periods").stream()
            .flatMap(f -> f.items().stream())
            .flatMap(f -> dated(f).stream())
            .toList();
    HolidayHours otherwise = allDay(week) ? HolidayHours.USUAL : HolidayHours.CLOSED;
    String calendar =
        MOROCCAN_ZONES.contains(zone) ? HolidayCalendar.MOROCCO : HolidayCalendar.NONE;
    var usual = new HolidayRules(calendar, otherwise, List.of(), List.of(), List.of());
    HolidayRules rules = hours.may("holidays").map(f -> holidays(f, usual)).orElse(usual);
    return new OpeningHours(week, dated, new Holidays(rules));
  }

  static String dayCode(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static String[] and(String[] days, String... others) {
    return Stream.concat(Stream.of(days), Stream.of(others)).toArray(String[]::new);
  }

  private static boolean allDay(Map<DayOfWeek, List<Period>> week) {
    var day = List.of(new Period(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    return Stream.of(DayOfWeek.values()).allMatch(d -> day.equals(week.get(d)));
  }

  private static Map<DayOfWeek, List<Period>> week(Fields hours) {
    Map<DayOfWeek, List<Period>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      hours
          .may(dayCode(day))
          .ifPresent(f -> days.put(day, f.value(PERIOD, List.of(), HoursReader::periods)));
    }
    return days;
  }

  private static Optional<Dated> dated(Field field) {
    Fields period = field.fields(and(DAYS, "from", "to", "name", "provisional"));
    Optional<LocalDate> from = date(period.need("from"));
    Optional<LocalDate> last = date(period.need("to"));
    var name = period.need("name").words(100);
    boolean provisional = period.may("provisional").map(Field::flag).orElse(false);
    Map<DayOfWeek, List<Period>> week = week(period);
    if (from.isEmpty() || last.isEmpty()) return Optional.empty();
    if (from.get().isAfter(last.get())) {
      field.complain("ends before it begins");
      return Optional.empty();
    }
    return Optional.of(new Dated(from.get(), last.get().plusDays(1), name, provisional, week));
  }

  private static HolidayRules holidays(Field field, HolidayRules usual) {
    Fields rules = field.fields("calendar", "hours", "add", "move", "remove");
    String calendar =
        rules
            .may("calendar")
            .map(
                f ->
                    f.value(
                        "a country such as ma, or none",
                        HolidayCalendar.NONE,
                        text -> Optional.of(text).filter(HolidayCalendar::isKnown)))
            .orElse(usual.calendar());
    return new HolidayRules(
        calendar,
        rules.may("hours").flatMap(HoursReader::holidayHours).orElse(usual.hours()),
        each(rules.may("add"), HoursReader::added),
        each(rules.may("move"), f -> moved(f, calendar)),
        each(rules.may("remove"), f -> removed(f, calendar)));
  }

  private static <T> List<T> each(Optional<Field> list, Function<Field, Optional<T>> reading) {
    return list.stream()
        .flatMap(f -> f.items().stream())
        .flatMap(f -> reading.apply(f).stream())
        .toList();
  }

  private static Optional<HolidayRules.Added> added(Field field) {
    Fields add = field.fields("code", "on", "name", "provisional", "hours");
    String code = add.need("code").code();
    Optional<LocalDate> date = date(add.need("on"));
    var name = add.need("name").words(100);
    boolean provisional = add.may("provisional").map(Field::flag).orElse(false);
    Optional<HolidayHours> hours = add.may("hours").flatMap(HoursReader::holidayHours);
    return date.map(d -> new HolidayRules.Added(d, code, name, provisional, hours));
  }

  private static Optional<HolidayRules.Moved> moved(Field field, String calendar) {
    Fields move = field.fields("code", "on", "provisional", "hours");
    String code = known(move.need("code"), calendar);
    Optional<LocalDate> date = date(move.need("on"));
    boolean provisional = move.may("provisional").map(Field::flag).orElse(false);
    Optional<HolidayHours> hours = move.may("hours").flatMap(HoursReader::holidayHours);
    return date.map(d -> new HolidayRules.Moved(code, d, provisional, hours));
  }

  private static Optional<HolidayRules.Removed> removed(Field field, String calendar) {
    Fields remove = field.fields("code", "year");
    String code = known(remove.need("code"), calendar);
    return Optional.of(
        new HolidayRules.Removed(code, remove.may("year").map(f -> f.whole(2000, 2100))));
  }

  /** Of another country nothing is checked: its holidays may change with the library. */
  private static String known(Field field, String calendar) {
    String code = field.code();
    boolean wrong = calendar.equals(HolidayCalendar.MOROCCO) && !MoroccanHoliday.isCode(code);
    if (wrong && !code.isEmpty()) {
      field.complain(
          "should be one of "
              + String.join(
                  ", ", Stream.of(MoroccanHoliday.values()).map(MoroccanHoliday::code).toList()));
    }
    return code;
  }

  private static Optional<LocalDate> date(Field field) {
    return RulesReader.value(field, "a date such as 2027-02-08", RuleText::date);
  }

  private static Optional<HolidayHours> holidayHours(Field field) {
    return RulesReader.value(
        field,
        "closed, usual, or " + PERIOD,
        text ->
            switch (text) {
              case CLOSED -> Optional.of(HolidayHours.CLOSED);
              case USUAL -> Optional.of(HolidayHours.USUAL);
              default -> periods(text).map(HolidayHours::of);
            });
  }

  /** {@code 08:00-12:30, 14:00-20:00}: in order, none overlapping another. */
  static Optional<List<Period>> periods(String text) {
    List<Period> periods = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      if (ends.length != 2) return Optional.empty();
      try {
        LocalTime from = LocalTime.parse(ends[0].strip());
        LocalTime to = LocalTime.parse(ends[1].strip().replace("24:00", "00:00"));
        boolean follows = periods.isEmpty() || !periods.getLast().to().isAfter(from);
        boolean dayIsOver = !periods.isEmpty() && periods.getLast().to().equals(LocalTime.MIDNIGHT);
        if (!follows || dayIsOver) return Optional.empty();
        periods.add(new Period(from, to));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(periods);
  }
}
