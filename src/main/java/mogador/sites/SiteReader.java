package mogador.sites;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mogador.kernel.SiteZone;

/** The tree of a site file to its document; what fields refer to is checked at the end. */
final class SiteReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final String PERIOD = "opening hours such as 08:00-20:00, earlier first";

  private SiteReader() {}

  static SiteDocument read(Field root, Complaints complaints) {
    Fields site =
        root.fields(
            "id", "name", "zone", "status", "address", "area", "hours", "prices", "tariffs",
            "credits", "rent", "rules", "floors", "zones", "spaces", "doors", "readers", "sensors");
    Map<String, RuleLayer> ownRules = new HashMap<>();
    List<SiteDocument.Plot> spaces =
        unique(
            site.need("spaces"),
            field -> PlanReader.plot(field, ownRules),
            SiteDocument.Plot::code);
    SiteDocument document =
        new SiteDocument(
            site.need("id")
                .value(
                    "an id of small letters, digits and hyphens, a letter first",
                    "",
                    text -> Optional.of(text).filter(t -> ID.matcher(t).matches())),
            site.need("name").words(100),
            site.need("zone").value("a time zone such as Africa/Casablanca", "", SiteReader::known),
            site.need("status").choice(SiteStatus.values(), SiteStatus::code),
            site.need("address").words(300),
            site.need("area").hundredths("m²", 1_000_000) * 100L,
            hours(site.need("hours")),
            PriceReader.prices(site),
            site.may("rent").map(PriceReader::rent),
            RulesReader.read(site.may("rules"), ownRules, spaces, complaints),
            unique(site.need("floors"), PlanReader::floor, Floor::code),
            unique(site.need("zones"), SiteReader::zone, Zone::code),
            spaces,
            unique(site.need("doors"), PlanReader::door, Door::code),
            devices(site));
    if (!complaints.full()) new SiteCheck(document, complaints).run();
    return document;
  }

  private static List<DevicePlace> devices(Fields site) {
    List<DevicePlace> all = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    site.may("readers")
        .ifPresent(f -> all.addAll(unique(f, SiteReader::reader, DevicePlace::code, seen)));
    site.may("sensors")
        .ifPresent(f -> all.addAll(unique(f, SiteReader::sensor, DevicePlace::code, seen)));
    return all;
  }

  private static <T> List<T> unique(
      Field list, Function<Field, T> reading, Function<T, String> code) {
    return unique(list, reading, code, new HashMap<>());
  }

  /** The items of a list, none with the code of another. */
  private static <T> List<T> unique(
      Field list, Function<Field, T> reading, Function<T, String> code, Map<String, Integer> seen) {
    List<T> found = new ArrayList<>();
    for (Field item : list.items()) {
      T value = reading.apply(item);
      Integer first = seen.putIfAbsent(code.apply(value), item.line());
      if (first == null) found.add(value);
      else if (!code.apply(value).isEmpty()) {
        item.complain("the code " + code.apply(value) + " is taken, on line " + first);
      }
    }
    return found;
  }

  private static Optional<String> known(String zone) {
    return SiteZone.of(zone).map(SiteZone::id);
  }

  private static Zone zone(Field field) {
    Fields zone = field.fields("code", "name");
    Field code = zone.need("code");
    if (code.code().equals(Zone.OUTSIDE)) code.complain("outside is the street, and in every site");
    return new Zone(code.code(), zone.need("name").words(100));
  }

  private static DevicePlace reader(Field field) {
    Fields reader = field.fields("code", "door");
    return DevicePlace.reader(reader.need("code").code(), reader.need("door").code());
  }

  private static DevicePlace sensor(Field field) {
    Fields sensor = field.fields("code", "kind", "space");
    DeviceKind[] kinds = {
      DeviceKind.SEAT_SENSOR, DeviceKind.ROOM_SENSOR, DeviceKind.PEOPLE_COUNTER
    };
    return DevicePlace.sensor(
        sensor.need("code").code(),
        sensor.need("kind").choice(kinds, DeviceKind::code),
        sensor.need("space").code());
  }

  static String dayCode(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static OpeningHours hours(Field field) {
    Map<DayOfWeek, List<OpeningHours.Period>> days = new EnumMap<>(DayOfWeek.class);
    Fields byDay =
        field.fields(Stream.of(DayOfWeek.values()).map(SiteReader::dayCode).toArray(String[]::new));
    for (DayOfWeek day : DayOfWeek.values()) {
      byDay
          .may(dayCode(day))
          .ifPresent(f -> days.put(day, f.value(PERIOD, List.of(), SiteReader::periods)));
    }
    return new OpeningHours(days);
  }

  /** {@code 08:00-12:30, 14:00-20:00}: in order, none overlapping another. */
  private static Optional<List<OpeningHours.Period>> periods(String text) {
    List<OpeningHours.Period> periods = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      if (ends.length != 2) return Optional.empty();
      try {
        LocalTime from = LocalTime.parse(ends[0].strip());
        LocalTime to = LocalTime.parse(ends[1].strip().replace("24:00", "00:00"));
        boolean follows = periods.isEmpty() || !periods.getLast().to().isAfter(from);
        boolean dayIsOver = !periods.isEmpty() && periods.getLast().to().equals(LocalTime.MIDNIGHT);
        if (!follows || dayIsOver) return Optional.empty();
        periods.add(new OpeningHours.Period(from, to));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(periods);
  }
}
