package mogador.desk;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.access.CredentialKey;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** What the desk looks up about people and doors. */
final class DeskStore {
  private static final int FOUND = 50;
  private static final int PASSAGES = 20;

  private DeskStore() {}

  /** Somebody found. */
  record Found(
      UUID id, String name, String email, List<String> companies, boolean suspended, int badges) {}

  /**
   * A right and where it comes from.
   *
   * @param reference of the booking or lease; of a right by hand, why it was given
   * @param givenBy who gave it by hand
   */
  record Shown(
      UUID id,
      String site,
      Optional<Long> space,
      Optional<String> door,
      TimeSlot during,
      Optional<String> schedule,
      String source,
      UUID sourceId,
      String reference,
      String givenBy) {}

  /** A presentation at a door, as its reader recorded it. */
  record Passed(
      String site,
      String device,
      String journal,
      long sequence,
      String door,
      boolean granted,
      String reason,
      String kind,
      Optional<UUID> person,
      Optional<String> personName,
      Instant at) {}

  private static final String PEOPLE =
      """
      select p.id, p.name, p.email, p.suspended,
        array(select c.name from membership m join company c on c.id = m.company_id
              where m.person_id = p.id order by c.name) as companies,
        (select count(*)::int from credential k
         where k.person_id = p.id and k.status = 'active' and k.kind in ('uid', 'card')) as badges
      from person p
      """;

  /** They had or have to do with a site. */
  private static final String OF_SITE =
      """
      (exists (select from access_right r where r.person_id = p.id and r.site_id = $2)
       or exists (select from access_right_past r where r.person_id = p.id and r.site_id = $2)
       or exists (select from booking b where b.person_id = p.id and b.site_id = $2))
      """;

  /**
   * People whose name, address or company has these words in it. Of others than the site's own
   * people one must know the whole address, unless all are to be seen.
   */
  static List<Found> search(Sql sql, String words, String site, boolean everyone) {
    String like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    return sql.list(
        DeskStore::found,
        PEOPLE
            + "where p.email = lower($1) or ((p.name ilike $3 or p.name_arabic ilike $3"
            + " or p.email ilike $3 or exists (select from membership m"
            + " join company c on c.id = m.company_id"
            + " where m.person_id = p.id and c.name ilike $3)) and ($4 or "
            + OF_SITE
            + ")) order by p.name, p.email limit "
            + FOUND,
        words,
        site,
        like,
        everyone);
  }

  /** Those of the site with rights that are not over, for when nothing is asked. */
  static List<Found> latest(Sql sql, String site, Instant now) {
    return sql.list(
        DeskStore::found,
        PEOPLE
            + "where exists (select from access_right r where r.person_id = p.id"
            + " and r.site_id = $1 and r.ends_at > $2) order by p.name, p.email limit "
            + FOUND,
        site,
        now);
  }

  static Optional<Found> person(Sql sql, UUID id) {
    return sql.first(DeskStore::found, PEOPLE + "where p.id = $1", id);
  }

  /** Whose credential it is, by any of these hashes. */
  static List<Found> byCredential(Sql sql, Collection<CredentialKey> keys) {
    return sql.list(
        DeskStore::found,
        PEOPLE
            + "where exists (select from credential k where k.person_id = p.id"
            + " and k.hash = any($1)) limit "
            + FOUND,
        (Object)
            keys.stream()
                .map(key -> io.vertx.core.buffer.Buffer.buffer(key.hash()))
                .toArray(io.vertx.core.buffer.Buffer[]::new));
  }

  /** The rights of a person that end after a moment, the next to begin first. */
  static List<Shown> rights(Sql sql, UUID person, Instant after) {
    return sql.list(
        DeskStore::shown,
        """
        select r.id, r.site_id, r.space_id, r.door_code, r.starts_at, r.ends_at, r.source, r.source_id,
          s.name as schedule, coalesce(b.reference, l.reference, h.reason, '') as reference,
          coalesce(nullif(g.name, ''), g.email, '') as given_by
        from access_right r
        left join schedule s on s.id = r.schedule_id
        left join booking b on r.source = 'booking' and b.id = r.source_id
        left join lease l on r.source = 'lease' and l.id = r.source_id
        left join hand_right h on r.source = 'hand' and h.id = r.source_id
        left join person g on g.id = h.given_by
        where r.person_id = $1 and r.ends_at > $2
        order by r.starts_at, r.ends_at, r.source_id, r.space_id limit 500\
        """,
        person,
        after);
  }

  /** What one person last presented at doors of these sites. */
  static List<Passed> passages(Sql sql, UUID person, Collection<String> sites) {
    return sql.list(
        DeskStore::passed,
        """
        select e.site_id, e.device_code, e.journal_id, e.sequence, e.kind, e.happened_at,
          e.content->>'door' as door, e.content->>'reason' as reason, e.person_id,
          e.content->'credential'->>'kind' as credential, null as name
        from journal_event e
        where e.person_id = $1 and e.site_id = any($2) and e.kind in ('granted', 'denied')
        order by e.happened_at desc, e.sequence desc limit $3\
        """,
        person,
        sites.toArray(String[]::new),
        PASSAGES);
  }

  /** Whom a door refused last. */
  static List<Passed> refusals(Sql sql, String site, String door) {
    return sql.list(
        DeskStore::passed,
        """
        select e.site_id, e.device_code, e.journal_id, e.sequence, e.kind, e.happened_at,
          e.content->>'door' as door, e.content->>'reason' as reason, e.person_id,
          e.content->'credential'->>'kind' as credential,
          coalesce(nullif(p.name, ''), p.email) as name
        from journal_event e left join person p on p.id = e.person_id
        where e.site_id = $1 and e.content->>'door' = $2 and e.kind = 'denied'
        order by e.happened_at desc, e.sequence desc limit $3\
        """,
        site,
        door,
        PASSAGES);
  }

  /** What to call these people. */
  static Map<UUID, String> names(Sql sql, Collection<UUID> persons) {
    Map<UUID, String> names = new HashMap<>();
    for (Row row :
        sql.run(
            "select id, coalesce(nullif(name, ''), email) as name from person where id = any($1)",
            (Object) persons.toArray(UUID[]::new))) {
      names.put(row.getUUID("id"), row.getString("name"));
    }
    return names;
  }

  private static Found found(Row row) {
    return new Found(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("email"),
        Arrays.asList(row.getArrayOfStrings("companies")),
        row.getBoolean("suspended"),
        row.getInteger("badges"));
  }

  private static Shown shown(Row row) {
    return new Shown(
        row.getUUID("id"),
        row.getString("site_id"),
        Optional.ofNullable(row.getLong("space_id")),
        Optional.ofNullable(row.getString("door_code")),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        Optional.ofNullable(row.getString("schedule")),
        row.getString("source"),
        row.getUUID("source_id"),
        row.getString("reference"),
        row.getString("given_by"));
  }

  private static Passed passed(Row row) {
    return new Passed(
        row.getString("site_id"),
        row.getString("device_code"),
        row.getString("journal_id"),
        row.getLong("sequence"),
        Optional.ofNullable(row.getString("door")).orElse(""),
        row.getString("kind").equals("granted"),
        Optional.ofNullable(row.getString("reason")).orElse(""),
        Optional.ofNullable(row.getString("credential")).orElse(""),
        Optional.ofNullable(row.getUUID("person_id")),
        Optional.ofNullable(row.getString("name")),
        Sql.instant(row, "happened_at"));
  }
}
