package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mogador.booking.PlaceBooking.Placed;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.sites.Space;
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
 * The whole life of bookings on the real database beside a naive model that looks through a list:
 * book, hold, confirm, move, cancel, leave early, wait, and time that passes, with holds that end,
 * offers that are not taken, and seats that nobody came for. Two seats and their table; a morning
 * of sixteen quarter hours: most steps meet.
 */
class BookingLifeProperties {
  private static final int QUARTERS = 16;
  private static final LocalDateTime DAY = LocalDateTime.parse("2026-12-01T08:00");
  private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");
  private static final List<String> CODES = List.of("p-01", "p-02", "t-a");
  private static final String SENSOR = "seat-1";

  private static @Nullable BookingPark open;
  private static List<Actor> people = List.of();
  private static List<Space> spaces = List.of();

  @BeforeContainer
  static void open() {
    var park = new BookingPark(START);
    open = park;
    spaces = CODES.stream().map(park::space).toList();
    people = Stream.of("a", "b", "c").map(name -> park.person(name + "@example.org")).toList();
  }

  @AfterContainer
  static void close() {
    park().close();
  }

  /** What is done next; {@code which} counts round what there is. */
  sealed interface Step {
    record Book(int person, int space, int from, int length, boolean hold) implements Step {}

    record Confirm(int which) implements Step {}

    record Move(int which, int space, int from, int length) implements Step {}

    record Cancel(int which) implements Step {}

    record CheckIn(int which) implements Step {}

    record End(int which) implements Step {}

    record Wait(int person, int space, int from, int length) implements Step {}

    record Leave(int which) implements Step {}

    record Sense(boolean occupied) implements Step {}

    /** Minutes go by, and the recurring work is done. */
    record Pass(int minutes) implements Step {}
  }

  @Property(tries = 60)
  void theDatabaseHoldsWhatANaiveModelHolds(@ForAll("steps") List<Step> steps) {
    for (String table :
        List.of("waitlist_entry", "claim", "access_right", "booking_event", "booking")) {
      database().sql().run("delete from " + table);
    }
    park().clock.set(START.minus(Duration.ofMinutes(40)));
    park().watch(spaces.getFirst(), SENSOR);
    var model = new BookingLifeModel(START, spaces);
    for (Step step : steps) {
      park().clock.pass(Duration.ofSeconds(1));
      model.now = park().clock.instant();
      take(step, model);
      assertThat(standing()).as("after %s", step).isEqualTo(model.standing());
      assertThat(claims()).as("claims after %s", step).isEqualTo(model.claims());
      assertThat(rights()).as("rights after %s", step).isEqualTo(model.rights());
      assertThat(waits()).as("waiting list after %s", step).isEqualTo(model.waiting());
      learnIds(model);
    }
  }

  private static void take(Step step, BookingLifeModel model) {
    switch (step) {
      case Step.Book(int person, int space, int from, int length, boolean hold) -> {
        boolean expected = model.book(person, space, from, from + length, hold);
        var details = new BookingRequest.Details(hold, Optional.empty(), Optional.empty(), "", 1);
        Placed placed =
            bookings()
                .place(people.get(person), request(space, from, length, details), Optional.empty());
        assertThat(placed instanceof Placed.Booked).as("%s: %s", step, placed).isEqualTo(expected);
      }
      case Step.Confirm(int which) ->
          both(model, which, step, model::confirm, bookings().change()::confirm);
      case Step.Move(int which, int space, int from, int length) ->
          model.with(
              which,
              b -> {
                boolean expected = model.move(b, space, from, from + length);
                var wish =
                    new MoveBooking.Wish(
                        Optional.of(spaces.get(space).reference()),
                        Optional.of(time(from)),
                        Optional.of(time(from + length)),
                        Optional.empty(),
                        Optional.empty());
                // What a dry run says is what then happens, and it changes nothing by itself.
                Changed dry = bookings().move(people.get(b.person), idOf(b), wish, true);
                assertDone(dry, expected, step);
                assertDone(
                    bookings().move(people.get(b.person), idOf(b), wish, false), expected, step);
              });
      case Step.Cancel(int which) ->
          both(model, which, step, model::cancel, bookings().change()::cancel);
      case Step.CheckIn(int which) ->
          both(model, which, step, model::checkIn, bookings().change()::checkIn);
      case Step.End(int which) -> both(model, which, step, model::end, bookings().change()::end);
      case Step.Wait(int person, int space, int from, int length) -> {
        boolean expected = model.wait(person, space, from, from + length);
        var joined =
            bookings()
                .waitlist()
                .join(
                    people.get(person), request(space, from, length, BookingRequest.Details.NONE));
        assertThat(joined instanceof Waitlist.Joined.Waits)
            .as("%s: %s", step, joined)
            .isEqualTo(expected);
        if (joined instanceof Waitlist.Joined.Waits waits) {
          UUID id = waits.entry().id();
          if (model.waits.stream().noneMatch(wait -> id.equals(wait.id))) {
            model.waits.getLast().id = id;
          }
        }
      }
      case Step.Leave(int which) -> {
        if (model.waits.isEmpty()) return;
        BookingLifeModel.Wait wait = model.waits.get(which % model.waits.size());
        model.leave(wait);
        bookings()
            .waitlist()
            .leave(people.get(wait.person), Objects.requireNonNull(wait.id), bookings().change());
      }
      case Step.Sense(boolean occupied) -> {
        model.sense(occupied);
        hear(occupied);
      }
      case Step.Pass(int minutes) -> {
        park().clock.pass(Duration.ofMinutes(minutes));
        model.now = park().clock.instant();
        // The sensor says again what it said: silent, it would not be believed.
        if (model.sensed) hear(model.occupied);
        model.jobs();
        park().work();
      }
    }
  }

  /** The same step of the model's and of ours. */
  private static void both(
      BookingLifeModel model,
      int which,
      Step step,
      Predicate<BookingLifeModel.Held> theirs,
      BiFunction<Actor, UUID, Changed> ours) {
    model.with(
        which, b -> assertDone(ours.apply(people.get(b.person), idOf(b)), theirs.test(b), step));
  }

  private static UUID idOf(BookingLifeModel.Held booking) {
    return Objects.requireNonNull(booking.id);
  }

  private static void hear(boolean occupied) {
    park().hear(spaces.getFirst(), SENSOR, occupied);
  }

  private static void assertDone(Changed changed, boolean expected, Step step) {
    assertThat(changed instanceof Changed.Done).as("%s: %s", step, changed).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> person = Arbitraries.integers().between(0, 2);
    Arbitrary<Integer> space = Arbitraries.integers().between(0, 2);
    Arbitrary<Integer> from = Arbitraries.integers().between(0, QUARTERS - 2);
    Arbitrary<Integer> length = Arbitraries.integers().between(1, 4);
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 30);
    Arbitrary<Step> book =
        Combinators.combine(person, space, from, length, Arbitraries.of(true, false))
            .as(Step.Book::new);
    Arbitrary<Step> wait = Combinators.combine(person, space, from, length).as(Step.Wait::new);
    Arbitrary<Step> move = Combinators.combine(which, space, from, length).as(Step.Move::new);
    Arbitrary<Step> pass = Arbitraries.of(3, 11, 17, 40).map(Step.Pass::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, book),
            net.jqwik.api.Tuple.of(4, wait),
            net.jqwik.api.Tuple.of(3, move),
            net.jqwik.api.Tuple.of(3, pass),
            net.jqwik.api.Tuple.of(2, which.map(w -> (Step) new Step.Confirm(w))),
            net.jqwik.api.Tuple.of(3, which.map(w -> (Step) new Step.Cancel(w))),
            net.jqwik.api.Tuple.of(1, which.map(w -> (Step) new Step.CheckIn(w))),
            net.jqwik.api.Tuple.of(2, which.map(w -> (Step) new Step.End(w))),
            net.jqwik.api.Tuple.of(1, which.map(w -> (Step) new Step.Leave(w))),
            net.jqwik.api.Tuple.of(
                2, Arbitraries.of(true, false).map(o -> (Step) new Step.Sense(o))))
        .list()
        .ofMinSize(5)
        .ofMaxSize(30);
  }

  /** Bookings the model made without knowing their ids: placed ones, and offers. */
  private static void learnIds(BookingLifeModel model) {
    record Row(UUID id, long space, Instant from, Instant to, String status) {}
    List<Row> rows =
        database()
            .sql()
            .list(
                row ->
                    new Row(
                        row.getUUID("id"),
                        row.getLong("space_id"),
                        row.getOffsetDateTime("starts_at").toInstant(),
                        row.getOffsetDateTime("ends_at").toInstant(),
                        row.getString("status")),
                "select id, space_id, starts_at, ends_at, status from booking");
    for (BookingLifeModel.Held held : model.held) {
      if (held.id != null || !held.status.stands()) continue;
      for (Row row : rows) {
        if (row.space() == spaces.get(held.space).id()
            && row.from().equals(model.at(held.from))
            && row.to().equals(model.at(held.to))
            && row.status().equals(held.status.code())) held.id = row.id();
      }
      assertThat(held.id).isNotNull();
    }
  }

  private static Set<String> standing() {
    return new TreeSet<>(
        database()
            .sql()
            .list(
                row ->
                    BookingLifeModel.line(
                            code(row.getLong("space_id")),
                            row.getOffsetDateTime("starts_at").toInstant(),
                            row.getOffsetDateTime("ends_at").toInstant(),
                            row.getString("status"))
                        + (row.getOffsetDateTime("checked_in_at") == null ? "" : " here"),
                """
                select space_id, starts_at, ends_at, status, checked_in_at from booking
                where status in ('held', 'offered', 'requested', 'confirmed')
                """));
  }

  private static Set<String> claims() {
    List<String> claims =
        database()
            .sql()
            .list(
                row ->
                    BookingLifeModel.line(
                        code(row.getLong("atom_id")),
                        row.getOffsetDateTime("starts_at").toInstant(),
                        row.getOffsetDateTime("ends_at").toInstant(),
                        "claimed"),
                "select atom_id, starts_at, ends_at from claim");
    var distinct = new TreeSet<>(claims);
    assertThat(distinct).as("none twice").hasSameSizeAs(claims);
    return distinct;
  }

  private static List<String> rights() {
    return database()
        .sql()
        .list(
            row ->
                BookingLifeModel.line(
                    code(row.getLong("space_id")),
                    row.getOffsetDateTime("starts_at").toInstant(),
                    row.getOffsetDateTime("ends_at").toInstant(),
                    "right"),
            "select space_id, starts_at, ends_at from access_right")
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> waits() {
    return database()
        .sql()
        .list(row -> row.getString(0), "select status from waitlist_entry order by created_at, id");
  }

  private static String code(long space) {
    return spaces.stream()
        .filter(s -> s.id() == space)
        .findFirst()
        .map(Space::code)
        .orElse("atom-" + space);
  }

  private static BookingRequest request(
      int space, int from, int length, BookingRequest.Details details) {
    return new BookingRequest(
        new BookingRequest.Wish.ThisOne(spaces.get(space).reference()),
        time(from),
        time(from + length),
        details);
  }

  private static String time(int quarter) {
    return DAY.plusMinutes(15L * quarter).toString();
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
