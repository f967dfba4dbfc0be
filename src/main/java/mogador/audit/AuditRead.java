package mogador.audit;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import mogador.audit.AuditTrail.Query;
import mogador.platform.Sql;

/** Entries for people to read. */
final class AuditRead {
  private static final int MOST = 500;

  private AuditRead() {}

  static List<AuditRecord> read(Sql sql, Query query) {
    var where = new ArrayList<String>(List.of("site_id = $1", "number < $2"));
    var arguments = new ArrayList<Object>();
    arguments.add(query.site());
    arguments.add(query.before().orElse(Long.MAX_VALUE));
    arguments.add(Math.clamp(query.limit(), 1, MOST));
    query
        .group()
        .ifPresent(
            group -> {
              arguments.add(group.kinds().toArray(String[]::new));
              where.add("kind = any($" + arguments.size() + ")");
              // As the index of the rare kinds is made.
              if (group != AuditKind.Group.EVENTS) where.add("kind <> 'event'");
            });
    query
        .from()
        .ifPresent(
            from -> {
              arguments.add(from);
              where.add("at >= $" + arguments.size());
            });
    query
        .to()
        .ifPresent(
            to -> {
              arguments.add(to);
              where.add("at < $" + arguments.size());
            });
    return sql.list(
        AuditRead::fromRow,
        """
        select e.number, e.at, e.kind, e.subject, e.details::text as details,
          e.commitments::text as commitments, encode(e.hash, 'hex') as hash,
          (select jsonb_object_agg(p.field, p.value) from audit_personal p
           where p.site_id = e.site_id and p.number = e.number) as personal
        from (
          select * from audit_entry where %s order by number desc limit $3
        ) e order by e.number desc
        """
            .formatted(String.join(" and ", where)),
        arguments.toArray());
  }

  private static AuditRecord fromRow(Row row) {
    var kept = Optional.ofNullable(row.getJsonObject("personal")).orElseGet(JsonObject::new);
    var personal = new TreeMap<String, Optional<String>>();
    new JsonObject(row.getString("commitments"))
        .fieldNames()
        .forEach(field -> personal.put(field, Optional.ofNullable(kept.getString(field))));
    return new AuditRecord(
        row.getLong("number"),
        Sql.instant(row, "at"),
        row.getString("kind"),
        row.getString("subject"),
        new JsonObject(row.getString("details")),
        personal,
        row.getString("hash"));
  }
}
