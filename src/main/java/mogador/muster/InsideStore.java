package mogador.muster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mogador.platform.Sql;

/** What the database knows of who came and went. */
final class InsideStore {
  /** A door's contact follows what was granted within so many events of its journal. */
  private static final int FOLLOWS = 12;

  private InsideStore() {}

  /** How each person was last let in at each door of a site, and whether the door opened. */
  static List<Sign.LetIn> letIn(Sql sql, String site, Instant after, Set<String> innerReaders) {
    return sql.list(
        row ->
            new Sign.LetIn(
                row.getUUID("person_id"),
                row.getString("door"),
                row.getBoolean("opened"),
                Sql.instant(row, "happened_at")),
        """
        select distinct on (person_id, door, opened) person_id, door, opened, happened_at from (
          select e.person_id, coalesce(e.content->>'door', '') as door, e.happened_at,
            exists (select from journal_event o
              where o.site_id = e.site_id and o.device_code = e.device_code
                and o.journal_id = e.journal_id and o.kind = 'door_opened'
                and o.sequence > e.sequence and o.sequence <= e.sequence + $3
                and o.content->>'request' = e.content->>'request') as opened
          from journal_event e
          where e.site_id = $1 and e.happened_at > $2 and e.kind = 'granted'
            and e.person_id is not null and e.device_code <> all($4)) granted
        order by person_id, door, opened, happened_at desc
        """,
        site,
        after,
        FOLLOWS,
        innerReaders.toArray(String[]::new));
  }

  /** Who was let in at a door at one of these instants. */
  static List<Sign.LetIn> letInAt(Sql sql, String site, Collection<Instant> instants) {
    return sql.list(
        row ->
            new Sign.LetIn(
                row.getUUID("person_id"),
                row.getString("door"),
                false,
                Sql.instant(row, "happened_at")),
        """
        select person_id, coalesce(content->>'door', '') as door, happened_at from journal_event
        where site_id = $1 and happened_at = any($2) and kind = 'granted' and person_id is not null
        """,
        site,
        instants.toArray(Instant[]::new));
  }

  /** Who went out by these readers, which are at the doors to the street: their door opened. */
  static List<Sign> wentOut(Sql sql, String site, Instant after, Set<String> readers) {
    return sql.list(
        row -> new Sign.Left(row.getUUID("person_id"), Sql.instant(row, "left_at")),
        """
        select e.person_id, max(e.happened_at) as left_at from journal_event e
        where e.site_id = $1 and e.happened_at > $2 and e.kind = 'granted'
          and e.person_id is not null and e.device_code = any($4)
          and exists (select from journal_event o
            where o.site_id = e.site_id and o.device_code = e.device_code
              and o.journal_id = e.journal_id and o.kind = 'door_opened'
              and o.sequence > e.sequence and o.sequence <= e.sequence + $3
              and o.content->>'request' = e.content->>'request')
        group by e.person_id
        """,
        site,
        after,
        FOLLOWS,
        readers.toArray(String[]::new));
  }

  /** Who was said to have left. */
  static List<Sign> left(Sql sql, String site, Instant after) {
    return sql.list(
        row -> new Sign.Left(row.getUUID("person_id"), Sql.instant(row, "left_at")),
        """
        select person_id, max(left_at) as left_at from departure
        where site_id = $1 and left_at > $2 group by person_id
        """,
        site,
        after);
  }

  /** Of these people those who have any right to the site now. */
  static Set<UUID> entitled(Sql sql, String site, Collection<UUID> people, Instant now) {
    return Set.copyOf(
        sql.list(
            row -> row.getUUID("person_id"),
            """
            select distinct person_id from access_right
            where person_id = any($1) and site_id = $2 and starts_at <= $3 and ends_at > $3
            """,
            people.toArray(UUID[]::new),
            site,
            now));
  }

  /** What somebody is called, and where they work. */
  record Who(String name, String company) {}

  static Map<UUID, Who> who(Sql sql, Collection<UUID> people) {
    Map<UUID, Who> known = new HashMap<>();
    if (people.isEmpty()) return known;
    sql.run(
            """
            select p.id, coalesce(nullif(p.name, ''), p.email) as name,
              coalesce((select string_agg(c.name, ', ' order by c.name) from membership m
                join company c on c.id = m.company_id where m.person_id = p.id), '') as company
            from person p where p.id = any($1)
            """,
            (Object) new ArrayList<>(people).toArray(UUID[]::new))
        .forEach(
            row ->
                known.put(
                    row.getUUID("id"), new Who(row.getString("name"), row.getString("company"))));
    return known;
  }

  static void noteLeft(Sql sql, String site, UUID person, UUID notedBy, Instant now) {
    sql.run(
        """
        insert into departure (site_id, person_id, left_at, noted_by) values ($1, $2, $3, $4)
        on conflict do nothing
        """,
        site,
        person,
        now,
        notedBy);
  }
}
