package mogador.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;

/**
 * The server verifies its own chains again and again: what is new each time, all of it once a day.
 * What it found last is kept, for the page that shows it and as a head noted for the next time.
 */
public final class CheckAudit {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final Duration WHOLE = Duration.ofDays(1);
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Database database;
  private final VerifyAudit verify;
  private final Clock clock;

  public CheckAudit(Database database, Clock clock) {
    this.database = database;
    this.verify = new VerifyAudit(database);
    this.clock = clock;
  }

  /**
   * What was found last.
   *
   * @param checkedAt when what was new then was read
   * @param wholeAt when the chain was last read from its first entry
   * @param whole up to where it is whole
   */
  public record Found(
      Instant checkedAt, Instant wholeAt, AuditHead whole, Optional<BrokenLink> broken) {}

  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "broken audit chains", this::run);
  }

  /** What was found last in a chain; empty before the first time. */
  public static Optional<Found> last(Sql sql, String site) {
    return sql.first(
        CheckAudit::found,
        """
        select checked_at, whole_at, number, hash, broken_number, broken_at, fault
        from audit_check where site_id = $1
        """,
        site);
  }

  /** How many chains are broken. */
  int run() {
    return (int) verify.sites().stream().filter(site -> run(site).broken().isPresent()).count();
  }

  private Found run(String site) {
    Instant now = clock.instant();
    Optional<Found> before = last(database.sql(), site);
    if (before.filter(found -> isKnownBroken(found, now)).isPresent()) return before.get();
    Optional<Found> good =
        before
            .filter(found -> found.broken().isEmpty())
            .filter(found -> found.wholeAt().isAfter(now.minus(WHOLE)));
    VerifyAudit.Verdict verdict =
        verify.verify(
            site,
            good.map(Found::whole).orElse(AuditHead.START),
            before.map(Found::whole).stream().toList());
    // What was once found whole stays noted while the chain is broken.
    AuditHead whole =
        verdict.broken().isEmpty()
            ? verdict.whole()
            : before.map(Found::whole).orElse(verdict.whole());
    var found = new Found(now, good.map(Found::wholeAt).orElse(now), whole, verdict.broken());
    keep(site, found);
    return found;
  }

  /** What is broken does not mend itself: it is not read again each time. */
  private static boolean isKnownBroken(Found found, Instant now) {
    return found.broken().isPresent() && found.checkedAt().isAfter(now.minus(AGAIN));
  }

  private void keep(String site, Found found) {
    database
        .sql()
        .run(
            """
            insert into audit_check (site_id, checked_at, whole_at, number, hash, broken_number,
              broken_at, fault)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (site_id) do update set checked_at = excluded.checked_at,
              whole_at = excluded.whole_at, number = excluded.number, hash = excluded.hash,
              broken_number = excluded.broken_number, broken_at = excluded.broken_at,
              fault = excluded.fault
            """,
            site,
            found.checkedAt(),
            found.wholeAt(),
            found.whole().number(),
            Buffer.buffer(HexFormat.of().parseHex(found.whole().hash())),
            found.broken().map(BrokenLink::number),
            found.broken().flatMap(BrokenLink::at),
            found.broken().map(BrokenLink::fault).map(AuditFault::code));
  }

  private static Found found(Row row) {
    return new Found(
        Sql.instant(row, "checked_at"),
        Sql.instant(row, "whole_at"),
        new AuditHead(
            row.getLong("number"), HexFormat.of().formatHex(row.getBuffer("hash").getBytes())),
        Optional.ofNullable(row.getString("fault"))
            .map(
                fault ->
                    new BrokenLink(
                        row.getLong("broken_number"),
                        Sql.optionalInstant(row, "broken_at"),
                        AuditFault.of(fault))));
  }
}
