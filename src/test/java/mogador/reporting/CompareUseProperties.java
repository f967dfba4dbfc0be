package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.occupancy.KeepUse;
import mogador.occupancy.Presence;
import mogador.occupancy.Sign;
import mogador.occupancy.SignStore;
import mogador.occupancy.Signal;
import mogador.occupancy.Timeline;
import mogador.occupancy.WatchedSpace;
import mogador.platform.Database;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
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
 * In whatever order signs and arrivals come, late, twice and with hours compared in between: in the
 * end there is what one look at everything gives.
 */
class CompareUseProperties {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");
  private static final TimeSlot DAY = new TimeSlot(START, START.plus(Duration.ofHours(9)));
  private static final UUID PERSON = UUID.randomUUID();

  private static @Nullable TestDatabase open;
  private static @Nullable Sites sites;
  private static final List<Space> SPACES = new ArrayList<>();
  private static final Map<Long, WatchedSpace> WATCHED = new HashMap<>();

  @BeforeContainer
  static void open() throws Exception {
    open = TestDatabase.migrated();
    sites = new Sites(database());
    sites.load();
    sites.importSite(SeedSites.document("essaouira"), START);
    database()
        .sql()
        .run(
            "insert into person (id, email, created_at) values ($1, 'a@example.org', $2)",
            PERSON,
            START);
    Site site = sites.current().site("essaouira").orElseThrow();
    Space table =
        site.spaces().stream()
            .filter(space -> !space.isAtom() && space.atoms().size() < 9)
            .findFirst()
            .orElseThrow();
    SPACES.add(table);
    for (long atom : table.atoms()) {
      SPACES.add(sites.current().spaceById(atom).orElseThrow());
      WATCHED.put(
          atom, new WatchedSpace("essaouira", atom, Presence.HOLD_SEAT, Set.of("s-" + atom)));
    }
  }

  @AfterContainer
  static void close() {
    Objects.requireNonNull(open).close();
  }

  /** Of the table or one of its seats, in minutes. */
  record Drawn(int space, int from, int length, int held, boolean released, int came) {}

  /** Of a seat, for some minutes. */
  record Sat(int seat, int from, int length, boolean occupied) {}

  @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
  void whatIsComparedIsWhatOneLookGives(
      @ForAll("bookings") List<Drawn> drawn, @ForAll("sittings") List<Sat> sat, @ForAll Random r) {
    database().sql().run("truncate sign, use_due, space_use, group_use, claim, compare_due");
    database().sql().run("truncate squat_hour, stay");
    database().sql().run("delete from booking");
    List<Placed> placed = new ArrayList<>();
    for (Drawn one : drawn) placed.add(place(one));
    List<Runnable> told = new ArrayList<>();
    for (Placed one : placed) {
      one.came().ifPresent(at -> told.add(() -> arrive(one.id(), at)));
    }
    List<Sign> signs = sat.stream().flatMap(one -> signs(one).stream()).distinct().toList();
    List<Sign> mixed = new ArrayList<>(signs);
    Collections.shuffle(mixed, r);
    for (int from = 0; from < mixed.size(); from += 40) {
      List<Sign> batch = mixed.subList(from, Math.min(mixed.size(), from + 40));
      told.add(() -> keep(batch));
      if (r.nextInt(4) == 0) told.add(() -> keep(batch));
      if (r.nextInt(3) == 0) told.add(() -> count(minute(r.nextInt(700))));
    }
    Collections.shuffle(told, r);
    told.forEach(Runnable::run);
    count(DAY.end().plus(Duration.ofHours(4)));
    assertThat(hours()).isEqualTo(naiveHours(placed, signs));
    assertThat(squats()).isEqualTo(naiveSquats(signs));
    long minutes = database().sql().first(row -> row.getLong(0), USED).orElseThrow();
    long stayed = database().sql().first(row -> row.getLong(0), STAYED).orElseThrow();
    assertThat(stayed).isEqualTo(minutes);
  }

  private static final String USED =
      "select coalesce(sum(bit_count(minutes::bit(15))), 0)::bigint from space_use";
  private static final String STAYED = "select coalesce(sum(minutes), 0)::bigint from stay";

  record Placed(UUID id, Space space, BookedThen booked, Optional<Instant> came) {}

  private static Placed place(Drawn drawn) {
    Space space = SPACES.get(drawn.space() % SPACES.size());
    var slot = new TimeSlot(minute(drawn.from()), minute(drawn.from() + drawn.length()));
    int held = Math.min(drawn.held(), drawn.length());
    Instant free = minute(drawn.from() + held);
    Optional<Instant> came =
        drawn.came() < held && !drawn.released()
            ? Optional.of(minute(drawn.from() + drawn.came()))
            : Optional.empty();
    UUID id = UUID.randomUUID();
    Instant ends = drawn.released() ? slot.end() : free;
    var zone = Objects.requireNonNull(sites).current().site("essaouira").orElseThrow().clock();
    database()
        .sql()
        .run(
            """
            insert into booking (id, reference, site_id, space_id, person_id, booked_by, local_from,
              local_to, starts_at, ends_at, price_centimes, vat_centimes, vat_rate_bp, status,
              created_at, cancelled_at, promised_to)
            values ($1, $2, 'essaouira', $3, $4, $4, $5, $6, $7, $8, 0, 0, 0, $9, $7, $10, $11)
            """,
            id,
            "ESS-" + id.toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT),
            space.id(),
            PERSON,
            zone.localAt(slot.start()),
            zone.localAt(ends),
            slot.start(),
            ends,
            drawn.released() ? "released" : "confirmed",
            drawn.released() ? Optional.of(free) : Optional.empty(),
            ends.isBefore(slot.end()) ? Optional.of(zone.localAt(slot.end())) : Optional.empty());
    // As far as no other claim is in the way, for squats only.
    for (long atom : space.atoms()) {
      database()
          .sql()
          .run(
              """
              insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
              values ($1, $2, $3, $4, 'booking', $5) on conflict do nothing
              """,
              atom,
              slot.start(),
              free,
              space.id(),
              id);
    }
    return new Placed(id, space, new BookedThen(slot, free, drawn.released(), came), came);
  }

  private static void arrive(UUID id, Instant at) {
    database().sql().run("update booking set checked_in_at = $2 where id = $1", id, at);
  }

  private static void keep(List<Sign> batch) {
    database()
        .inTransaction(
            sql -> {
              SignStore.keep(sql, batch, START);
              return batch.size();
            });
  }

  private static void count(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    var use = new KeepUse(database(), () -> WATCHED, clock);
    var compare = new CompareUse(database(), Objects.requireNonNull(sites), () -> WATCHED, clock);
    use.tell(compare::counted);
    use.run();
    compare.run();
  }

  private static Map<String, String> hours() {
    Map<String, String> hours = new TreeMap<>();
    for (Row row : database().sql().run("select * from booking_hour")) {
      hours.put(
          row.getUUID("booking_id") + " " + row.getOffsetDateTime("hour").toInstant(),
          "%s %d %d %d %d %d"
              .formatted(
                  row.getString("outcome"),
                  row.getInteger("attended_ms"),
                  row.getInteger("no_show_ms"),
                  row.getInteger("early_ms"),
                  row.getInteger("rebooked_ms"),
                  row.getInteger("unknown_ms")));
    }
    return hours;
  }

  private static Map<String, String> naiveHours(List<Placed> placed, List<Sign> signs) {
    Map<String, String> hours = new TreeMap<>();
    for (Placed one : placed) {
      var slot =
          new TimeSlot(
              one.booked().slot().start().minus(Compared.BEFORE), one.booked().slot().end());
      List<Seen> parts = one.space().atoms().stream().map(a -> seen(a, signs, slot)).toList();
      List<TimeSlot> others =
          placed.stream()
              .filter(other -> !other.id().equals(one.id()))
              .filter(other -> !Collections.disjoint(other.space().atoms(), one.space().atoms()))
              .map(other -> other.booked().slot())
              .toList();
      Compared compared = Compared.of(one.booked(), Seen.together(parts), others);
      String[] outcome = {compared.outcome().code()};
      compared
          .hours()
          .forEach(
              (hour, times) -> {
                hours.put(
                    one.id() + " " + hour,
                    "%s %d %d %d %d %d"
                        .formatted(
                            outcome[0],
                            times.getOrDefault(Fate.ATTENDED, 0L),
                            times.getOrDefault(Fate.NO_SHOW, 0L),
                            times.getOrDefault(Fate.ENDED_EARLY, 0L),
                            times.getOrDefault(Fate.REBOOKED, 0L),
                            times.getOrDefault(Fate.UNKNOWN, 0L)));
                outcome[0] = "null";
              });
    }
    return hours;
  }

  private static Map<String, Long> squats() {
    Map<String, Long> squats = new TreeMap<>();
    for (Row row : database().sql().run("select * from squat_hour")) {
      squats.put(
          row.getLong("space_id") + " " + row.getOffsetDateTime("hour").toInstant(),
          row.getLong("squatted_ms"));
    }
    return squats;
  }

  private static Map<String, Long> naiveSquats(List<Sign> signs) {
    Map<String, Long> squats = new TreeMap<>();
    var around =
        new TimeSlot(DAY.start().minus(Duration.ofHours(2)), DAY.end().plus(Duration.ofHours(2)));
    for (Space space : SPACES) {
      if (!space.isAtom() || !space.bookable()) continue;
      List<TimeSlot> claims =
          database()
              .sql()
              .list(
                  row ->
                      new TimeSlot(
                          row.getOffsetDateTime("starts_at").toInstant(),
                          row.getOffsetDateTime("ends_at").toInstant()),
                  "select starts_at, ends_at from claim where atom_id = $1",
                  space.id());
      SlotSet when = Squats.of(seen(space.id(), signs, around), claims, around);
      for (TimeSlot hour = Compared.hourOf(around.start());
          hour.start().isBefore(around.end());
          hour = hour.shifted(Duration.ofHours(1))) {
        long millis =
            when.intersection(SlotSet.of(hour)).slots().stream().mapToLong(Compared::millis).sum();
        if (millis > 0) squats.put(space.id() + " " + hour.start(), millis);
      }
    }
    return squats;
  }

  private static Seen seen(long atom, List<Sign> signs, TimeSlot slot) {
    List<Signal> about =
        signs.stream().filter(sign -> sign.space() == atom).map(Sign::signal).toList();
    Presence empty = Objects.requireNonNull(WATCHED.get(atom)).empty();
    return Seen.of(Timeline.of(empty, about, slot));
  }

  private static List<Sign> signs(Sat sat) {
    long atom = SPACES.get(1 + sat.seat() % (SPACES.size() - 1)).id();
    List<Sign> signs = new ArrayList<>();
    for (int m = sat.from(); m < sat.from() + sat.length(); m += 2) {
      Signal.Kind kind = sat.occupied() ? Signal.Kind.OCCUPIED : Signal.Kind.VACANT;
      signs.add(new Sign("essaouira", atom, new Signal("s-" + atom, kind, minute(m))));
    }
    return signs;
  }

  private static Instant minute(int number) {
    return START.plus(Duration.ofMinutes(number));
  }

  private static Database database() {
    return Objects.requireNonNull(open).database();
  }

  @Provide
  Arbitrary<List<Drawn>> bookings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(0, 30).map(quarter -> 15 * quarter),
            Arbitraries.integers().between(2, 12).map(quarter -> 15 * quarter),
            Arbitraries.integers().between(1, 20).map(quarter -> 15 * quarter),
            Arbitraries.of(true, false, false),
            Arbitraries.integers().between(-10, 150))
        .as(Drawn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Sat>> sittings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(-30, 500),
            Arbitraries.integers().between(1, 200),
            Arbitraries.of(true, false))
        .as(Sat::new)
        .list()
        .ofMaxSize(8);
  }
}
