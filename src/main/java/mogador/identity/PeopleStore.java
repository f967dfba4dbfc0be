package mogador.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import mogador.kernel.Language;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** People, their roles, and the secrets they prove themselves by. */
final class PeopleStore {
  private static final String ACTOR =
      """
      select p.id, p.email, p.name, p.language, p.suspended,
             array(select coalesce(r.site_id, '*') from staff_role r
                   where r.person_id = p.id and r.role = 'manager') as managed,
             array(select m.company_id from membership m where m.person_id = p.id) as companies
      """;

  private PeopleStore() {}

  static Optional<Person> byEmail(Sql sql, Email email) {
    return sql.first(
        PeopleStore::fromRow,
        "select id, email, name, language, suspended from person where email = $1",
        email.address());
  }

  static Optional<Person> byId(Sql sql, UUID id) {
    return sql.first(
        PeopleStore::fromRow,
        "select id, email, name, language, suspended from person where id = $1",
        id);
  }

  static List<Person> managersOf(Sql sql, String site) {
    return sql.list(
        PeopleStore::fromRow,
        """
        select id, email, name, language, suspended from person p
        where not suspended and exists (select from staff_role r where r.person_id = p.id
          and r.role = 'manager' and (r.site_id = $1 or r.site_id is null))
        order by email
        """,
        site);
  }

  static Map<UUID, Person> byIds(Sql sql, Collection<UUID> ids) {
    return sql
        .list(
            PeopleStore::fromRow,
            "select id, email, name, language, suspended from person where id = any($1)",
            (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Person::id, Function.identity()));
  }

  static Person known(Sql sql, Email email, Language language, Instant now) {
    sql.run(
        """
        insert into person (id, email, language, created_at) values ($1, $2, $3, $4)
        on conflict (email) do nothing
        """,
        Ids.next(now),
        email.address(),
        language.code(),
        now);
    return byEmail(sql, email).orElseThrow();
  }

  static Optional<Actor> actor(Sql sql, UUID person) {
    return sql.first(PeopleStore::actor, ACTOR + "from person p where p.id = $1", person);
  }

  private static Actor actor(Row row) {
    return new Actor(
        fromRow(row),
        Set.of(row.getArrayOfStrings("managed")),
        Set.of(row.getArrayOfUUIDs("companies")));
  }

  static Optional<Actor> actorByToken(Sql sql, byte[] hash, Instant now) {
    return sql.first(
        PeopleStore::actor,
        ACTOR
            + """
            from access_token t join person p on p.id = t.person_id
            where t.hash = $1 and t.revoked_at is null and t.expires_at > $2
            """,
        Buffer.buffer(hash),
        now);
  }

  static void addToken(
      Sql sql, byte[] hash, UUID person, String kind, String label, Instant now, Instant expires) {
    sql.run(
        """
        insert into access_token (hash, person_id, kind, label, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)
        """,
        Buffer.buffer(hash),
        person,
        kind,
        label,
        now,
        expires);
  }

  static void revokeToken(Sql sql, byte[] hash, Instant now) {
    sql.run(
        "update access_token set revoked_at = $2 where hash = $1 and revoked_at is null",
        Buffer.buffer(hash),
        now);
  }

  private static Person fromRow(Row row) {
    return new Person(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("name"),
        Language.of(row.getString("language")).orElse(Language.FR),
        row.getBoolean("suspended"));
  }
}
