package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;
import mogador.platform.Answers;
import mogador.platform.Sql;
import mogador.pricing.LineJson;
import mogador.sites.Space;
import org.jspecify.annotations.Nullable;

/** Bookings, as they are and what happened to them. */
final class BookingStore {
  private static final String COLUMNS =
      """
      id, reference, site_id, space_id, person_id, booked_by, company_id, local_from, local_to,
      starts_at, ends_at, price_centimes, vat_centimes, vat_rate_bp, status, sequence, created_at,
      decide_by, cancelled_at, checked_in_at, series_id, recurrence, party, purpose, attendees,
      refund_centimes, price_lines
      """;

  private static final String SELECT = "select " + COLUMNS + " from booking ";

  private BookingStore() {}

  /**
   * Adds a booking with its claims, the right to its doors when it is confirmed, the mail about it,
   * and the answer to its request: all of it or nothing, in one statement. It fails when another
   * claim is in the way (see {@link mogador.claims.Claims#isOverlap}), when the reference is
   * another's, and when the same key was answered meanwhile.
   *
   * @param claimed the slot, and the buffer after it
   */
  static void place(
      Sql sql, Booking booking, Space space, TimeSlot claimed, Optional<Answers.Answer> answer) {
    JsonObject news = BookingNews.of(booking, BookingNews.placed(booking.status()));
    place(sql::run, booking, space, claimed, Optional.of(news), answer);
  }

  /**
   * The same as a part of a greater whole, within its transaction: without waiting, without a mail
   * and without an answer of its own.
   */
  static void placeAmongOthers(Sql sql, Booking booking, Space space, TimeSlot claimed) {
    place(sql::send, booking, space, claimed, Optional.empty(), Optional.empty());
  }

  private interface Way {
    void run(String sql, @Nullable Object... arguments);
  }

  private static void place(
      Way way,
      Booking booking,
      Space space,
      TimeSlot claimed,
      Optional<JsonObject> news,
      Optional<Answers.Answer> answer) {
    way.run(
        """
        with booked as (
          insert into booking (id, reference, site_id, space_id, person_id, booked_by, company_id,
            local_from, local_to, starts_at, ends_at, price_centimes, vat_centimes, vat_rate_bp,
            status, created_at, decide_by, series_id, recurrence, party, purpose, attendees,
            price_lines)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $31)
        ), opened as (
          insert into access_right (id, person_id, site_id, space_id, starts_at, ends_at, source,
            source_id)
          select $23, $5, $3, $4, $24, $11, 'booking', $1 where $15::text = 'confirmed'
        ), told as (
          insert into outbox (kind, content, created_at, due_at)
          select 'booking_mail', $25::jsonb, $16, $16 where $25::jsonb is not null
        ), answered as (
          insert into idempotency_key (person_id, key, request_hash, booking_id, answer, created_at)
          select $6, $28::text, $29, $1, $30, $16 where $28::text is not null
        )
        select keep_claims('booking', $1, $4, $26, $10, $27)
        """,
        booking.id(),
        booking.reference(),
        booking.site(),
        booking.space(),
        booking.person(),
        booking.parties().bookedBy(),
        booking.parties().company(),
        booking.time().from(),
        booking.time().to(),
        booking.slot().start(),
        booking.slot().end(),
        booking.price().total().centimes(),
        booking.price().tax().centimes(),
        booking.price().vat().basisPoints(),
        booking.status().code(),
        booking.createdAt(),
        booking.decideBy(),
        booking.occurrence().map(Booking.Occurrence::series),
        booking.occurrence().map(Booking.Occurrence::recurrence),
        booking.party(),
        booking.purpose(),
        booking.attendees(),
        UUID.randomUUID(),
        booking.slot().start().minus(AccessRight.BEFORE_BOOKING),
        news,
        space.atoms().toArray(Long[]::new),
        claimed.end(),
        answer.map(Answers.Answer::key),
        answer.map(Answers.Answer::requestHash),
        answer.map(Answers.Answer::json),
        LineJson.write(booking.price().lines()));
  }

  /** Whether a booking could not be added because its reference is another's. */
  static boolean isReferenceTaken(PgException e) {
    return "23505".equals(e.getSqlState()) && "booking_reference_key".equals(e.getConstraint());
  }

  static Optional<Booking> find(Sql sql, UUID id) {
    return sql.first(BookingStore::fromRow, SELECT + "where id = $1", id);
  }

  /** The same, so that no one else changes it before this transaction ends. */
  static Optional<Booking> lock(Sql sql, UUID id) {
    return sql.first(BookingStore::fromRow, SELECT + "where id = $1 for update", id);
  }

  /** These, soonest first. */
  static List<Booking> all(Sql sql, List<UUID> ids) {
    return sql.list(
        BookingStore::fromRow,
        SELECT + "where id = any($1) order by starts_at, id",
        (Object) ids.toArray(UUID[]::new));
  }

  /** The same, locked. */
  static List<Booking> lockAll(Sql sql, List<UUID> ids) {
    return sql.list(
        BookingStore::fromRow,
        SELECT + "where id = any($1) order by id for update",
        (Object) ids.toArray(UUID[]::new));
  }

  static List<Booking> ofPerson(Sql sql, UUID person, Instant now, int limit) {
    return sql.list(
        BookingStore::fromRow,
        SELECT
            + """
            where person_id = $1
            order by ends_at <= $2, abs(extract(epoch from starts_at - $2)), id limit $3
            """,
        person,
        now,
        limit);
  }

  /** What else stands for the same person while a booking lasts. */
  static List<Booking> alsoThen(Sql sql, Booking booking, int limit) {
    return sql.list(
        BookingStore::fromRow,
        "select "
            + COLUMNS
            + """
             from booking where person_id = $1 and starts_at < $3 and ends_at > $2 and id <> $4
              and status in ('held', 'offered', 'requested', 'confirmed')
            order by starts_at, id limit $5
            """,
        booking.person(),
        booking.slot().start(),
        booking.slot().end(),
        booking.id(),
        limit);
  }

  /** Locks what stands of a person's and begins on these local days, after now. */
  static List<Booking> lockOfPerson(
      Sql sql,
      UUID person,
      LocalDate from,
      LocalDate to,
      Optional<String> site,
      Instant now,
      int limit) {
    return sql.list(
        BookingStore::fromRow,
        SELECT
            + """
            where person_id = $1 and status in ('held', 'offered', 'requested', 'confirmed')
              and local_from >= $2 and local_from < $3 and starts_at > $4
              and ($5::text is null or site_id = $5::text)
            order by id limit $6 for update
            """,
        person,
        from.atStartOfDay(),
        to.plusDays(1).atStartOfDay(),
        now,
        site,
        limit);
  }

  static List<Booking> ofSite(Sql sql, String site, TimeSlot slot, int limit) {
    return sql.list(
        BookingStore::fromRow,
        SELECT
            + """
            where site_id = $1 and status = 'confirmed'
              and starts_at < $3 and ends_at > $2 order by starts_at, id limit $4
            """,
        site,
        slot.start(),
        slot.end(),
        limit);
  }

  /** What waits for a manager's word at a site, the soonest first. */
  static List<Booking> requested(Sql sql, String site, Instant now, int limit) {
    return sql.list(
        BookingStore::fromRow,
        SELECT
            + """
            where site_id = $1 and status = 'requested' and ends_at > $2
            order by starts_at, id limit $3
            """,
        site,
        now,
        limit);
  }

  /** Confirmed ones whose time is now and whose holder was not seen. */
  static List<Booking> expected(Sql sql, Instant now, int limit) {
    return sql.list(
        BookingStore::fromRow,
        SELECT
            + """
            where status = 'confirmed' and checked_in_at is null
              and starts_at <= $1 and starts_at > $1 - interval '32 days' and ends_at > $1
            order by starts_at, id limit $2
            """,
        now,
        limit);
  }

  /** Confirmed ones whose time is now and whose holder came. */
  static List<Booking> present(Sql sql, Instant now, int limit) {
    return sql.list(
        BookingStore::fromRow,
        SELECT
            + """
            where status = 'confirmed' and checked_in_at is not null
              and starts_at <= $1 and starts_at > $1 - interval '32 days' and ends_at > $1
            order by starts_at, id limit $2
            """,
        now,
        limit);
  }

  static List<Booking> ofParty(Sql sql, UUID party) {
    return sql.list(BookingStore::fromRow, SELECT + "where party = $1 order by id", party);
  }

  /** The same, locked. */
  static List<Booking> lockParty(Sql sql, UUID party) {
    return sql.list(
        BookingStore::fromRow, SELECT + "where party = $1 order by id for update", party);
  }

  static List<Booking> ofSeries(Sql sql, UUID series) {
    return sql.list(
        BookingStore::fromRow, SELECT + "where series_id = $1 order by recurrence, id", series);
  }

  /** Writes what may change in a booking's life; the row is locked by this transaction. */
  static void save(Sql sql, Booking booking) {
    sql.send(
        """
        update booking set space_id = $2, local_from = $3, local_to = $4, starts_at = $5,
          ends_at = $6, price_centimes = $7, vat_centimes = $8, vat_rate_bp = $9, status = $10,
          sequence = $11, decide_by = $12, cancelled_at = $13, checked_in_at = $14, purpose = $15,
          attendees = $16, refund_centimes = $17, price_lines = $18
        where id = $1
        """,
        booking.id(),
        booking.space(),
        booking.time().from(),
        booking.time().to(),
        booking.slot().start(),
        booking.slot().end(),
        booking.price().total().centimes(),
        booking.price().tax().centimes(),
        booking.price().vat().basisPoints(),
        booking.status().code(),
        booking.sequence(),
        booking.decideBy(),
        booking.endedAt(),
        booking.checkedInAt(),
        booking.purpose(),
        booking.attendees(),
        booking.refund().centimes(),
        LineJson.write(booking.price().lines()));
  }

  /** Remembers until when it was booked before it was given back early. */
  static void keepPromise(Sql sql, Booking before) {
    sql.send(
        "update booking set promised_to = coalesce(promised_to, $2) where id = $1",
        before.id(),
        before.time().to());
  }

  /** Adds to a booking's history. */
  static void note(
      Sql sql, UUID booking, String kind, Optional<UUID> by, JsonObject content, Instant at) {
    sql.send(
        """
        insert into booking_event (booking_id, kind, happened_at, person_id, content)
        values ($1, $2, $3, $4, $5)
        """,
        booking,
        kind,
        at,
        by,
        content);
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

  private static Booking fromRow(Row row) {
    return new Booking(
        row.getUUID("id"),
        row.getString("reference"),
        row.getString("site_id"),
        row.getLong("space_id"),
        new Booking.Parties(
            row.getUUID("person_id"),
            row.getUUID("booked_by"),
            Optional.ofNullable(row.getUUID("company_id"))),
        new BookedTime(
            row.getLocalDateTime("local_from"),
            row.getLocalDateTime("local_to"),
            new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"))),
        new Price(
            Money.ofCentimes(row.getLong("price_centimes")),
            Money.ofCentimes(row.getLong("vat_centimes")),
            new Vat(row.getInteger("vat_rate_bp")),
            LineJson.read(row.getJsonArray("price_lines"))),
        BookingStatus.of(row.getString("status")),
        row.getInteger("sequence"),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "decide_by"),
        Sql.optionalInstant(row, "cancelled_at"),
        Sql.optionalInstant(row, "checked_in_at"),
        Optional.ofNullable(row.getUUID("series_id"))
            .map(series -> new Booking.Occurrence(series, row.getLocalDateTime("recurrence"))),
        Optional.ofNullable(row.getUUID("party")),
        row.getString("purpose"),
        row.getInteger("attendees"),
        Money.ofCentimes(row.getLong("refund_centimes")));
  }
}
