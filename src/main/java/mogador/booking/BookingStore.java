package mogador.booking;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;
import mogador.platform.Sql;

/** Bookings and the answers given for idempotency keys. */
final class BookingStore {
  private static final String COLUMNS =
      """
      id, reference, site_id, space_id, person_id, local_from, local_to, starts_at, ends_at,
      price_centimes, vat_centimes, vat_rate_bp, created_at, cancelled_at, checked_in_at
      """;

  private BookingStore() {}

  static void add(Sql sql, Booking booking, UUID bookedBy) {
    sql.send(
        """
        insert into booking (id, reference, site_id, space_id, person_id, booked_by, local_from,
            local_to, starts_at, ends_at, status, price_centimes, vat_centimes, vat_rate_bp,
            created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'confirmed', $11, $12, $13, $14)
        """,
        booking.id(),
        booking.reference(),
        booking.site(),
        booking.space(),
        booking.person(),
        bookedBy,
        booking.time().from(),
        booking.time().to(),
        booking.slot().start(),
        booking.slot().end(),
        booking.price().total().centimes(),
        booking.price().tax().centimes(),
        booking.price().vat().basisPoints(),
        booking.createdAt());
  }

  /** Whether a booking could not be added because its reference is another's. */
  static boolean isReferenceTaken(PgException e) {
    return "23505".equals(e.getSqlState()) && "booking_reference_key".equals(e.getConstraint());
  }

  static Optional<Booking> find(Sql sql, UUID id) {
    return sql.first(
        BookingStore::fromRow, "select " + COLUMNS + " from booking where id = $1", id);
  }

  /** The same, so that no one else changes it before this transaction ends. */
  static Optional<Booking> lock(Sql sql, UUID id) {
    return sql.first(
        BookingStore::fromRow, "select " + COLUMNS + " from booking where id = $1 for update", id);
  }

  static List<Booking> ofPerson(Sql sql, UUID person, Instant now, int limit) {
    return sql.list(
        BookingStore::fromRow,
        "select "
            + COLUMNS
            + """
             from booking where person_id = $1
            order by ends_at <= $2, abs(extract(epoch from starts_at - $2)), id limit $3
            """,
        person,
        now,
        limit);
  }

  static List<Booking> ofSite(Sql sql, String site, TimeSlot slot, int limit) {
    return sql.list(
        BookingStore::fromRow,
        "select "
            + COLUMNS
            + """
             from booking where site_id = $1 and status = 'confirmed'
              and starts_at < $3 and ends_at > $2 order by starts_at, id limit $4
            """,
        site,
        slot.start(),
        slot.end(),
        limit);
  }

  static void cancel(Sql sql, UUID id, Instant at) {
    sql.run("update booking set status = 'cancelled', cancelled_at = $2 where id = $1", id, at);
  }

  /** Notes the first time someone was let in for a booking of theirs at this site. */
  static int checkIn(Sql sql, String site, UUID person, Instant at) {
    return sql.update(
        """
        update booking set checked_in_at = $3
        where site_id = $1 and person_id = $2 and status = 'confirmed' and checked_in_at is null
          and starts_at - interval '15 minutes' <= $3 and ends_at > $3
        """,
        site,
        person,
        at);
  }

  /** The answer given for a key, and a hash of what was asked. */
  record Answered(Buffer requestHash, JsonObject answer) {}

  static Optional<Answered> answered(Sql sql, UUID person, String key) {
    return sql.first(
        row -> new Answered(row.getBuffer("request_hash"), row.getJsonObject("answer")),
        "select request_hash, answer from idempotency_key where person_id = $1 and key = $2",
        person,
        key);
  }

  /** Whether this was the first answer for the key. */
  static boolean answer(
      Sql sql, UUID person, String key, Buffer hash, UUID booking, JsonObject answer, Instant now) {
    return sql.update(
            """
            insert into idempotency_key
              (person_id, key, request_hash, booking_id, answer, created_at)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing
            """,
            person,
            key,
            hash,
            booking,
            answer,
            now)
        == 1;
  }

  private static Booking fromRow(Row row) {
    return new Booking(
        row.getUUID("id"),
        row.getString("reference"),
        row.getString("site_id"),
        row.getLong("space_id"),
        row.getUUID("person_id"),
        new BookedTime(
            row.getLocalDateTime("local_from"),
            row.getLocalDateTime("local_to"),
            new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"))),
        new Price(
            Money.ofCentimes(row.getLong("price_centimes")),
            Money.ofCentimes(row.getLong("vat_centimes")),
            new Vat(row.getInteger("vat_rate_bp"))),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "cancelled_at"),
        Sql.optionalInstant(row, "checked_in_at"));
  }
}
