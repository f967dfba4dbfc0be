package mogador.calendars;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.platform.Sql;

/** Feeds, and whether what they rest on still holds. */
final class FeedStore {
  // A feed ends with the role that it was made by, even if nobody revokes it.
  private static final String SELECT =
      """
      select f.id, f.kind, f.company_id, c.name as company_name, f.space_id, f.created_at,
             f.changed_at, p.id as person_id, p.email, p.name, p.language, p.suspended
      from calendar_feed f
      join person p on p.id = f.owner_id
      left join company c on c.id = f.company_id
      left join space s on s.id = f.space_id
      where f.revoked_at is null
        and (f.company_id is null or exists
          (select 1 from membership m where m.company_id = f.company_id
             and m.person_id = f.owner_id and m.role = 'admin'))
        and (f.space_id is null or exists
          (select 1 from staff_role r where r.person_id = f.owner_id and r.role = 'manager'
             and (r.site_id is null or r.site_id = s.site_id)))
      """;

  private FeedStore() {}

  static Optional<Feed> byHash(Sql sql, byte[] hash) {
    return sql.first(FeedStore::fromRow, SELECT + " and f.hash = $1", Buffer.buffer(hash));
  }

  static List<Feed> ofOwner(Sql sql, UUID owner) {
    return sql.list(
        FeedStore::fromRow, SELECT + " and f.owner_id = $1 order by f.created_at, f.id", owner);
  }

  /** Whether there was room: a person has at most so many that are not revoked. */
  static boolean add(Sql sql, UUID id, UUID owner, Feed.Of of, byte[] hash, Instant now, int most) {
    // The owner's row is locked, lest two requests at once both find room.
    sql.run("select 1 from person where id = $1 for update", owner);
    return sql.update(
            """
            insert into calendar_feed
              (id, owner_id, kind, company_id, space_id, hash, created_at, changed_at)
            select $1, $2, $3, $4, $5, $6, $7, $7
            where (select count(*) from calendar_feed where owner_id = $2 and revoked_at is null) < $8
            """,
            id,
            owner,
            kind(of),
            of instanceof Feed.Of.Company company ? Optional.of(company.id()) : Optional.empty(),
            of instanceof Feed.Of.Space space ? Optional.of(space.id()) : Optional.empty(),
            Buffer.buffer(hash),
            now,
            most)
        == 1;
  }

  /** Whether there was such a feed of theirs. */
  static boolean rotate(Sql sql, UUID id, UUID owner, byte[] hash, Instant now) {
    return sql.update(
            """
            update calendar_feed set hash = $3, changed_at = $4
            where id = $1 and owner_id = $2 and revoked_at is null
            """,
            id,
            owner,
            Buffer.buffer(hash),
            now)
        == 1;
  }

  /** Whether there was such a feed of theirs. */
  static boolean revoke(Sql sql, UUID id, UUID owner, Instant now) {
    return sql.update(
            """
            update calendar_feed set revoked_at = $3
            where id = $1 and owner_id = $2 and revoked_at is null
            """,
            id,
            owner,
            now)
        == 1;
  }

  /** The companies that someone is an admin of, by name. */
  static List<Feed.Of.Company> companies(Sql sql, UUID person) {
    return sql.list(
        row -> new Feed.Of.Company(row.getUUID("id"), row.getString("name")),
        """
        select c.id, c.name from company c join membership m on m.company_id = c.id
        where m.person_id = $1 and m.role = 'admin' order by c.name, c.id limit 100
        """,
        person);
  }

  static String kind(Feed.Of of) {
    return switch (of) {
      case Feed.Of.Own() -> "person";
      case Feed.Of.Company company -> "company";
      case Feed.Of.Space space -> "space";
    };
  }

  private static Feed fromRow(Row row) {
    Feed.Of of =
        switch (row.getString("kind")) {
          case "company" ->
              new Feed.Of.Company(row.getUUID("company_id"), row.getString("company_name"));
          case "space" -> new Feed.Of.Space(row.getLong("space_id"));
          default -> new Feed.Of.Own();
        };
    return new Feed(
        row.getUUID("id"),
        new Person(
            row.getUUID("person_id"),
            row.getString("email"),
            row.getString("name"),
            Language.of(row.getString("language")).orElse(Language.FR),
            row.getBoolean("suspended")),
        of,
        Sql.instant(row, "created_at"),
        Sql.instant(row, "changed_at"));
  }
}
