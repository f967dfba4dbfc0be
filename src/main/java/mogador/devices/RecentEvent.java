package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;

/**
 * An event of a journal, for people to read.
 *
 * @param kind as in the device protocol, e.g. {@code granted}
 * @param door its code; empty for what concerns no door
 * @param reason of a decision, else empty
 * @param action what was ordered, of an order that was carried out
 * @param personName as it was when read; empty when nobody is known
 * @param happenedAt as estimated by the server
 */
public record RecentEvent(
    String site,
    String device,
    String journal,
    long sequence,
    String kind,
    Optional<String> door,
    Optional<String> reason,
    Optional<String> action,
    Optional<UUID> person,
    Optional<String> personName,
    Instant happenedAt) {
  private static final List<String> NOT_AT_DOORS = List.of("power", "clock_set", "list_applied");

  /** The latest events of a site, newest first, at most 500. */
  public static List<RecentEvent> of(Sql sql, String site, int limit) {
    return latest(sql, site, limit, List.of());
  }

  /** The same, of what happened at doors: not that a device was started. */
  static List<RecentEvent> atDoors(Sql sql, String site, int limit) {
    return latest(sql, site, limit, NOT_AT_DOORS);
  }

  boolean isAtDoor() {
    return !NOT_AT_DOORS.contains(kind);
  }

  private static List<RecentEvent> latest(Sql sql, String site, int limit, List<String> without) {
    return sql.list(
        RecentEvent::fromRow,
        """
        select e.site_id, e.device_code, e.journal_id, e.sequence, e.kind, e.content->>'door' as door,
          e.content->>'reason' as reason, e.content->>'action' as action, e.person_id, coalesce(nullif(p.name, ''), p.email) as name,
          e.happened_at
        from journal_event e left join person p on p.id = e.person_id
        where e.site_id = $1 and e.kind <> all($3)
        order by e.happened_at desc, e.device_code, e.sequence desc limit $2\
        """,
        site,
        Math.clamp(limit, 1, 500),
        without.toArray(String[]::new));
  }

  static RecentEvent of(JournalEvent event, Map<UUID, String> names) {
    JournalEvent.Journal journal = event.key().journal();
    return new RecentEvent(
        journal.device().site(),
        journal.device().code(),
        journal.id(),
        event.key().sequence(),
        event.kind(),
        event.field("door"),
        event.field("reason"),
        event.field("action"),
        event.person(),
        event.person().map(names::get),
        event.time().at());
  }

  private static RecentEvent fromRow(Row row) {
    return new RecentEvent(
        row.getString("site_id"),
        row.getString("device_code"),
        row.getString("journal_id"),
        row.getLong("sequence"),
        row.getString("kind"),
        Optional.ofNullable(row.getString("door")),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getString("action")),
        Optional.ofNullable(row.getUUID("person_id")),
        Optional.ofNullable(row.getString("name")),
        Sql.instant(row, "happened_at"));
  }
}
