package mogador.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.audit.AuditLink.Personal;
import mogador.platform.Sql;

/** The chains in the database. */
final class AuditStore {
  private AuditStore() {}

  /** The head of a chain, held until the transaction ends. */
  static AuditHead lock(Sql sql, String site) {
    String head = "select number, hash from audit_head where site_id = $1 for update";
    return sql.first(AuditStore::head, head, site)
        .orElseGet(
            () -> {
              sql.run(
                  """
                  insert into audit_head (site_id, number, hash) values ($1, 0, $2)
                  on conflict do nothing
                  """,
                  site,
                  bytes(AuditHead.START.hash()));
              return sql.first(AuditStore::head, head, site).orElseThrow();
            });
  }

  static Optional<AuditHead> head(Sql sql, String site) {
    return sql.first(
        AuditStore::head, "select number, hash from audit_head where site_id = $1", site);
  }

  /** Writes links behind the head that is locked. */
  static void append(Sql sql, String site, AuditChain.Linked linked) {
    List<AuditLink> links = linked.links();
    List<Personal> personal = linked.personal();
    sql.send(
        """
        with entered as (
          insert into audit_entry (site_id, number, at, kind, subject, details, commitments, hash)
          select $1, number, at, kind, subject, details::json, commitments::json, hash
          from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
            $7::text[], $8::bytea[]) as e (number, at, kind, subject, details, commitments, hash)
        ), kept as (
          insert into audit_personal (site_id, number, at, field, salt, value)
          select $1, number, at, field, salt, value
          from unnest($9::bigint[], $10::timestamptz[], $11::text[], $12::bytea[], $13::text[])
            as p (number, at, field, salt, value)
        )
        update audit_head set number = $14, hash = $15 where site_id = $1
        """,
        site,
        links.stream().map(AuditLink::number).toArray(Long[]::new),
        links.stream().map(AuditLink::at).toArray(Instant[]::new),
        texts(links.stream().map(AuditLink::kind)),
        texts(links.stream().map(AuditLink::subject)),
        texts(links.stream().map(AuditLink::details)),
        texts(links.stream().map(AuditLink::commitments)),
        links.stream().map(link -> bytes(link.hash())).toArray(Buffer[]::new),
        personal.stream().map(Personal::number).toArray(Long[]::new),
        personal.stream().map(Personal::at).toArray(Instant[]::new),
        texts(personal.stream().map(Personal::field)),
        personal.stream().map(one -> bytes(one.salt())).toArray(Buffer[]::new),
        texts(personal.stream().map(Personal::value)),
        linked.head().number(),
        bytes(linked.head().hash()));
  }

  /** Every chain there is a trace of, one that lost its head too. */
  static List<String> sites(Sql sql) {
    return sql.list(
        row -> row.getString("site_id"),
        """
        with recursive entered (site_id) as (
          (select site_id from audit_entry order by site_id limit 1)
          union all
          select (select e.site_id from audit_entry e where e.site_id > s.site_id
                  order by e.site_id limit 1)
          from entered s where s.site_id is not null
        ), kept (site_id) as (
          (select site_id from audit_personal order by site_id limit 1)
          union all
          select (select p.site_id from audit_personal p where p.site_id > s.site_id
                  order by p.site_id limit 1)
          from kept s where s.site_id is not null
        )
        select site_id from audit_head union select site_id from audit_check
        union select site_id from entered where site_id is not null
        union select site_id from kept where site_id is not null
        order by 1
        """);
  }

  /** The links behind this number, so many at most, in order. */
  static List<AuditLink> page(Sql sql, String site, long after, int limit) {
    return sql.list(
        row ->
            new AuditLink(
                site,
                row.getLong("number"),
                Sql.instant(row, "at"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("details"),
                row.getString("commitments"),
                hex(row.getBuffer("hash"))),
        """
        select number, at, kind, subject, details::text, commitments::text, hash
        from audit_entry where site_id = $1 and number > $2 order by number limit $3
        """,
        site,
        after,
        limit);
  }

  /** The personal fields that are kept of the links behind one number and up to another. */
  static Map<Long, List<Personal>> personal(Sql sql, String site, long after, long through) {
    return sql
        .list(
            row ->
                new Personal(
                    row.getLong("number"),
                    Sql.instant(row, "at"),
                    row.getString("field"),
                    hex(row.getBuffer("salt")),
                    row.getString("value")),
            """
            select number, at, field, salt, value from audit_personal
            where site_id = $1 and number > $2 and number <= $3 order by number, field
            """,
            site,
            after,
            through)
        .stream()
        .collect(Collectors.groupingBy(Personal::number));
  }

  /** The number of a personal field that belongs to no entry of a chain that ends here. */
  static Optional<Long> stray(Sql sql, String site, long last) {
    return sql.first(
        row -> row.getLong("number"),
        """
        (select number from audit_personal where site_id = $1 and number < 1 limit 1)
        union all
        (select number from audit_personal where site_id = $1 and number > $2 limit 1)
        """,
        site,
        last);
  }

  private static AuditHead head(Row row) {
    return new AuditHead(row.getLong("number"), hex(row.getBuffer("hash")));
  }

  private static String[] texts(Stream<String> texts) {
    return texts.toArray(String[]::new);
  }

  private static Buffer bytes(String hex) {
    return Buffer.buffer(HexFormat.of().parseHex(hex));
  }

  private static String hex(Buffer bytes) {
    return HexFormat.of().formatHex(bytes.getBytes());
  }
}
