package mogador.desk;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.CredentialSteps;
import mogador.identity.Actor;
import mogador.platform.Ids;
import mogador.platform.Sql;

/**
 * Waits at a reader for a badge that is nobody's. What is presented there comes by the reader's
 * journal, on whichever server, as a keyed hash; the badge's bytes are kept nowhere.
 */
final class Enrolments {
  static final Duration WAITS = Duration.ofSeconds(60);

  /** So long after it was asked, a badge that was heard may still be taken. */
  private static final Duration OFFERED = Duration.ofMinutes(10);

  /** By how much a reader's clock may differ from ours. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private final CredentialSteps steps;
  private final Clock clock;

  Enrolments(CredentialSteps steps, Clock clock) {
    this.steps = steps;
    this.clock = clock;
  }

  /** A badge heard at the reader. */
  record Heard(CredentialKey key, Instant at) {}

  /** Somebody waits for a badge for a person. */
  record Waiting(
      UUID id, UUID person, String site, String device, Instant asked, Optional<Heard> heard) {
    Duration left(Instant now) {
      Duration left = Duration.between(now, asked.plus(WAITS));
      return left.isNegative() ? Duration.ZERO : left;
    }
  }

  UUID start(Sql sql, Actor by, String site, String device, UUID person) {
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    sql.run(
        """
        insert into enrolment (id, site_id, device_code, person_id, asked_by, asked_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)\
        """,
        id,
        site,
        device,
        person,
        by.id(),
        now,
        now.plus(WAITS));
    return id;
  }

  /** One that was asked for lately and has brought nothing yet. */
  Optional<Waiting> find(Sql sql, UUID id, UUID person) {
    return sql.first(
            Enrolments::fromRow,
            """
            select id, person_id, site_id, device_code, asked_at from enrolment
            where id = $1 and person_id = $2 and adopted is null and asked_at > $3\
            """,
            id,
            person,
            clock.instant().minus(OFFERED))
        .map(
            waiting ->
                new Waiting(
                    waiting.id(),
                    waiting.person(),
                    waiting.site(),
                    waiting.device(),
                    waiting.asked(),
                    heard(sql, waiting)));
  }

  /** The badge that was heard becomes the person's; empty when there is none to take. */
  Optional<CredentialSteps.Outcome> adopt(
      Sql sql, Actor by, UUID id, UUID person, String label, Optional<Instant> expires) {
    sql.run("select 1 from enrolment where id = $1 for update", id);
    Optional<Heard> heard = find(sql, id, person).flatMap(Waiting::heard);
    if (heard.isEmpty()) return Optional.empty();
    CredentialSteps.Outcome outcome =
        steps.enrol(sql, by, person, heard.get().key(), label, expires);
    if (outcome instanceof CredentialSteps.Outcome.Done(UUID credential)) {
      sql.run("update enrolment set adopted = $2 where id = $1", id, credential);
    }
    return Optional.of(outcome);
  }

  private static Optional<Heard> heard(Sql sql, Waiting waiting) {
    return sql.first(
        row ->
            new Heard(
                CredentialKey.of(
                    CredentialKind.of(row.getString("kind")).orElseThrow(),
                    HexFormat.of().parseHex(row.getString("hash"))),
                Sql.instant(row, "happened_at")),
        """
        select content->'credential'->>'kind' as kind, content->'credential'->>'hash' as hash,
          happened_at
        from journal_event
        where site_id = $1 and device_code = $2 and kind = 'denied' and received_at >= $3
          and happened_at between $4 and $5 and content->>'reason' = 'unknown_credential'
          and content->'credential'->>'kind' in ('uid', 'card')
        order by happened_at, sequence limit 1\
        """,
        waiting.site(),
        waiting.device(),
        waiting.asked(),
        waiting.asked().minus(CLOCKS),
        waiting.asked().plus(WAITS).plus(CLOCKS));
  }

  private static Waiting fromRow(Row row) {
    return new Waiting(
        row.getUUID("id"),
        row.getUUID("person_id"),
        row.getString("site_id"),
        row.getString("device_code"),
        Sql.instant(row, "asked_at"),
        Optional.empty());
  }
}
