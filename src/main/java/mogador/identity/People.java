package mogador.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** People, companies and who belongs where. */
public final class People {
  private final Database database;
  private final Clock clock;

  public People(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Optional<Person> find(Email email) {
    return PeopleStore.byEmail(database.sql(), email);
  }

  /** The person of this address, made known if they were not. */
  public Person known(Email email, String name, Language language) {
    Person person = PeopleStore.known(database.sql(), email, language, clock.instant());
    if (person.name().isBlank() && !name.isBlank()) {
      database.sql().run("update person set name = $2 where id = $1", person.id(), name);
    }
    return PeopleStore.byEmail(database.sql(), email).orElseThrow();
  }

  /** Makes someone a facility manager of a site, or of all when it is empty. */
  public void makeManager(UUID person, Optional<String> site) {
    Instant now = clock.instant();
    database.inTransaction(
        sql -> {
          int made =
              sql.update(
                  """
                  insert into staff_role (id, person_id, site_id, role)
                  values ($1, $2, $3, 'manager') on conflict do nothing
                  """,
                  Ids.next(now),
                  person,
                  site);
          if (made == 0) return false;
          String chain = site.orElse(AuditEntry.NETWORK);
          AuditTrail.add(
              sql, AuditEntry.of(AuditKind.MANAGER_MADE, chain, "manager", now).about(person));
          return true;
        });
  }

  /** Those who manage a site, alone or with all others, and may act. */
  public static List<Person> managersOf(Sql sql, String site) {
    return PeopleStore.managersOf(sql, site);
  }

  /** The company of this name, made known if it was not. */
  public UUID company(String name) {
    return database.inTransaction(
        sql ->
            sql.first(row -> row.getUUID("id"), "select id from company where name = $1", name)
                .orElseGet(() -> addCompany(sql, name)));
  }

  /** Whether they were not a member before; within the transaction that gives their doors. */
  public static boolean join(Sql sql, UUID company, UUID person) {
    return sql.update(
            """
            insert into membership (company_id, person_id, role) values ($1, $2, 'member')
            on conflict do nothing
            """,
            company,
            person)
        == 1;
  }

  /** The id of the person of this address, made known if they were not. */
  public static UUID knownAs(Sql sql, Email email, Language language, Instant now) {
    return PeopleStore.known(sql, email, language, now).id();
  }

  public static Optional<UUID> idOf(Sql sql, Email email) {
    return PeopleStore.byEmail(sql, email).map(Person::id);
  }

  /** The person of this address, if a member of a company that {@code admin} is an admin of. */
  public static Optional<UUID> memberUnder(Sql sql, UUID admin, Email email) {
    return sql.first(
        row -> row.getUUID("id"),
        """
        select p.id from person p
        join membership m on m.person_id = p.id
        join membership a on a.company_id = m.company_id and a.role = 'admin'
        where p.email = $2 and a.person_id = $1 limit 1
        """,
        admin,
        email.address());
  }

  /** A person, within a transaction that concerns them. */
  public static Optional<Person> byId(Sql sql, UUID id) {
    return PeopleStore.byId(sql, id);
  }

  /** What people are called, by id: their name, or their address where they told none. */
  public static Map<UUID, String> names(Sql sql, Collection<UUID> people) {
    if (people.isEmpty()) return Map.of();
    return sql
        .list(
            row -> Map.entry(row.getUUID("id"), row.getString("name")),
            "select id, coalesce(nullif(name, ''), email) as name from person where id = any($1)",
            (Object) people.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public static Map<UUID, Person> byIds(Sql sql, Collection<UUID> ids) {
    return PeopleStore.byIds(sql, ids);
  }

  /** The members of a company, within a transaction that gives or takes their rights. */
  public static List<UUID> membersOf(Sql sql, UUID company) {
    return sql.list(
        row -> row.getUUID("person_id"),
        "select person_id from membership where company_id = $1 order by person_id",
        company);
  }

  /** The companies someone is a member of. */
  public static Set<UUID> companiesOf(Sql sql, UUID person) {
    return Set.copyOf(
        sql.list(
            row -> row.getUUID("company_id"),
            "select company_id from membership where person_id = $1",
            person));
  }

  /** Who they are and what they may do, for what is done for them while they are away. */
  public static Optional<Actor> actor(Sql sql, UUID person) {
    return PeopleStore.actor(sql, person);
  }

  private UUID addCompany(Sql sql, String name) {
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    sql.run("insert into company (id, name, created_at) values ($1, $2, $3)", id, name, now);
    return id;
  }
}
