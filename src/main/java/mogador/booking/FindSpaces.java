package mogador.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mogador.claims.Claims;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Point;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/** What is free at a time, and what is nearest to something that is not. */
final class FindSpaces {
  private static final int ALTERNATIVES = 6;

  private FindSpaces() {}

  /** A space at a time. */
  record Found(Space space, boolean free, Price price) {}

  /** Something free instead. */
  record Alternative(Space space, BookedTime time, Price price) {}

  /** Every bookable space of a site, of one kind or of all, as they stand that day. */
  static List<Found> at(Sql sql, Site site, Optional<SpaceKind> kind, BookedTime time) {
    List<Space> spaces =
        site.arranged(time.from().toLocalDate()).spaces().stream()
            .filter(Space::bookable)
            .filter(space -> kind.isEmpty() || kind.get() == space.kind())
            .toList();
    Set<Space> free = Set.copyOf(free(sql, site, spaces, time));
    // Spaces of a kind cost the same: the cheapest units are found once.
    Map<SpaceKind, Price> prices = new EnumMap<>(SpaceKind.class);
    for (Space space : spaces) {
      prices.computeIfAbsent(space.kind(), one -> Price.of(site.prices(), one, time, false));
    }
    return spaces.stream()
        .map(
            space ->
                new Found(
                    space, free.contains(space), Objects.requireNonNull(prices.get(space.kind()))))
        .toList();
  }

  /** Those of these spaces of a site that are free, in their order. */
  static List<Space> free(Sql sql, Site site, List<Space> spaces, BookedTime time) {
    // One question for each buffer there is; mostly there is one.
    Map<TimeSlot, List<Space>> byClaim =
        spaces.stream()
            .collect(
                Collectors.groupingBy(space -> BookingRules.claimed(site, space, time.slot())));
    Set<Space> free = new HashSet<>();
    byClaim.forEach(
        (claimed, alike) -> {
          Set<Long> held = Claims.heldDuring(sql, atoms(alike), claimed);
          alike.stream()
              .filter(space -> space.atoms().stream().noneMatch(held::contains))
              .forEach(free::add);
        });
    return spaces.stream().filter(free::contains).toList();
  }

  /** Free spaces of the same kind at that time, nearest first; then that space, nearest in time. */
  static List<Alternative> near(
      Sql sql, Network network, Site site, Space wished, BookedTime time, Instant now) {
    var alternatives = new ArrayList<Alternative>();
    Space stood = stood(site, wished, time);
    at(sql, site, Optional.of(wished.kind()), time).stream()
        .filter(Found::free)
        .sorted(Comparator.comparingDouble(found -> distance(network, stood, found.space())))
        .limit(ALTERNATIVES / 2)
        .forEach(found -> alternatives.add(new Alternative(found.space(), time, found.price())));
    for (BookedTime other : freeTimes(sql, site, wished, time, now)) {
      if (alternatives.size() == ALTERNATIVES) break;
      alternatives.add(new Alternative(wished, other, Price.of(site, wished, other)));
    }
    return alternatives;
  }

  /** Where a space is that day; where the site file has it when it is put away. */
  private static Space stood(Site site, Space space, BookedTime time) {
    return site.arranged(time.from().toLocalDate())
        .space(space.code())
        .filter(there -> there.label().isPresent())
        .orElse(space);
  }

  /** The times that day at which the space is free as long, the nearest first. */
  private static List<BookedTime> freeTimes(
      Sql sql, Site site, Space space, BookedTime time, Instant now) {
    SiteZone zone = site.clock();
    LocalDateTime midnight = time.from().toLocalDate().atStartOfDay();
    var day = new TimeSlot(zone.firstInstant(midnight), zone.firstInstant(midnight.plusDays(2)));
    List<TimeSlot> held =
        Claims.within(sql, space.atoms(), day).stream().map(Claims.Held::slot).toList();
    Duration length = Duration.between(time.from(), time.to());
    var found = new ArrayList<BookedTime>();
    for (LocalDateTime from = midnight;
        from.isBefore(midnight.plusDays(1));
        from = from.plus(site.rules(space).grain())) {
      if (BookingRules.read(from.toString(), from.plus(length).toString(), zone)
              instanceof BookingRules.Read.Time(BookedTime other)
          && BookingRules.allow(site, space, other, now, Asker.ANYONE)
          && held.stream().noneMatch(BookingRules.claimed(site, space, other.slot())::overlaps)) {
        found.add(other);
      }
    }
    found.sort(
        Comparator.comparing((BookedTime t) -> Duration.between(time.from(), t.from()).abs()));
    return apart(found, length);
  }

  /** Of times sorted by nearness, those that do not overlap one already taken. */
  private static List<BookedTime> apart(List<BookedTime> times, Duration length) {
    var kept = new ArrayList<BookedTime>();
    for (BookedTime time : times) {
      boolean near =
          kept.stream()
              .anyMatch(k -> Duration.between(k.from(), time.from()).abs().compareTo(length) < 0);
      if (!near) kept.add(time);
      if (kept.size() == ALTERNATIVES) break;
    }
    return kept;
  }

  static double distance(Network network, Space a, Space b) {
    boolean sameTable =
        network.wholesOf(a).stream().findFirst().equals(network.wholesOf(b).stream().findFirst());
    if (a.floor().equals(b.floor()) && a.label().isPresent() && b.label().isPresent()) {
      Point p = a.label().get();
      Point q = b.label().get();
      return Math.hypot(p.x() - q.x(), p.y() - q.y()) - (sameTable ? 0.5 : 0);
    }
    return Double.MAX_VALUE / 2;
  }

  private static Set<Long> atoms(Collection<Space> spaces) {
    var atoms = new TreeSet<Long>();
    spaces.forEach(space -> atoms.addAll(space.atoms()));
    return atoms;
  }
}
