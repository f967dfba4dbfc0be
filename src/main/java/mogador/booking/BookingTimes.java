package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Outbox;
import mogador.platform.Sql;
import mogador.sites.Site;

/** The instants of bookings and of those who wait follow their local times. */
final class BookingTimes implements DerivedTimes {
  @Override
  public List<Derived> notOver(Sql sql, Site site, Instant now) {
    SiteZone zone = site.clock();
    return sql.list(
        row -> {
          var was = new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"));
          return new Derived(
              row.getUUID("id"),
              row.getString("reference"),
              was,
              DerivedSlot.read(
                  zone, row.getLocalDateTime("local_from"), row.getLocalDateTime("local_to"), was),
              Sql.instant(row, "created_at"));
        },
        """
        select id, reference, local_from, local_to, starts_at, ends_at, created_at from booking
        where site_id = $1 and status in ('held', 'offered', 'requested', 'confirmed')
          and (ends_at > $2 or local_to > $3)
        order by id for update
        """,
        site.id(),
        now,
        zone.localAt(now));
  }

  @Override
  public void move(Sql sql, Derived booking, TimeSlot to, Instant now) {
    sql.send(
        "update booking set starts_at = $2, ends_at = $3, sequence = sequence + 1 where id = $1",
        booking.id(),
        to.start(),
        to.end());
    Rights.move(
        sql,
        RightSource.BOOKING,
        booking.id(),
        new TimeSlot(to.start().minus(AccessRight.BEFORE_BOOKING), to.end()));
    JsonObject content =
        instants(booking)
            .put("starts_at", to.start().toString())
            .put("ends_at", to.end().toString());
    BookingStore.note(sql, booking.id(), "rederived", Optional.empty(), content, now);
  }

  /** Calendars keep the rules of the zone they were sent with: they need the entry anew. */
  @Override
  public void tell(Sql sql, List<UUID> moved, Instant now) {
    UUID[] ids = moved.toArray(UUID[]::new);
    sql.list(
            row -> new Told(row.getUUID("id"), row.getInteger("sequence")),
            """
            select id, sequence from booking
            where id = any($1) and series_id is null and status in ('requested', 'confirmed')
            order by id
            """,
            (Object) ids)
        .forEach(
            booking ->
                Outbox.add(
                    sql,
                    BookingNews.KIND,
                    BookingNews.of(booking.id(), "rederived", booking.sequence()),
                    now));
    sql.list(
            row -> new Told(row.getUUID("id"), row.getInteger("sequence")),
            """
            update series set sequence = sequence + 1
            where id in (select series_id from booking where id = any($1))
            returning id, sequence
            """,
            (Object) ids)
        .forEach(series -> SeriesStore.tell(sql, series.id(), "rederived", series.sequence(), now));
  }

  private record Told(UUID id, int sequence) {}

  @Override
  public void stay(Sql sql, Derived booking, String why, Instant now) {
    JsonObject content = instants(booking).put("why", why);
    BookingStore.note(sql, booking.id(), "not_rederived", Optional.empty(), content, now);
  }

  private static JsonObject instants(Derived booking) {
    return new JsonObject()
        .put("was_starts_at", booking.was().start().toString())
        .put("was_ends_at", booking.was().end().toString())
        .put("zone_data", SiteZone.dataVersion());
  }

  private record Waits(UUID id, TimeSlot was, DerivedSlot.Meaning is) {}

  /** Those who wait hold nothing: their times just follow. */
  static int moveWaiting(Sql sql, Site site, Instant now) {
    SiteZone zone = site.clock();
    List<Waits> waiting =
        sql.list(
            row -> {
              var was = new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"));
              return new Waits(
                  row.getUUID("id"),
                  was,
                  DerivedSlot.read(
                      zone,
                      row.getLocalDateTime("local_from"),
                      row.getLocalDateTime("local_to"),
                      was));
            },
            """
            select id, local_from, local_to, starts_at, ends_at from waitlist_entry
            where site_id = $1 and status in ('waiting', 'offered')
              and (ends_at > $2 or local_to > $3)
            order by id for update
            """,
            site.id(),
            now,
            zone.localAt(now));
    int moved = 0;
    for (Waits entry : waiting) {
      if (!(entry.is() instanceof DerivedSlot.Meaning.Slot(TimeSlot to))) continue;
      if (to.equals(entry.was())) continue;
      moved++;
      sql.send(
          "update waitlist_entry set starts_at = $2, ends_at = $3 where id = $1",
          entry.id(),
          to.start(),
          to.end());
    }
    return moved;
  }
}
