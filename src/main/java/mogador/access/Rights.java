package mogador.access;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/**
 * Gives and withdraws rights within the transaction of what they come from. At its commit every
 * server hears of the persons concerned, and doors know within a second.
 */
public final class Rights {
  /** The notification channel; the payload is a person's id. */
  static final String CHANNEL = "access";

  /** The payload when doors have changed, not persons. */
  static final String DOORS = "doors";

  private Rights() {}

  /** Gives these rights, to whoever each names. */
  public static void give(Sql sql, AccessRight... rights) {
    give(sql, List.of(rights));
  }

  /** Gives these rights, to whoever each names. */
  public static void give(Sql sql, Collection<AccessRight> rights) {
    for (AccessRight right : rights) {
      sql.send(
          """
          insert into access_right
            (id, person_id, site_id, space_id, starts_at, ends_at, source, source_id, schedule_id,
              escorted, door_code)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)\
          """,
          values(right).toArray());
    }
    rights.stream().map(AccessRight::person).distinct().forEach(person -> given(sql, person));
  }

  /**
   * After the commit every server hears that a person was given a right. Later than {@link
   * #changed}: a door that opens a moment late harms nobody, one that shuts late may.
   */
  public static void given(Sql sql, UUID person) {
    sql.announce(CHANNEL, person.toString());
  }

  /**
   * Withdraws all rights that came from this booking, lease or role.
   *
   * @return how many there were
   */
  public static int withdraw(Sql sql, RightSource source, UUID sourceId) {
    List<UUID> persons =
        sql.list(
            row -> row.getUUID("person_id"),
            "delete from access_right where source = $1 and source_id = $2 returning person_id",
            source.code(),
            sourceId);
    tell(sql, new LinkedHashSet<>(persons));
    return persons.size();
  }

  /** Withdraws what this source gave to one person, such as a member who left the company. */
  public static int withdraw(Sql sql, RightSource source, UUID sourceId, UUID person) {
    int gone =
        sql.update(
            "delete from access_right where source = $1 and source_id = $2 and person_id = $3",
            source.code(),
            sourceId,
            person);
    if (gone > 0) changed(sql, person);
    return gone;
  }

  /** Ends earlier, at this instant, what this source gave; rights not yet begun are withdrawn. */
  public static int end(Sql sql, RightSource source, UUID sourceId, Instant at) {
    List<UUID> withdrawn =
        sql.list(
            row -> row.getUUID("person_id"),
            """
            delete from access_right where source = $1 and source_id = $2 and starts_at >= $3
            returning person_id\
            """,
            source.code(),
            sourceId,
            at);
    List<UUID> shortened =
        sql.list(
            row -> row.getUUID("person_id"),
            """
            update access_right set ends_at = $3
            where source = $1 and source_id = $2 and ends_at > $3 returning person_id\
            """,
            source.code(),
            sourceId,
            at);
    Set<UUID> persons = new LinkedHashSet<>(withdrawn);
    persons.addAll(shortened);
    tell(sql, persons);
    return withdrawn.size() + shortened.size();
  }

  /** What this source gave holds at another time, to all it was given to. */
  public static void move(Sql sql, RightSource source, UUID sourceId, TimeSlot to) {
    List<UUID> persons =
        sql.list(
            row -> row.getUUID("person_id"),
            """
            update access_right set starts_at = $3, ends_at = $4
            where source = $1 and source_id = $2 returning person_id\
            """,
            source.code(),
            sourceId,
            to.start(),
            to.end());
    tell(sql, new LinkedHashSet<>(persons));
  }

  /** To be called in the transaction that suspends a person, or changes what decides about one. */
  public static void changed(Sql sql, UUID person) {
    sql.send("select pg_notify('" + CHANNEL + "', $1)", person.toString());
  }

  /** To be called in the transaction that changes how doors stand towards everyone. */
  static void doorsChanged(Sql sql) {
    sql.send("select pg_notify('" + CHANNEL + "', $1)", DOORS);
  }

  private static void tell(Sql sql, Set<UUID> persons) {
    for (UUID person : persons) changed(sql, person);
  }

  private static List<Object> values(AccessRight right) {
    return List.of(
        right.id(),
        right.person(),
        right.site(),
        right.space(),
        right.during().start(),
        right.during().end(),
        right.source().code(),
        right.sourceId(),
        right.hours().map(WeeklySchedule::id),
        right.escorted(),
        right.door());
  }
}
