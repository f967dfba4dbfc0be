package mogador.access;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** Keeps people out of every door, and lets them in again, each with who and why. */
public final class Suspensions {
  private final Clock clock;

  public Suspensions(Clock clock) {
    this.clock = clock;
  }

  /** A person is kept out. */
  public record Suspension(UUID person, String reason, UUID by, Instant at) {}

  /** What became of it. */
  public sealed interface Outcome {
    record Done() implements Outcome {}

    /** They are suspended already, or not suspended at all. */
    record AsItIs() implements Outcome {}

    /** Nobody suspends themself, and who manages is suspended by managers of all sites only. */
    record NotYours() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /** No door of the network opens for them from within a second of the commit. */
  public Outcome suspend(Sql sql, Actor by, UUID person, String why) {
    Optional<Actor> whom = People.actor(sql, person);
    if (whom.isEmpty()) return new Outcome.Unknown();
    if (!may(by, whom.get())) return new Outcome.NotYours();
    if (!set(sql, person, true)) return new Outcome.AsItIs();
    sql.run(
        """
        insert into suspension (id, person_id, reason, suspended_by, suspended_at)
        values ($1, $2, $3, $4, $5)\
        """,
        Ids.next(clock.instant()),
        person,
        why,
        by.id(),
        clock.instant());
    Rights.changed(sql, person);
    audit(sql, AuditKind.PERSON_SUSPENDED, by, person, why);
    return new Outcome.Done();
  }

  /** What rights they have count again. */
  public Outcome reinstate(Sql sql, Actor by, UUID person, String why) {
    Optional<Actor> whom = People.actor(sql, person);
    if (whom.isEmpty()) return new Outcome.Unknown();
    if (!may(by, whom.get())) return new Outcome.NotYours();
    if (!set(sql, person, false)) return new Outcome.AsItIs();
    sql.run(
        """
        update suspension set reinstated_by = $2, reinstated_at = $3, reinstated_why = $4
        where person_id = $1 and reinstated_at is null\
        """,
        person,
        by.id(),
        clock.instant(),
        why);
    Rights.changed(sql, person);
    audit(sql, AuditKind.PERSON_REINSTATED, by, person, why);
    return new Outcome.Done();
  }

  private void audit(Sql sql, AuditKind kind, Actor by, UUID person, String why) {
    AuditTrail.add(
        sql,
        AuditEntry.ofNetwork(kind, "person", clock.instant())
            .by(by.id())
            .about(person)
            .withPersonal("why", why));
  }

  /** Why a person is kept out now; empty also when nobody wrote it down. */
  public Optional<Suspension> of(Sql sql, UUID person) {
    return sql.first(
        Suspensions::fromRow,
        """
        select person_id, reason, suspended_by, suspended_at from suspension
        where person_id = $1 and reinstated_at is null\
        """,
        person);
  }

  private static boolean may(Actor by, Actor whom) {
    return !by.id().equals(whom.id()) && by.maySteward(whom);
  }

  private static boolean set(Sql sql, UUID person, boolean suspended) {
    return sql.update(
            "update person set suspended = $2 where id = $1 and suspended <> $2", person, suspended)
        == 1;
  }

  private static Suspension fromRow(Row row) {
    return new Suspension(
        row.getUUID("person_id"),
        row.getString("reason"),
        row.getUUID("suspended_by"),
        Sql.instant(row, "suspended_at"));
  }
}
