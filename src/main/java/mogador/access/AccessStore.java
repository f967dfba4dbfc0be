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
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

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
   */
  static List<PersonAccess> load(Sql sql, Collection<UUID> persons, Instant endedAfter) {
    UUID[] ids = persons.toArray(UUID[]::new);
    Map<UUID, List<AccessRight>> rights = rights(sql, ids, endedAfter);
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

  private static Map<UUID, List<AccessRight>> rights(Sql sql, UUID[] persons, Instant endedAfter) {
    Map<UUID, List<AccessRight>> byPerson = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select id, person_id, site_id, space_id, starts_at, ends_at, source, source_id
            from access_right where person_id = any($1) and ends_at > $2 order by id\
            """,
            persons,
            endedAfter)) {
      AccessRight right = right(row);
      byPerson.computeIfAbsent(right.person(), p -> new ArrayList<>()).add(right);
    }
    return byPerson;
  }

  private static Map<UUID, List<PersonAccess.Held>> credentials(Sql sql, UUID[] persons) {
    Map<UUID, List<PersonAccess.Held>> byPerson = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select person_id, kind, hash, status from credential
            where person_id = any($1) order by id\
            """,
            (Object) persons)) {
      CredentialKind kind = CredentialKind.of(row.getString("kind")).orElseThrow();
      var held =
          new PersonAccess.Held(
              CredentialKey.of(kind, row.getBuffer("hash").getBytes()),
              CredentialStatus.of(row.getString("status")));
      byPerson.computeIfAbsent(row.getUUID("person_id"), p -> new ArrayList<>()).add(held);
    }
    return byPerson;
  }

  private static AccessRight right(Row row) {
    return new AccessRight(
        row.getUUID("id"),
        row.getUUID("person_id"),
        row.getString("site_id"),
        Optional.ofNullable(row.getLong("space_id")),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        RightSource.of(row.getString("source")),
        row.getUUID("source_id"));
  }
}
