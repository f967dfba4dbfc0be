package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mogador.identity.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is offered what, however long the line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitlistIT {
  private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");

  private static final String AN_HOUR_LATER =
      """
      insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
      select atom_id, ends_at, ends_at + interval '1 hour', space_id, source, gen_random_uuid()
      from claim where source_id = $1
      """;

  private BookingPark park;

  @BeforeAll
  void open() {
    park = new BookingPark(START);
  }

  @AfterAll
  void close() {
    park.close();
  }

  @Test
  void whomNothingCanBeOfferedIsNotInTheWayOfThoseBehind() {
    Actor holder = park.person("holder@example.org");
    book(holder, "p-01", "09:00", "17:00");
    for (int i = 0; i < 700; i++) {
      wait(park.person("hopeless-" + i + "@example.org"), "p-01", "09:00", "17:00");
    }
    Booking other = book(holder, "p-02", "09:00", "10:00");
    Actor last = park.person("last@example.org");
    wait(last, "p-02", "09:00", "10:00");
    assertThat(park.bookings.waitlist().sweep()).isZero();
    // As by the end of a lease: nobody is told of it.
    park.database().sql().run("delete from claim where source_id = $1", other.id());
    assertThat(park.bookings.waitlist().sweep()).isEqualTo(1);
    assertThat(park.bookings.waitlist().of(last))
        .singleElement()
        .satisfies(entry -> assertThat(entry.status()).isEqualTo(WaitlistEntry.Status.OFFERED));
  }

  @Test
  void whoHasMeanwhileTheirFillIsPassedOverAndWhoMayNotBookToo() {
    Actor holder = park.person("room@example.org");
    Actor full = park.person("full@example.org");
    Actor suspended = park.person("suspended@example.org");
    Actor third = park.person("third@example.org");
    Booking taken = book(holder, "c-1", "09:00", "11:00");
    wait(full, "c-1", "09:00", "11:00");
    wait(suspended, "c-1", "09:00", "11:00");
    wait(third, "c-1", "09:00", "11:00");
    // Six hours of a day in phone booths are the most.
    book(full, "c-2", "11:00", "13:00");
    book(full, "c-2", "13:00", "17:00");
    park.database().sql().run("update person set suspended = true where id = $1", suspended.id());
    park.bookings.change().cancel(holder, taken.id());
    assertThat(park.bookings.waitlist().of(full).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.WAITING);
    assertThat(park.bookings.waitlist().of(suspended).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.WAITING);
    assertThat(park.bookings.waitlist().of(third).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.OFFERED);
  }

  @Test
  void whoAsksTwiceWaitsOnce() {
    book(park.person("early@example.org"), "p-03", "09:00", "10:00");
    Actor patient = park.person("patient@example.org");
    wait(patient, "p-03", "09:00", "10:00");
    wait(patient, "p-03", "09:00", "10:00");
    assertThat(park.bookings.waitlist().of(patient)).hasSize(1);
    book(park.person("other@example.org"), "p-03", "10:00", "11:00");
    wait(patient, "p-03", "10:00", "11:00");
    assertThat(park.bookings.waitlist().of(patient)).as("another time").hasSize(2);
  }

  @Test
  void whoCancelsHasCancelledThoughSomeoneTakesWhatIsBeingOffered() throws Exception {
    Actor holder = park.person("leaving@example.org");
    Booking left = book(holder, "p-04", "09:00", "10:00");
    Actor waiting = park.person("unlucky@example.org");
    wait(waiting, "p-04", "09:00", "11:00");
    var taken = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> quicker =
          threads.submit(
              () ->
                  park.database()
                      .inTransaction(
                          sql -> {
                            int rows = sql.update(AN_HOUR_LATER, left.id());
                            taken.countDown();
                            untilSomeoneWaitsForIt();
                            return rows;
                          }));
      taken.await();
      assertThat(park.bookings.change().cancel(holder, left.id())).isInstanceOf(Changed.Done.class);
      assertThat(quicker.get()).isPositive();
    }
    assertThat(BookingStore.find(park.database().sql(), left.id()).orElseThrow().status())
        .isEqualTo(BookingStatus.CANCELLED);
    assertThat(park.bookings.waitlist().of(waiting).getFirst().status())
        .isEqualTo(WaitlistEntry.Status.WAITING);
  }

  private void untilSomeoneWaitsForIt() {
    String waiting =
        "select 1 as one from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database()";
    while (park.database().sql().first(row -> row.getInteger("one"), waiting).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private Booking book(Actor actor, String space, String from, String to) {
    assertThat(park.bookings.place(actor, request(space, from, to), Optional.empty()))
        .isInstanceOf(PlaceBooking.Placed.Booked.class);
    return BookingStore.ofPerson(park.database().sql(), actor.id(), START, 100).stream()
        .filter(
            b -> park.bookings.network().spaceById(b.space()).orElseThrow().code().equals(space))
        .findFirst()
        .orElseThrow();
  }

  private void wait(Actor actor, String space, String from, String to) {
    assertThat(park.bookings.waitlist().join(actor, request(space, from, to)))
        .isInstanceOf(Waitlist.Joined.Waits.class);
    park.clock.pass(Duration.ofMillis(1));
  }

  private static BookingRequest request(String space, String from, String to) {
    return new BookingRequest(
        new BookingRequest.Wish.ThisOne("essaouira/" + space),
        "2026-12-02T" + from,
        "2026-12-02T" + to,
        BookingRequest.Details.NONE);
  }
}
