package mogador.sites;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import mogador.kernel.SiteZone;
import mogador.sites.ZoneRules.AntiPassback;

/** The tree of a site file to its document; what fields refer to is checked at the end. */
final class SiteReader {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");

  private SiteReader() {}

  static SiteDocument read(Field root, Complaints complaints) {
    Fields site =
        root.fields(
            "id", "name", "zone", "status", "address", "area", "hours", "prices", "tariffs",
            "credits", "rent", "rules", "floors", "zones", "spaces", "doors", "readers", "sensors");
    String zone =
        site.need("zone").value("a time zone such as Africa/Casablanca", "", SiteReader::known);
    Map<String, RuleLayer> ownRules = new HashMap<>();
    List<SiteDocument.Plot> spaces =
        unique(
            site.need("spaces"),
            field -> PlanReader.plot(field, ownRules),
            SiteDocument.Plot::code);
    Map<String, Integer> devices = new HashMap<>();
    List<Field> sensors = site.may("sensors").map(Field::items).orElse(List.of());
    SiteDocument document =
        new SiteDocument(
            site.need("id")
                .value(
                    "an id of small letters, digits and hyphens, a letter first",
                    "",
                    text -> Optional.of(text).filter(t -> ID.matcher(t).matches())),
            site.need("name").words(100),
            zone,
            site.need("status").choice(SiteStatus.values(), SiteStatus::code),
            site.need("address").words(300),
            site.need("area").hundredths("m²", 1_000_000) * 100L,
            HoursReader.read(site.need("hours"), zone),
            PriceReader.prices(site),
            site.may("rent").map(PriceReader::rent),
            RulesReader.read(site.may("rules"), ownRules, spaces, complaints),
            unique(site.need("floors"), PlanReader::floor, Floor::code),
            unique(site.need("zones"), SiteReader::zone, Zone::code),
            spaces,
            unique(site.need("doors"), PlanReader::door, Door::code),
            devices(site, sensors, devices),
            unique(
                sensors.stream().filter(SensorReader::isRemote).toList(),
                SensorReader::remote,
                RemoteSensor::code,
                devices));
    if (!complaints.full()) new SiteCheck(document, complaints).run();
    return document;
  }

  private static List<DevicePlace> devices(
      Fields site, List<Field> sensors, Map<String, Integer> seen) {
    List<Field> readers = site.may("readers").map(Field::items).orElse(List.of());
    List<Field> own = sensors.stream().filter(item -> !SensorReader.isRemote(item)).toList();
    List<DevicePlace> all =
        new ArrayList<>(unique(readers, SiteReader::reader, DevicePlace::code, seen));
    all.addAll(unique(own, SensorReader::own, DevicePlace::code, seen));
    return all;
  }

  private static <T> List<T> unique(
      Field list, Function<Field, T> reading, Function<T, String> code) {
    return unique(list.items(), reading, code, new HashMap<>());
  }

  /** The items of a list, none with the code of another. */
  private static <T> List<T> unique(
      List<Field> items,
      Function<Field, T> reading,
      Function<T, String> code,
      Map<String, Integer> seen) {
    List<T> found = new ArrayList<>();
    for (Field item : items) {
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
    Fields zone =
        field.fields(
            "code", "name", "escort", "capacity", "anti_passback", "two_persons", "forget");
    Field code = zone.need("code");
    if (code.code().equals(Zone.OUTSIDE)) code.complain("outside is the street, and in every site");
    boolean escort = zone.may("escort").map(Field::flag).orElse(false);
    return new Zone(code.code(), zone.need("name").words(100), escort, rules(zone));
  }

  private static ZoneRules rules(Fields zone) {
    return new ZoneRules(
        zone.may("capacity").map(field -> field.whole(1, 10_000)),
        zone.may("anti_passback")
            .map(field -> field.choice(AntiPassback.values(), AntiPassback::code)),
        zone.may("two_persons").map(Field::flag).orElse(false),
        zone.may("forget")
            .map(field -> field.value(RuleText.LENGTH, ZoneRules.FORGET, SiteReader::forget))
            .orElse(ZoneRules.FORGET));
  }

  private static Optional<Duration> forget(String text) {
    return RuleText.length(text).filter(length -> length.toMinutes() >= 1 && length.toDays() <= 7);
  }

  private static DevicePlace reader(Field field) {
    Fields reader = field.fields("code", "door", "side");
    boolean inner =
        reader
            .may("side")
            .map(side -> side.choice(ReaderSide.values(), ReaderSide::code) == ReaderSide.INNER)
            .orElse(false);
    return DevicePlace.reader(reader.need("code").code(), reader.need("door").code(), inner);
  }
}
