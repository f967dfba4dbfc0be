package mogador.calendars;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Outbox;
import mogador.sites.Network;
import mogador.sites.Space;

/** Rows as booking writes them, without the rules of booking. */
final class Rows {
  private final Database database;
  private final Network network;

  Rows(Database database, Network network) {
    this.database = database;
    this.network = network;
  }

  UUID person(String email, String name, Language language) {
    UUID id = Ids.next(Samples.STAMP);
    database
        .sql()
        .run(
            "insert into person (id, email, name, language, created_at) values ($1,$2,$3,$4,$5)",
            id,
            email,
            name,
            language.code(),
            Samples.STAMP);
    return id;
  }

  UUID booking(UUID holder, String space, String from, String to) {
    return add(
        holder,
        space,
        LocalDateTime.parse(from),
        LocalDateTime.parse(to),
        Optional.empty(),
        Optional.empty());
  }

  UUID occurrence(UUID series, UUID holder, String space, LocalDateTime from, Duration length) {
    return add(holder, space, from, from.plus(length), Optional.of(series), Optional.of(from));
  }

  private UUID add(
      UUID holder,
      String code,
      LocalDateTime from,
      LocalDateTime to,
      Optional<UUID> series,
      Optional<LocalDateTime> recurrence) {
    UUID id = Ids.next(Samples.STAMP);
    Space space = Samples.space(network, "essaouira", code);
    SiteZone zone = network.site("essaouira").orElseThrow().clock();
    database
        .sql()
        .run(
            """
            insert into booking (id, reference, site_id, space_id, person_id, booked_by, local_from,
              local_to, starts_at, ends_at, status, price_centimes, vat_centimes, vat_rate_bp,
              created_at, series_id, recurrence)
            values ($1,$2,'essaouira',$3,$4,$4,$5,$6,$7,$8,'confirmed',9600,1600,2000,$9,$10,$11)
            """,
            id,
            "ESS-" + Ids.readable(6),
            space.id(),
            holder,
            from,
            to,
            zone.firstInstant(from),
            zone.firstInstant(to),
            Samples.STAMP,
            series,
            recurrence);
    return id;
  }

  UUID series(UUID holder, String code, String rule, String from, String to) {
    UUID id = Ids.next(Samples.STAMP);
    boolean hasPattern =
        database
            .sql()
            .first(
                row -> true,
                """
                select 1 from information_schema.columns
                where table_name = 'series' and column_name = 'pattern'
                """)
            .orElse(false);
    database
        .sql()
        .run(
            """
            insert into series (id, person_id, booked_by, site_id, space_id, rule, local_from,
              local_to, created_at%s)
            values ($1,$2,$2,'essaouira',$3,$4,$5,$6,$7%s)
            """
                .formatted(hasPattern ? ", pattern" : "", hasPattern ? ", '[]'::jsonb" : ""),
            id,
            holder,
            Samples.space(network, "essaouira", code).id(),
            rule,
            LocalDateTime.parse(from),
            LocalDateTime.parse(to),
            Samples.STAMP);
    return id;
  }

  void status(UUID booking, String status) {
    boolean undecided = status.equals("held") || status.equals("offered");
    Optional<Instant> until =
        undecided ? Optional.of(Samples.STAMP.plusSeconds(900)) : Optional.empty();
    database
        .sql()
        .run(
            "update booking set status = $2, decide_by = $3 where id = $1", booking, status, until);
  }

  void cancel(UUID booking) {
    database
        .sql()
        .run(
            """
            update booking set status = 'cancelled', sequence = sequence + 1, cancelled_at = $2
            where id = $1
            """,
            booking,
            Samples.STAMP.plusSeconds(60));
  }

  void cancelSeries(UUID series) {
    database
        .sql()
        .run("update booking set status = 'cancelled', sequence = 1 where series_id = $1", series);
    database.sql().run("update series set sequence = 1 where id = $1", series);
  }

  void news(UUID booking, String event, int sequence) {
    database.inTransaction(
        sql -> {
          Outbox.add(sql, "booking_mail", newsOf(booking, event, sequence), Samples.STAMP);
          return booking;
        });
  }

  static JsonObject newsOf(UUID booking, String event, int sequence) {
    return new JsonObject()
        .put("booking", booking.toString())
        .put("event", event)
        .put("sequence", sequence);
  }

  static JsonObject newsOfSeries(UUID series, String event, int sequence) {
    return new JsonObject()
        .put("series", series.toString())
        .put("event", event)
        .put("sequence", sequence);
  }
}
