package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.identity.Actor;
import mogador.platform.Database;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Series, their changes and cancellations among strangers' bookings, on the real database: what
 * each answer tells of each occurrence is exactly what the database then holds, and a refused
 * request leaves it as it was. A seat of a table, a week of mornings: most steps meet.
 */
class SeriesProperties {
  private static final LocalDate FIRST = LocalDate.parse("2026-12-01");
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  private static final List<String> CODES = List.of("p-01", "p-02", "t-a");

  private static @Nullable BookingPark open;
  private static List<Actor> people = List.of();

  @BeforeContainer
  static void open() {
    var park = new BookingPark(START);
    open = park;
    people = List.of(park.person("one@example.org"), park.person("two@example.org"));
  }

  @AfterContainer
  static void close() {
    park().close();
  }

  /** What is asked next. */
  sealed interface Step {
    /** By a stranger, one morning. */
    record Take(int space, int day, int hour, int length) implements Step {}

    record Book(
        int space, int day, int hour, int every, int count, OnConflict onConflict, int except)
        implements Step {}

    /** The so-manyth series, counted round. */
    record Change(
        int which,
        SeriesScope.Extent extent,
        int at,
        int days,
        int hour,
        int space,
        OnConflict onConflict,
        boolean reset)
        implements Step {}

    record Cancel(int which, SeriesScope.Extent extent, int at) implements Step {}

    /** An occurrence by itself. */
    record Alone(int which, int at, int hour) implements Step {}

    record CancelDays(int from, int days) implements Step {}
  }

  @Property(tries = 60)
  void whatTheAnswersTellIsWhatTheDatabaseHolds(@ForAll("steps") List<Step> steps) {
    for (String table :
        List.of("claim", "access_right", "booking_event", "idempotency_key", "booking", "series")) {
      database().sql().run("delete from " + table);
    }
    List<UUID> series = new ArrayList<>();
    for (Step step : steps) {
      Set<String> before = held();
      switch (step) {
        case Step.Take take -> take(take);
        case Step.Book book -> book(book, series, before);
        case Step.Change change -> change(change, series, before);
        case Step.Cancel cancel -> cancel(cancel, series, before);
        case Step.Alone alone -> alone(alone, series);
        case Step.CancelDays days -> cancelDays(days, before);
      }
      assertThat(held()).as("claims are those of what stands").isEqualTo(standing());
      assertThat(rights()).as("so are rights").isEqualTo(standing().size());
    }
  }

  private static void take(Step.Take take) {
    LocalDateTime from = at(take.day(), take.hour());
    var request =
        BookingRequest.of(
            space(take.space()), from.toString(), from.plusHours(take.length()).toString());
    bookings().place(people.getLast(), request, Optional.empty());
  }

  private static void book(Step.Book book, List<UUID> series, Set<String> before) {
    LocalDateTime from = at(book.day(), book.hour());
    var request =
        new SeriesRequest(
            BookingRequest.of(space(book.space()), from.toString(), from.plusHours(2).toString()),
            "FREQ=DAILY;INTERVAL=" + book.every() + ";COUNT=" + book.count(),
            List.of(FIRST.plusDays(book.except()).toString()),
            book.onConflict(),
            Optional.empty());
    var planned = bookings().placeSeries().precheck(people.getFirst(), request);
    assertThat(held()).as("a precheck writes nothing").isEqualTo(before);
    switch (bookings().placeSeries().place(people.getFirst(), request, Optional.empty())) {
      case PlaceSeries.Placed.Booked(JsonObject answer) -> {
        assertThat(planned).isInstanceOf(PlanSeries.Planned.Plan.class);
        var expected = new TreeSet<>(before);
        for (JsonObject occurrence : occurrences(answer)) {
          String outcome = occurrence.getString("outcome");
          assertThat(outcome).isIn("booked", "moved", "skipped");
          assertThat(occurrence.containsKey("booking")).isEqualTo(!outcome.equals("skipped"));
          if (!outcome.equals("skipped")) expected.add(told(occurrence));
        }
        assertThat(occurrences(answer)).hasSize(book.count());
        assertThat(held()).isEqualTo(expected);
        assertThat(((PlanSeries.Planned.Plan) planned).plan().total().centimes())
            .isEqualTo(answer.getLong("total_centimes"));
        series.add(UUID.fromString(answer.getString("id")));
      }
      case PlaceSeries.Placed.Conflict(SeriesPlan plan) -> {
        assertThat(plan.isPossible()).isFalse();
        assertThat(held()).isEqualTo(before);
      }
      case PlaceSeries.Placed.Refused refused -> assertThat(held()).isEqualTo(before);
      case PlaceSeries.Placed.KeyReused reused -> throw new AssertionError();
      case PlaceSeries.Placed.Suspended suspended -> throw new AssertionError();
    }
  }

  private static void change(Step.Change change, List<UUID> series, Set<String> before) {
    if (series.isEmpty()) return;
    UUID id = series.get(change.which() % series.size());
    List<Booking> all = occurrences(id);
    var wish =
        new ChangeSeries.Wish(
            new SeriesScope(change.extent(), Optional.of(recurrence(all, change.at()))),
            change.space() < CODES.size() ? Optional.of(space(change.space())) : Optional.empty(),
            Optional.of(LocalTime.of(change.hour(), 0)),
            Optional.empty(),
            change.days(),
            change.reset(),
            change.onConflict(),
            false);
    int sequence = sequence(id);
    switch (bookings().changeSeries().change(people.getFirst(), id, wish, Optional.empty())) {
      case ChangeSeries.Outcome.Done(JsonObject answer) -> {
        var expected = new TreeSet<>(before);
        for (JsonObject occurrence : occurrences(answer)) {
          expected.removeIf(claim -> claim.startsWith(reference(occurrence)));
        }
        for (JsonObject occurrence : occurrences(answer)) expected.add(told(occurrence));
        assertThat(held()).isEqualTo(expected);
        assertThat(sequence(id) - sequence).isEqualTo(held().equals(before) ? 0 : 1);
      }
      case ChangeSeries.Outcome.Conflict conflict -> assertThat(held()).isEqualTo(before);
      case ChangeSeries.Outcome.Refused refused -> assertThat(held()).isEqualTo(before);
      case ChangeSeries.Outcome.Would would -> throw new AssertionError();
      case ChangeSeries.Outcome.KeyReused reused -> throw new AssertionError();
      case ChangeSeries.Outcome.Unknown unknown -> throw new AssertionError();
    }
  }

  private static void cancel(Step.Cancel cancel, List<UUID> series, Set<String> before) {
    if (series.isEmpty()) return;
    UUID id = series.get(cancel.which() % series.size());
    LocalDateTime at = recurrence(occurrences(id), cancel.at());
    var expected = new TreeSet<>(before);
    for (Booking booking : occurrences(id)) {
      LocalDateTime recurrence = booking.occurrence().orElseThrow().recurrence();
      boolean gone =
          switch (cancel.extent()) {
            case ONE -> recurrence.equals(at);
            case FOLLOWING -> !recurrence.isBefore(at);
            case ALL -> true;
          };
      if (gone) expected.removeIf(claim -> claim.startsWith(booking.reference()));
    }
    var outcome =
        bookings()
            .cancelSeries()
            .cancel(people.getFirst(), id, new SeriesScope(cancel.extent(), Optional.of(at)));
    assertThat(outcome).isInstanceOf(CancelSeries.Outcome.Done.class);
    assertThat(held()).isEqualTo(expected);
    assertThat(((CancelSeries.Outcome.Done) outcome).cancelled())
        .hasSize(before.size() - expected.size());
  }

  private static void alone(Step.Alone alone, List<UUID> series) {
    if (series.isEmpty()) return;
    List<Booking> all = occurrences(series.get(alone.which() % series.size()));
    Booking booking = all.get(alone.at() % all.size());
    LocalDateTime from = booking.time().from().toLocalDate().atTime(alone.hour(), 0);
    var wish =
        new MoveBooking.Wish(
            Optional.empty(),
            Optional.of(from.toString()),
            Optional.of(from.plusHours(1).toString()),
            Optional.empty(),
            Optional.empty());
    bookings().move(people.getFirst(), booking.id(), wish, false);
  }

  private static void cancelDays(Step.CancelDays days, Set<String> before) {
    LocalDate from = FIRST.plusDays(days.from());
    LocalDate to = from.plusDays(days.days());
    var outcome =
        bookings().cancelSeries().cancelRange(people.getFirst(), from, to, Optional.empty());
    var gone = new TreeSet<String>();
    ((CancelSeries.Outcome.Done) outcome).cancelled().forEach(b -> gone.add(b.reference()));
    var expected = new TreeSet<>(before);
    expected.removeIf(claim -> gone.contains(claim.substring(0, 10)));
    assertThat(held()).isEqualTo(expected);
    assertThat(
            database()
                .sql()
                .list(
                    row -> row.getString(0),
                    """
                    select reference from booking where person_id = $1 and status = 'confirmed'
                      and local_from::date between $2 and $3
                    """,
                    people.getFirst().id(),
                    from,
                    to))
        .isEmpty();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> space = Arbitraries.integers().between(0, CODES.size() - 1);
    Arbitrary<Integer> day = Arbitraries.integers().between(0, 6);
    Arbitrary<Integer> hour = Arbitraries.integers().between(8, 11);
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 3);
    Arbitrary<Integer> at = Arbitraries.integers().between(0, 5);
    Arbitrary<OnConflict> onConflict = Arbitraries.of(OnConflict.class);
    Arbitrary<SeriesScope.Extent> extent = Arbitraries.of(SeriesScope.Extent.class);
    Arbitrary<Step> take =
        Combinators.combine(space, day, hour, Arbitraries.integers().between(1, 3))
            .as(Step.Take::new);
    Arbitrary<Step> book =
        Combinators.combine(
                space,
                day,
                hour,
                Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(1, 6),
                onConflict,
                Arbitraries.integers().between(0, 12))
            .as(Step.Book::new);
    Arbitrary<Step> change =
        Combinators.combine(
                which,
                extent,
                at,
                Arbitraries.integers().between(-1, 2),
                hour,
                Arbitraries.integers().between(0, CODES.size()),
                onConflict,
                Arbitraries.of(true, false))
            .as(Step.Change::new);
    Arbitrary<Step> cancel = Combinators.combine(which, extent, at).as(Step.Cancel::new);
    Arbitrary<Step> alone = Combinators.combine(which, at, hour).as(Step.Alone::new);
    Arbitrary<Step> days =
        Combinators.combine(day, Arbitraries.integers().between(0, 3)).as(Step.CancelDays::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, take),
            net.jqwik.api.Tuple.of(4, book),
            net.jqwik.api.Tuple.of(4, change),
            net.jqwik.api.Tuple.of(1, cancel),
            net.jqwik.api.Tuple.of(2, alone),
            net.jqwik.api.Tuple.of(1, days))
        .list()
        .ofMinSize(2)
        .ofMaxSize(12);
  }

  /** What is claimed: one line a booking, as the answers tell it. */
  private static Set<String> held() {
    return new TreeSet<>(
        database()
            .sql()
            .list(
                row -> row.getString(0),
                """
                select b.reference || ' essaouira/' || s.code || ' '
                    || to_char(c.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') || ' '
                    || to_char(c.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI')
                from claim c join booking b on b.id = c.source_id join space s on s.id = c.space_id
                group by b.reference, s.code, c.starts_at, c.ends_at
                """));
  }

  /** The same from the bookings themselves. */
  private static Set<String> standing() {
    return new TreeSet<>(
        database()
            .sql()
            .list(
                row -> row.getString(0),
                """
                select b.reference || ' essaouira/' || s.code || ' '
                    || to_char(b.local_from, 'YYYY-MM-DD"T"HH24:MI') || ' '
                    || to_char(b.local_to, 'YYYY-MM-DD"T"HH24:MI')
                from booking b join space s on s.id = b.space_id where b.status = 'confirmed'
                """));
  }

  private static long rights() {
    return database()
        .sql()
        .first(
            row -> row.getLong(0),
            """
            select count(*) from access_right r join booking b on b.id = r.source_id
            where r.space_id = b.space_id and r.ends_at = b.ends_at
            """)
        .orElseThrow();
  }

  private static String told(JsonObject occurrence) {
    return "%s %s %s %s"
        .formatted(
            reference(occurrence),
            occurrence.getString("space"),
            occurrence.getString("from"),
            occurrence.getString("to"));
  }

  private static String reference(JsonObject occurrence) {
    return occurrence.getJsonObject("booking").getString("reference");
  }

  private static List<JsonObject> occurrences(JsonObject answer) {
    return answer.getJsonArray("occurrences").stream().map(JsonObject.class::cast).toList();
  }

  private static List<Booking> occurrences(UUID series) {
    return BookingStore.ofSeries(database().sql(), series);
  }

  private static LocalDateTime recurrence(List<Booking> all, int at) {
    return all.get(at % all.size()).occurrence().orElseThrow().recurrence();
  }

  private static int sequence(UUID series) {
    return SeriesStore.find(database().sql(), series).orElseThrow().sequence();
  }

  private static LocalDateTime at(int day, int hour) {
    return FIRST.plusDays(day).atTime(hour, 0);
  }

  private static String space(int index) {
    return "essaouira/" + CODES.get(index);
  }

  private static Bookings bookings() {
    return park().bookings;
  }

  private static Database database() {
    return park().database();
  }

  private static BookingPark park() {
    return Objects.requireNonNull(open);
  }
}
