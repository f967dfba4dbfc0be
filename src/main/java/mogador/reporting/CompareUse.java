package mogador.reporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mogador.claims.Claims;
import mogador.kernel.SiteZone;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.occupancy.Presence;
import mogador.occupancy.Quarter;
import mogador.occupancy.SignStore;
import mogador.occupancy.Signal;
import mogador.occupancy.Timeline;
import mogador.occupancy.WatchedSpace;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;
import mogador.reporting.CompareStore.Cell;
import mogador.reporting.CompareStore.Stored;
import mogador.sites.Network;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * Compares what was booked with what was badged and sensed: each booking soon after the hour it
 * ended in, and again when something about it comes late; and finds who was where nobody booked.
 */
final class CompareUse {
  /** Signs of an hour may take so long to come and be counted. */
  static final Duration SETTLED = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int HOURS = 200;
  private static final int BOOKINGS = 50;
  private static final int TIMES = 50;

  private final Database database;
  private final Sites sites;
  private final Supplier<? extends Map<Long, WatchedSpace>> watched;
  private final Clock clock;

  /**
   * Compares nothing until mounted.
   *
   * @param watched every space by its id, with its sensors
   */
  CompareUse(
      Database database,
      Sites sites,
      Supplier<? extends Map<Long, WatchedSpace>> watched,
      Clock clock) {
    this.database = database;
    this.sites = sites;
    this.watched = watched;
    this.clock = clock;
  }

  void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "bookings compared with use", this::run);
  }

  /** Notes, with the count of quarters of an hour, what is to be compared once more. */
  void counted(Sql sql, Map<Quarter, Set<Long>> quarters) {
    Set<Cell> cells = new HashSet<>();
    quarters.forEach(
        (quarter, atoms) -> {
          // What is squatted at an hour's edge follows from both of its sides.
          TimeSlot told = wider(new TimeSlot(quarter.start(), quarter.end()), Squats.SHORTEST);
          for (Instant edge : List.of(told.start(), quarter.start(), told.end())) {
            Instant hour = Compared.hourOf(edge).start();
            for (Long atom : atoms) cells.add(new Cell(atom, hour));
          }
          TimeSlot concerned = wider(Compared.hourOf(quarter.start()), Duration.ofHours(1));
          CompareStore.compareAgain(sql, withWholes(atoms), concerned);
        });
    CompareStore.due(sql, cells);
  }

  /** Compares what is to be compared; how many hours and bookings that was. */
  int run() {
    Instant over = Compared.hourOf(clock.instant().minus(SETTLED)).start();
    // Hours first: what they tell of bookings is then compared once.
    int compared = 0;
    for (int i = 0, some = HOURS; i < TIMES && some == HOURS; i++, compared += some) {
      some = database.inTransaction(sql -> hours(sql, over));
    }
    for (int i = 0, some = BOOKINGS; i < TIMES && some == BOOKINGS; i++, compared += some) {
      some = database.inTransaction(sql -> bookings(sql, over));
    }
    return compared;
  }

  private int hours(Sql sql, Instant over) {
    List<Cell> cells = CompareStore.takeHours(sql, over, HOURS);
    Map<Instant, Set<Long>> byHour =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    Cell::hour, TreeMap::new, Collectors.mapping(Cell::space, Collectors.toSet())));
    Map<Instant, Set<Long>> byDay = new TreeMap<>();
    byHour.forEach(
        (hour, spaces) -> {
          CompareStore.putSquats(sql, squats(sql, Compared.hourOf(hour), spaces));
          byDay
              .computeIfAbsent(hour.truncatedTo(ChronoUnit.DAYS), day -> new HashSet<>())
              .addAll(spaces);
        });
    byDay.forEach((day, spaces) -> stays(sql, day, spaces));
    return cells.size();
  }

  private Map<Cell, Long> squats(Sql sql, TimeSlot hour, Set<Long> spaces) {
    TimeSlot around = wider(hour, Squats.SHORTEST);
    Map<Long, Seen> seen = seen(sql, spaces, around);
    Map<Long, List<TimeSlot>> claims =
        Claims.within(sql, spaces, wider(around, Squats.ASIDE)).stream()
            .collect(
                Collectors.groupingBy(
                    Claims.Held::atom, Collectors.mapping(Claims.Held::slot, Collectors.toList())));
    Map<Cell, Long> squatted = new HashMap<>();
    for (Long space : spaces) {
      SlotSet when =
          isToBeBooked(space)
              ? Squats.of(
                  seen.getOrDefault(space, Seen.NOTHING),
                  claims.getOrDefault(space, List.of()),
                  hour)
              : SlotSet.EMPTY;
      long millis = when.slots().stream().mapToLong(Compared::millis).sum();
      squatted.put(new Cell(space, hour.start()), millis);
    }
    return squatted;
  }

  /** Where nobody may be without a booking or a lease. */
  private boolean isToBeBooked(long id) {
    return sites
        .current()
        .spaceById(id)
        .filter(Space::isAtom)
        .filter(space -> space.bookable() || space.kind() == SpaceKind.OFFICE)
        .isPresent();
  }

  private Set<Long> withWholes(Set<Long> atoms) {
    Network network = sites.current();
    Set<Long> spaces = new HashSet<>(atoms);
    for (Long atom : atoms) {
      network
          .spaceById(atom)
          .ifPresent(space -> network.sharing(space).forEach(other -> spaces.add(other.id())));
    }
    return spaces;
  }

  private static void stays(Sql sql, Instant day, Set<Long> spaces) {
    var slot = new TimeSlot(day, day.plus(Duration.ofHours(24)));
    Map<Long, List<Stay>> stays = new HashMap<>();
    CompareStore.minutes(sql, spaces, slot)
        .forEach((space, minutes) -> stays.put(space, Stay.in(minutes)));
    CompareStore.putStays(sql, spaces, slot, stays);
  }

  private int bookings(Sql sql, Instant over) {
    List<Stored> taken = CompareStore.takeBookings(sql, over, BOOKINGS);
    for (Stored booking : taken) CompareStore.put(sql, booking, compared(sql, booking));
    return taken.size();
  }

  private Compared compared(Sql sql, Stored stored) {
    Network network = sites.current();
    BookedThen booked = booked(network, stored);
    Optional<Space> space = network.spaceById(stored.space());
    Set<Long> atoms = space.map(known -> Set.copyOf(known.atoms())).orElse(Set.of());
    Instant opened = booked.slot().start().minus(Compared.BEFORE);
    Map<Long, Seen> seen = seen(sql, atoms, new TimeSlot(opened, booked.slot().end()));
    List<TimeSlot> others = new ArrayList<>();
    if (booked.heldUntil().isBefore(booked.slot().end())) {
      Set<Long> sharing = new HashSet<>(Set.of(stored.space()));
      space.ifPresent(it -> network.sharing(it).forEach(other -> sharing.add(other.id())));
      var freed = new TimeSlot(booked.heldUntil(), booked.slot().end());
      for (Stored other : CompareStore.beginning(sql, sharing, freed)) {
        if (!other.id().equals(stored.id())) others.add(booked(network, other).slot());
      }
    }
    List<Seen> parts = atoms.stream().map(a -> seen.getOrDefault(a, Seen.NOTHING)).toList();
    return Compared.of(booked, Seen.together(parts), others);
  }

  private static BookedThen booked(Network network, Stored stored) {
    Instant start = stored.slot().start();
    SiteZone zone = network.site(stored.site()).orElseThrow().clock();
    Instant ends = stored.slot().end();
    Instant promised = stored.promised().map(zone::firstInstant).orElse(ends);
    Instant end = promised.isAfter(ends) ? promised : ends;
    Instant free = stored.released() ? stored.endedAt().orElse(ends) : ends;
    if (free.isAfter(end)) free = end;
    return new BookedThen(
        new TimeSlot(start, end),
        free.isBefore(start) ? start : free,
        stored.released(),
        stored.came());
  }

  /** What was seen of each of these spaces, as far as it is known. */
  private Map<Long, Seen> seen(Sql sql, Collection<Long> spaces, TimeSlot slot) {
    Map<Long, WatchedSpace> known = watched.get();
    Instant since = slot.start().minus(Timeline.before(Presence.HOLD_SEAT));
    Map<Long, List<Signal>> signs = SignStore.within(sql, spaces, new TimeSlot(since, slot.end()));
    Map<Long, Seen> seen = new HashMap<>();
    for (Long space : spaces) {
      WatchedSpace one = known.get(space);
      if (one == null) continue;
      List<Signal> about = signs.getOrDefault(space, List.of());
      seen.put(space, Seen.of(Timeline.of(one.empty(), about, slot)));
    }
    return seen;
  }

  private static TimeSlot wider(TimeSlot slot, Duration by) {
    return new TimeSlot(slot.start().minus(by), slot.end().plus(by));
  }
}
