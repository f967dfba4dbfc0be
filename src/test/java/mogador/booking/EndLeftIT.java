package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.PlaceBooking.Placed;
import mogador.identity.Actor;
import mogador.platform.Sql;
import mogador.sites.Space;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A morning from nine to one, and what the sensors say of it: left is who was there and went. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndLeftIT {
  private static final LocalDateTime NINE = LocalDateTime.parse("2026-12-01T09:00");
  private static final LocalDateTime ONE = LocalDateTime.parse("2026-12-01T13:00");
  private static final String SENSOR = "sensor-1";

  private BookingPark park;
  private Actor nadia;
  private Actor samir;

  @BeforeAll
  void open() {
    park = new BookingPark(Instant.parse("2026-12-01T06:00:00Z"));
    nadia = park.person("nadia@example.org");
    samir = park.person("samir@example.org");
  }

  @AfterAll
  void close() {
    park.close();
  }

  @BeforeEach
  void comeAtNine() {
    for (String table :
        List.of("waitlist_entry", "claim", "access_right", "booking_event", "booking", "outbox")) {
      park.database().sql().run("delete from " + table);
    }
    park.clock.set(at(NINE));
  }

  @Test
  void whoWasThereAndIsAwayLongEnoughGivesBackTheRestAndWhoWaitsIsOfferedIt() {
    Space seat = park.space("p-05");
    UUID booking = bookedAndHere(seat);
    var wanted = request(seat, NINE.plusHours(3), ONE);
    assertThat(park.bookings.waitlist().join(samir, wanted))
        .isInstanceOf(Waitlist.Joined.Waits.class);
    sees(seat, true, Duration.ofMinutes(30));
    sees(seat, false, EndLeft.AWAY);
    assertThat(end(booking)).as("not a minute too early").isEqualTo(ONE);

    sees(seat, false, Duration.ofMinutes(1));
    LocalDateTime given = NINE.plusHours(2).plusMinutes(15);
    assertThat(end(booking)).isEqualTo(given);
    assertThat(ends("claim", booking)).isEqualTo(at(given));
    assertThat(ends("access_right", booking)).isEqualTo(at(given));
    assertThat(text("select status || promised_to from booking where id = $1", booking))
        .isEqualTo("confirmed2026-12-01 13:00:00");
    assertThat(text("select refund_centimes::text from booking where id = $1", booking))
        .as("half of 1 h 45 min of 4 h for 84.00")
        .isEqualTo("1837");
    assertThat(park.bookings.waitlist().of(samir))
        .singleElement()
        .extracting(WaitlistEntry::status)
        .isEqualTo(WaitlistEntry.Status.OFFERED);
    assertThat(told(booking)).containsExactly("booked", "ended_early");

    JsonObject evidence = endings(booking).getFirst().getJsonObject("seen");
    JsonObject seen = evidence.getJsonArray("sensors").getJsonObject(0);
    assertThat(seen.getLong("atom")).isEqualTo(seat.id());
    assertThat(seen.getString("presence")).isEqualTo("vacant");
    assertThat(Instant.parse(seen.getString("since"))).isEqualTo(at(NINE.plusMinutes(31)));
  }

  @Test
  void whoComesBackKeepsIt() {
    Space seat = park.space("p-06");
    UUID booking = bookedAndHere(seat);
    sees(seat, true, Duration.ofMinutes(30));
    sees(seat, false, EndLeft.AWAY.minusMinutes(5));
    sees(seat, true, Duration.ofMinutes(2));
    sees(seat, false, EndLeft.AWAY.minusMinutes(5));
    assertThat(end(booking)).isEqualTo(ONE);
    assertThat(endings(booking)).isEmpty();
  }

  @Test
  void aSensorThatFallsSilentProvesNothingAndCountsAnewWhenItSpeaksAgain() {
    Space seat = park.space("p-07");
    UUID booking = bookedAndHere(seat);
    sees(seat, true, Duration.ofMinutes(10));
    sees(seat, false, Duration.ofMinutes(60));
    pass(Duration.ofMinutes(60));
    assertThat(end(booking)).isEqualTo(ONE);
    sees(seat, false, EndLeft.AWAY.minusMinutes(5));
    assertThat(end(booking)).isEqualTo(ONE);
    assertThat(endings(booking)).isEmpty();
  }

  @Test
  void aSensorThatNeverSpeaksProvesNothing() {
    Space seat = park.space("p-08");
    UUID booking = bookedAndHere(seat);
    pass(Duration.ofMinutes(220));
    assertThat(end(booking)).isEqualTo(ONE);
    assertThat(endings(booking)).isEmpty();
  }

  @Test
  void ofTwoSensorsInARoomBothMustSeeNobody() {
    Space room = park.space("m-1");
    UUID booking = bookedAndHere(room);
    park.watch(room, SENSOR, "sensor-2");
    sees(room, true, Duration.ofMinutes(5));
    sees(room, false, EndLeft.AWAY.plusMinutes(30));
    assertThat(end(booking)).as("the other is silent").isEqualTo(ONE);

    for (int i = 0; i <= EndLeft.AWAY.toMinutes(); i++) {
      park.clock.pass(Duration.ofMinutes(1));
      park.hear(room, SENSOR, false);
      park.hear(room, "sensor-2", false);
      park.work();
    }
    assertThat(end(booking)).as("both see nobody").isBefore(ONE);
    assertThat(ends("claim", booking))
        .as("and the room is cleaned after it")
        .isEqualTo(at(end(booking)).plus(Duration.ofMinutes(10)));
  }

  @Test
  void whoCameButNeverSatDownHasNotLeft() {
    Space seat = park.space("p-09");
    park.watch(seat, SENSOR);
    sees(seat, false, Duration.ofMinutes(3));
    UUID booking = booked(seat);
    checkIn(booking);
    sees(seat, false, EndLeft.AWAY.plusMinutes(60));
    assertThat(end(booking)).isEqualTo(ONE);
    assertThat(endings(booking)).isEmpty();
  }

  @Test
  void whereTheRulesDoNotGiveBackNothingIsGivenBack() {
    Space hall = park.space("event");
    park.clock.set(at(NINE.minusDays(5)));
    UUID booking = booked(hall);
    park.database().sql().run("update booking set status = 'confirmed' where id = $1", booking);
    park.clock.set(at(NINE));
    checkIn(booking);
    park.watch(hall, SENSOR);
    sees(hall, true, Duration.ofMinutes(5));
    sees(hall, false, EndLeft.AWAY.plusMinutes(60));
    assertThat(end(booking)).isEqualTo(ONE);
    assertThat(endings(booking)).isEmpty();
  }

  private UUID bookedAndHere(Space space) {
    UUID booking = booked(space);
    park.watch(space, SENSOR);
    checkIn(booking);
    return booking;
  }

  private UUID booked(Space space) {
    Placed placed = park.bookings.place(nadia, request(space, NINE, ONE), Optional.empty());
    assertThat(placed).isInstanceOf(Placed.Booked.class);
    return UUID.fromString(((Placed.Booked) placed).answer().getString("id"));
  }

  private void checkIn(UUID booking) {
    assertThat(park.bookings.change().checkIn(nadia, booking)).isInstanceOf(Changed.Done.class);
  }

  /** The first sensor says so each minute, for so long. */
  private void sees(Space space, boolean occupied, Duration howLong) {
    for (int i = 0; i < howLong.toMinutes(); i++) {
      park.clock.pass(Duration.ofMinutes(1));
      park.hear(space, SENSOR, occupied);
      park.work();
    }
  }

  /** Nobody says anything. */
  private void pass(Duration howLong) {
    for (int i = 0; i < howLong.toMinutes(); i++) {
      park.clock.pass(Duration.ofMinutes(1));
      park.work();
    }
  }

  private static BookingRequest request(Space space, LocalDateTime from, LocalDateTime to) {
    return BookingRequest.of(space.reference(), from.toString(), to.toString());
  }

  private Instant at(LocalDateTime local) {
    return park.site.clock().firstInstant(local);
  }

  private LocalDateTime end(UUID booking) {
    return sql()
        .first(
            row -> row.getLocalDateTime(0), "select local_to from booking where id = $1", booking)
        .orElseThrow();
  }

  private Instant ends(String table, UUID booking) {
    return sql()
        .first(
            row -> Sql.instant(row, "ends_at"),
            "select ends_at from " + table + " where source_id = $1",
            booking)
        .orElseThrow();
  }

  private List<JsonObject> endings(UUID booking) {
    return sql()
        .list(
            row -> row.getJsonObject(0),
            "select content from booking_event where booking_id = $1 and kind = 'ended_early'",
            booking);
  }

  private List<String> told(UUID booking) {
    return sql()
        .list(
            row -> row.getString(0),
            "select content->>'event' from outbox where content->>'booking' = $1 order by id",
            booking.toString());
  }

  private String text(String query, UUID booking) {
    return sql().first(row -> row.getString(0), query, booking).orElseThrow();
  }

  private Sql sql() {
    return park.database().sql();
  }
}
