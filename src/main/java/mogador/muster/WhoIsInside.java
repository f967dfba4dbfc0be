package mogador.muster;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.access.Forgotten;
import mogador.access.Resets;
import mogador.booking.Booking;
import mogador.booking.Bookings;
import mogador.kernel.TimeSlot;
import mogador.occupancy.HeadCount;
import mogador.occupancy.HeadCounts;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceChanged;
import mogador.occupancy.PresenceNow;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.OpenSince;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.Zone;
import mogador.visits.Visits;

/** Gathers what is known of a site and says who is inside. Asks no device. */
final class WhoIsInside {
  private final Database database;
  private final Sites sites;
  private final Bookings bookings;
  private final Visits visits;
  private final PresenceBoard board;
  private final Clock clock;

  WhoIsInside(Musters.Parts parts, Clock clock) {
    this.database = parts.database();
    this.sites = parts.sites();
    this.bookings = parts.bookings();
    this.visits = parts.visits();
    this.board = parts.board();
    this.clock = clock;
  }

  InsideNow at(Site site) {
    Instant now = clock.instant();
    Sql sql = database.sql();
    Network network = sites.current();
    Instant since = OpenSince.at(site, now);
    Instant asked = since.minus(Surroundings.FRESH);
    Map<Long, PresenceNow> presence = presence(site);
    List<Booking> booked = bookings.during(site.id(), new TimeSlot(asked, now.plusSeconds(1)));
    List<Sign> signs = new ArrayList<>();
    var counts = new BadgesCount(site, Forgotten.by(Resets.since(sql, asked)));
    InsideStore.letIn(sql, site.id(), asked, site.innerReaders(door -> true)).stream()
        .filter(counts::counts)
        .forEach(signs::add);
    Set<String> wayOut = site.innerReaders(door -> door.from().equals(Zone.OUTSIDE));
    signs.addAll(InsideStore.wentOut(sql, site.id(), asked, wayOut));
    signs.addAll(counts.booked(sql, booked.stream().map(WhoIsInside::sign).toList()));
    visits.stays(site.id(), asked).forEach(stay -> signs.addAll(signs(stay)));
    signs.addAll(InsideStore.left(sql, site.id(), asked));
    Set<UUID> people = signs.stream().map(Sign::person).collect(Collectors.toSet());
    Set<UUID> entitled = InsideStore.entitled(sql, site.id(), people, now);
    List<Seen> seen = Inside.of(signs, new Surroundings(now, since, entitled, presence));
    return new InsideNow(
        site.id(),
        now,
        listed(network, site, seen),
        sensors(network, site, seen, booked, now, counted(network, site, seen, since)));
  }

  private static List<Sign> signs(Visits.Stay stay) {
    var received = new Sign.Received(stay.visitor(), stay.received());
    return stay.left().isEmpty()
        ? List.of(received)
        : List.of(received, new Sign.Left(stay.visitor(), stay.left().get()));
  }

  private static Sign.Booked sign(Booking booking) {
    return new Sign.Booked(
        booking.person(), booking.space(), booking.slot(), booking.checkedInAt());
  }

  /** Of watched atoms, and of what is composed of them: occupied if any part is. */
  private Map<Long, PresenceNow> presence(Site site) {
    Map<Long, PresenceNow> known = new HashMap<>();
    board.all(site.id()).values().forEach(one -> known.put(one.space(), one.now()));
    for (Space space : site.spaces()) {
      if (space.isAtom()) continue;
      List<PresenceNow> parts =
          space.atoms().stream().map(a -> known.getOrDefault(a, PresenceNow.UNKNOWN)).toList();
      known.put(space.id(), whole(parts));
    }
    return known;
  }

  private static PresenceNow whole(List<PresenceNow> parts) {
    if (parts.contains(PresenceNow.OCCUPIED)) return PresenceNow.OCCUPIED;
    return parts.contains(PresenceNow.UNKNOWN) ? PresenceNow.UNKNOWN : PresenceNow.VACANT;
  }

  private List<Listed> listed(Network network, Site site, Collection<Seen> seen) {
    Map<UUID, InsideStore.Who> who =
        InsideStore.who(database.sql(), seen.stream().map(Seen::person).toList());
    return seen.stream()
        .filter(one -> who.containsKey(one.person()))
        .map(
            one -> {
              InsideStore.Who person = Objects.requireNonNull(who.get(one.person()));
              return new Listed(
                  Optional.of(one.person()),
                  person.name(),
                  person.company(),
                  Spot.of(network, site, one.where()),
                  one.at(),
                  one.confidence());
            })
        .sorted(Comparator.comparing(Listed::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private SensorsSay sensors(
      Network network,
      Site site,
      List<Seen> seen,
      List<Booking> booked,
      Instant now,
      List<SensorsSay.Counted> counted) {
    Set<UUID> people = seen.stream().map(Seen::person).collect(Collectors.toSet());
    Set<Long> own = new HashSet<>();
    Set<UUID> seated = new HashSet<>();
    Collection<PresenceChanged> watched = board.all(site.id()).values();
    Set<Long> occupied =
        watched.stream()
            .filter(one -> one.now() == PresenceNow.OCCUPIED)
            .map(PresenceChanged::space)
            .collect(Collectors.toSet());
    for (Booking one : booked) {
      if (!people.contains(one.person()) || !one.slot().contains(now)) continue;
      List<Long> atoms = network.spaceById(one.space()).map(Space::atoms).orElse(List.of());
      own.addAll(atoms);
      if (atoms.stream().anyMatch(occupied::contains)) seated.add(one.person());
    }
    Map<String, Integer> elsewhere = new HashMap<>();
    for (Seen one : seen) {
      if (seated.contains(one.person())) continue;
      elsewhere.merge(Spot.of(network, site, one.where()).zone(), 1, Integer::sum);
    }
    List<SensorsSay.Place> places =
        occupied.stream()
            .flatMap(atom -> network.spaceById(atom).stream())
            .map(space -> new SensorsSay.Place(space.id(), space.zone()))
            .toList();
    int silent = (int) watched.stream().filter(one -> one.now() == PresenceNow.UNKNOWN).count();
    return SensorsSay.of(places, own, elsewhere, silent, counted);
  }

  private List<SensorsSay.Counted> counted(
      Network network, Site site, List<Seen> seen, Instant since) {
    Map<Long, HeadCount> counts = HeadCounts.since(database.sql(), site.id(), since);
    if (counts.isEmpty()) return List.of();
    Map<String, Integer> listed = new HashMap<>();
    for (Seen one : seen) {
      listed.merge(Spot.of(network, site, one.where()).zone(), 1, Integer::sum);
    }
    return site.spaces().stream()
        .filter(space -> counts.containsKey(space.id()))
        .sorted(Comparator.comparing(Space::code))
        .map(
            space -> {
              HeadCount count = Objects.requireNonNull(counts.get(space.id()));
              int known = listed.getOrDefault(space.zone(), 0);
              return new SensorsSay.Counted(space.code(), count.inside(), known, count.corrected());
            })
        .toList();
  }
}
