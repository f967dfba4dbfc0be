package mogador.muster;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import mogador.identity.Actor;
import mogador.kernel.LocalText;
import mogador.muster.MusterPage.Counted;
import mogador.muster.MusterPage.Person;
import mogador.muster.MusterPage.Sums;
import mogador.sites.Floor;
import mogador.sites.Site;
import mogador.sites.Zone;
import mogador.web.Choice;

/** What the pages show. */
final class MusterViews {
  private MusterViews() {}

  static MusterPage now(
      Collection<Site> all,
      Site site,
      Actor actor,
      InsideNow inside,
      List<RollStore.Past> past,
      boolean left) {
    LocalDateTime now = site.clock().localAt(inside.at());
    List<MusterPage.Group> groups = new ArrayList<>();
    grouped(site, inside.people(), Listed::spot)
        .forEach(
            (place, people) ->
                groups.add(
                    new MusterPage.Group(
                        place.code(),
                        floor(site, place.floor()),
                        zone(site, place.zone()),
                        people.stream().map(one -> person(site, one, now)).toList())));
    return new MusterPage(
        site.id(),
        site.name(),
        all.stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        now,
        sums(site, inside.people(), inside.sensors()),
        groups,
        past.stream().map(one -> past(site, one)).toList(),
        left);
  }

  static RollPage roll(Site site, Roll roll, String position) {
    List<RollPage.Group> groups = new ArrayList<>();
    grouped(site, roll.entries(), entry -> entry.who().spot())
        .forEach(
            (place, entries) ->
                groups.add(
                    new RollPage.Group(
                        place.code(),
                        floor(site, place.floor()),
                        zone(site, place.zone()),
                        entries.stream().map(entry -> row(site, roll, entry)).toList())));
    return new RollPage(
        site.id(),
        site.name(),
        roll.id().toString(),
        position,
        roll.kind().code(),
        roll.why(),
        roll.startedBy(),
        site.clock().localAt(roll.startedAt()),
        roll.ended().map(end -> new RollPage.Ended(end.by(), site.clock().localAt(end.at()))),
        sums(site, roll.entries().stream().map(Roll.Entry::who).toList(), roll.sensors()),
        roll.safe(),
        groups);
  }

  static RollPage.Row row(Site site, Roll roll, Roll.Entry entry) {
    return new RollPage.Row(
        site.id(),
        roll.id().toString(),
        entry.id().toString(),
        new Place(entry.who().spot().floor(), entry.who().spot().zone()).code(),
        person(site, entry.who(), site.clock().localAt(roll.startedAt())),
        roll.ended().isEmpty(),
        roll.cameLater(entry),
        entry.safe().map(safe -> new RollPage.Safe(safe.by(), site.clock().localAt(safe.at()))));
  }

  private static Person person(Site site, Listed one, LocalDateTime now) {
    return new Person(
        one.person().map(Object::toString).orElse(""),
        one.name(),
        one.company(),
        one.confidence().code(),
        one.spot().by().code(),
        one.spot().name(site),
        site.clock().localAt(one.seenAt()),
        now.toLocalDate());
  }

  private static MusterPage.Past past(Site site, RollStore.Past past) {
    return new MusterPage.Past(
        past.roll().id().toString(),
        past.roll().kind().code(),
        site.clock().localAt(past.roll().startedAt()),
        past.people(),
        past.safe(),
        past.roll().ended().isPresent());
  }

  private static Sums sums(Site site, List<Listed> people, SensorsSay sensors) {
    ToIntFunction<Confidence> count =
        wanted -> (int) people.stream().filter(one -> one.confidence() == wanted).count();
    return new Sums(
        people.size(),
        count.applyAsInt(Confidence.SURE),
        count.applyAsInt(Confidence.LIKELY),
        count.applyAsInt(Confidence.UNSURE),
        sensors.occupied(),
        sensors.unlisted(),
        sensors.silent(),
        sensors.counters().stream().flatMap(one -> counted(site, one).stream()).toList());
  }

  /** Nothing of a space that has gone since. */
  private static Optional<Counted> counted(Site site, SensorsSay.Counted one) {
    return site.space(one.space())
        .map(space -> new Counted(space.name(), one.inside(), one.listed(), one.corrected()));
  }

  /** A zone on a floor. */
  private record Place(String floor, String zone) {
    String code() {
      return floor + "." + zone;
    }
  }

  /** By floor and zone in the order of the site's file; what is nowhere comes last. */
  private static <T> Map<Place, List<T>> grouped(Site site, List<T> all, Function<T, Spot> spot) {
    Map<Place, List<T>> known = new LinkedHashMap<>();
    for (Floor floor : site.floors()) {
      for (Zone zone : site.zones()) known.put(new Place(floor.code(), zone.code()), List.of());
    }
    for (T one : all) {
      Spot at = spot.apply(one);
      known.merge(
          new Place(at.floor(), at.zone()),
          List.of(one),
          (some, more) -> {
            List<T> both = new ArrayList<>(some);
            both.addAll(more);
            return both;
          });
    }
    known.values().removeIf(List::isEmpty);
    return known;
  }

  private static Optional<LocalText> floor(Site site, String code) {
    return site.floor(code).map(Floor::name);
  }

  private static Optional<LocalText> zone(Site site, String code) {
    return site.zones().stream().filter(z -> z.code().equals(code)).map(Zone::name).findFirst();
  }
}
