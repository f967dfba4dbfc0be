package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import mogador.platform.TestDatabase;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * In whatever order signs come, late, twice and with quarters counted in between: in the end there
 * is what a naive look at all signs gives.
 */
class UseProperties {
  private static final String SITE = "essaouira";
  private static final Instant START = Instant.parse("2026-12-01T22:30:00Z");
  private static final TimeSlot HOURS = new TimeSlot(START, START.plus(Duration.ofHours(3)));
  private static final Duration STEP = Duration.ofSeconds(20);

  private static @Nullable TestDatabase open;
  private static final Map<Long, WatchedSpace> WATCHED = new HashMap<>();
  private static final Map<Long, Place> PLACES = new HashMap<>();

  @BeforeContainer
  static void open() throws Exception {
    open = TestDatabase.migrated();
    Database database = database();
    database
        .sql()
        .run(
            """
            insert into site (id, name, zone_id, status, document, imported_at)
            values ('essaouira', '{}', 'Africa/Casablanca', 'open', '{}', now())\
            """);
    List<Place> places =
        List.of(
            new Place("position", "rdc"),
            new Place("position", "rdc"),
            new Place("position", "etage"),
            new Place("office", "etage"));
    for (Place place : places) {
      int number = WATCHED.size();
      long id =
          database
              .sql()
              .first(
                  row -> row.getLong("id"),
                  """
                  insert into space
                    (site_id, code, kind, floor_code, zone_code, name, capacity, bookable)
                  values ('essaouira', $1, $2, $3, $3, '{}', 1, true) returning id
                  """,
                  "s-" + number,
                  place.kind(),
                  place.floor())
              .orElseThrow();
      Duration hold = place.kind().equals("office") ? Presence.HOLD_ROOM : Presence.HOLD_SEAT;
      WATCHED.put(id, new WatchedSpace(SITE, id, hold, Set.of("sensor-" + number)));
      PLACES.put(id, place);
    }
  }

  @AfterContainer
  static void close() {
    Objects.requireNonNull(open).close();
  }

  private static Database database() {
    return Objects.requireNonNull(open).database();
  }

  record Place(String kind, String floor) {}

  /** A sign, by the space's and the moment's numbers. */
  record Drawn(int space, Signal.Kind kind, int moment) {
    Sign sign() {
      WatchedSpace space = List.copyOf(WATCHED.values()).get(this.space);
      String device = kind.isSensed() ? space.sensors().iterator().next() : "reader";
      return new Sign(
          SITE, space.space(), new Signal(device, kind, START.plus(STEP.multipliedBy(moment))));
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void whatIsCountedIsWhatANaiveLookGives(
      @ForAll("signs") List<Drawn> drawn, @ForAll Random random) {
    database().sql().run("truncate sign, use_due, space_use, group_use, group_day");
    List<Sign> signs = drawn.stream().map(Drawn::sign).toList();
    List<Sign> told = new ArrayList<>(signs);
    for (Sign sign : signs) if (random.nextInt(4) == 0) told.add(sign);
    Collections.shuffle(told, random);
    for (int from = 0; from < told.size(); ) {
      int to = Math.min(told.size(), from + 1 + random.nextInt(10));
      List<Sign> batch = told.subList(from, to);
      database()
          .inTransaction(
              sql -> {
                SignStore.keep(sql, batch, START);
                return batch.size();
              });
      if (random.nextBoolean()) count(START.plus(STEP.multipliedBy(random.nextInt(800))));
      from = to;
    }
    count(HOURS.end().plus(Duration.ofHours(1)));
    assertThat(uses()).isEqualTo(naive(signs));
    assertThat(peaks()).isEqualTo(naivePeaks(naive(signs)));
    aReportOfAnySlotIsTheSumOfItsQuarters(random);
  }

  /** Read by whole days and the quarters around them. */
  private static void aReportOfAnySlotIsTheSumOfItsQuarters(Random random) {
    Instant start = START.minus(Duration.ofHours(30)).plus(minutes(random, 40));
    TimeSlot slot = new TimeSlot(start, start.plus(minutes(random, 60)).plusSeconds(900));
    Map<String, List<Long>> naive = new TreeMap<>();
    for (Row row :
        database()
            .sql()
            .run(
                "select * from group_use where quarter >= $1 and quarter < $2",
                slot.start(),
                slot.end())) {
      naive.merge(
          row.getString("floor_code") + "/" + row.getString("kind"),
          List.of(
              row.getLong("occupied_ms"),
              row.getLong("known_ms"),
              (long) row.getInteger("spaces"),
              (long) row.getInteger("peak")),
          (a, b) ->
              List.of(
                  a.get(0) + b.get(0),
                  a.get(1) + b.get(1),
                  Math.max(a.get(2), b.get(2)),
                  Math.max(a.get(3), b.get(3))));
    }
    Map<String, List<Long>> read = new TreeMap<>();
    var all = new UseHistory.Enough(0, Set.of());
    for (UseHistory.Group group : UseHistory.groups(database().sql(), SITE, slot, all)) {
      read.put(
          group.floor().orElse("") + "/" + group.kind().orElse(""),
          List.of(
              group.occupiedMillis(),
              group.knownMillis(),
              (long) group.spaces(),
              (long) group.peak()));
    }
    assertThat(read).as(slot.toString()).isEqualTo(naive);
  }

  private static Duration minutes(Random random, int hours) {
    return Duration.ofMinutes(15L * random.nextInt(4 * hours));
  }

  private static void count(Instant now) {
    new KeepUse(database(), () -> WATCHED, Clock.fixed(now, java.time.ZoneOffset.UTC)).run();
  }

  private static Map<UseStore.Cell, SpaceUse> naive(List<Sign> signs) {
    Map<UseStore.Cell, SpaceUse> uses = new HashMap<>();
    for (WatchedSpace space : WATCHED.values()) {
      List<Signal> about =
          signs.stream().filter(sign -> sign.space() == space.space()).map(Sign::signal).toList();
      for (Quarter q = Quarter.of(START); q.start().isBefore(HOURS.end()); q = q.next()) {
        SpaceUse use = SpaceUse.of(space.empty(), about, q);
        if (use.knownMillis() > 0) uses.put(new UseStore.Cell(space.space(), q), use);
      }
    }
    return uses;
  }

  private static Map<UseStore.Cell, SpaceUse> uses() {
    Map<UseStore.Cell, SpaceUse> uses = new HashMap<>();
    for (Row row : database().sql().run("select * from space_use where known_ms > 0")) {
      Instant quarter = row.getOffsetDateTime("quarter").toInstant();
      uses.put(
          new UseStore.Cell(row.getLong("space_id"), new Quarter(quarter)),
          new SpaceUse(
              row.getInteger("occupied_ms"),
              row.getInteger("known_ms"),
              row.getInteger("minutes")));
    }
    return uses;
  }

  /** By quarter, floor and kind; and of each floor, each kind, and all. */
  private static Map<String, String> naivePeaks(Map<UseStore.Cell, SpaceUse> uses) {
    Map<String, List<SpaceUse>> groups = new HashMap<>();
    uses.forEach(
        (cell, use) -> {
          Place place = Objects.requireNonNull(PLACES.get(cell.space()));
          for (String floor : List.of(place.floor(), "")) {
            for (String kind : List.of(place.kind(), "")) {
              String group = cell.quarter().start() + " " + floor + "/" + kind;
              groups.computeIfAbsent(group, g -> new ArrayList<>()).add(use);
            }
          }
        });
    Map<String, String> peaks = new HashMap<>();
    groups.forEach(
        (group, together) ->
            peaks.put(
                group,
                "%d spaces, %d of %d ms, %d at once"
                    .formatted(
                        together.size(),
                        together.stream().mapToLong(SpaceUse::occupiedMillis).sum(),
                        together.stream().mapToLong(SpaceUse::knownMillis).sum(),
                        SpaceUse.peak(together))));
    return peaks;
  }

  private static Map<String, String> peaks() {
    Map<String, String> peaks = new HashMap<>();
    for (Row row : database().sql().run("select * from group_use")) {
      peaks.put(
          row.getOffsetDateTime("quarter").toInstant()
              + " "
              + row.getString("floor_code")
              + "/"
              + row.getString("kind"),
          "%d spaces, %d of %d ms, %d at once"
              .formatted(
                  row.getInteger("spaces"),
                  row.getLong("occupied_ms"),
                  row.getLong("known_ms"),
                  row.getInteger("peak")));
    }
    return peaks;
  }

  @Provide
  Arbitrary<List<Drawn>> signs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(Signal.Kind.class),
            Arbitraries.integers().between(0, 480))
        .as(Drawn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }
}
