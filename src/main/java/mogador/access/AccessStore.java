package mogador.access;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;

/** Reads what decisions are made from. */
final class AccessStore {
  private static final int PAGE = 1_000;
  private static final UUID FIRST = new UUID(0, 0);

  private AccessStore() {}

  /** The next persons with a credential, by id. */
  static List<UUID> personsAfter(Sql sql, Optional<UUID> last) {
    return sql.list(
        row -> row.getUUID("id"),
        """
        select p.id from person p
        where p.id > $1 and exists (select from credential c where c.person_id = p.id)
        order by p.id limit $2\
        """,
        last.orElse(FIRST),
        PAGE);
  }

  /**
   * All about these persons; those without a credential are left out.
   *
   * @param endedAfter rights that ended before are left out
   * @param sites whose clock and holidays schedules go by
   */
  static List<PersonAccess> load(
      Sql sql,
      Collection<UUID> persons,
      Instant endedAfter,
      Function<String, Optional<Site>> sites) {
    UUID[] ids = persons.toArray(UUID[]::new);
    Map<UUID, List<AccessRight>> rights = rights(sql, ids, endedAfter, sites);
    Map<UUID, List<PersonAccess.Held>> credentials = credentials(sql, ids);
    List<PersonAccess> found = new ArrayList<>(ids.length);
    for (Row row : sql.run("select id, suspended from person where id = any($1)", (Object) ids)) {
      UUID id = row.getUUID("id");
      List<PersonAccess.Held> held = credentials.get(id);
      if (held == null) continue;
      found.add(
          new PersonAccess(
              id, row.getBoolean("suspended"), held, rights.getOrDefault(id, List.of())));
    }
    return found;
  }

  private static Map<UUID, List<AccessRight>> rights(
      Sql sql, UUID[] persons, Instant endedAfter, Function<String, Optional<Site>> sites) {
    Map<UUID, List<AccessRight>> byPerson = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select r.id, r.person_id, r.site_id, r.space_id, r.starts_at, r.ends_at, r.source,
              r.source_id, r.schedule_id, r.escorted, r.door_code, s.name as schedule_name, s.week, s.closed_on_holidays
            from access_right r left join schedule s on s.id = r.schedule_id
            where r.person_id = any($1) and r.ends_at > $2 order by r.id\
            """,
            persons,
            endedAfter)) {
      AccessRight right = right(row, sites);
      byPerson.computeIfAbsent(right.person(), p -> new ArrayList<>()).add(right);
    }
    return byPerson;
  }

  /** The rights of a person, at most 500, the last to end first. */
  static List<AccessRight> rightsOf(Sql sql, UUID person, Function<String, Optional<Site>> sites) {
    return sql.list(
        row -> right(row, sites),
        """
        select r.id, r.person_id, r.site_id, r.space_id, r.starts_at, r.ends_at, r.source,
          r.source_id, r.schedule_id, r.escorted, r.door_code, s.name as schedule_name, s.week, s.closed_on_holidays
        from access_right r left join schedule s on s.id = r.schedule_id
        where r.person_id = $1 order by r.ends_at desc, r.id limit 500\
        """,
        person);
  }

  private static Map<UUID, List<PersonAccess.Held>> credentials(Sql sql, UUID[] persons) {
    Map<UUID, List<PersonAccess.Held>> byPerson = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select person_id, kind, hash, status, expires_at from credential
            where person_id = any($1) order by id\
            """,
            (Object) persons)) {
      CredentialKind kind = CredentialKind.of(row.getString("kind")).orElseThrow();
      var held =
          new PersonAccess.Held(
              CredentialKey.of(kind, row.getBuffer("hash").getBytes()),
              CredentialStatus.of(row.getString("status")),
              Sql.optionalInstant(row, "expires_at"));
      byPerson.computeIfAbsent(row.getUUID("person_id"), p -> new ArrayList<>()).add(held);
    }
    return byPerson;
  }

  /** A row of access_right or of what it was, joined with its schedule. */
  static AccessRight right(Row row, Function<String, Optional<Site>> sites) {
    return new AccessRight(
        row.getUUID("id"),
        row.getUUID("person_id"),
        row.getString("site_id"),
        Optional.ofNullable(row.getLong("space_id")),
        Optional.ofNullable(row.getString("door_code")),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        ScheduleStore.ofRight(row, sites),
        row.getBoolean("escorted"),
        RightSource.of(row.getString("source")),
        row.getUUID("source_id"));
  }
}
