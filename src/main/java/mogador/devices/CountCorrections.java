package mogador.devices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.occupancy.CountCorrection;
import mogador.occupancy.HeadCounts;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.OpenSince;
import mogador.sites.Site;
import mogador.sites.Space;

/** Managers say how many people are in a counted space; its counters go on from there. */
public final class CountCorrections {
  private final Database database;
  private final Clock clock;

  public CountCorrections(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What became of it. */
  sealed interface Outcome {
    /**
     * It holds.
     *
     * @param had how many there were by the counters
     */
    record Done(Space space, CountCorrection correction, long had) implements Outcome {}

    record UnknownSpace() implements Outcome {}

    /** No counter watches it. */
    record NotCounted() implements Outcome {}

    /** In the future, or before the site opened, when nobody was inside. */
    record Untimely() implements Outcome {}
  }

  /**
   * The same said twice of the same moment changes nothing.
   *
   * @param inside 0 to {@link CountCorrection#MOST}
   * @param looked when they were counted; empty for now
   */
  Outcome correct(Actor actor, Site site, String space, long inside, Optional<Instant> looked) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant at = looked.map(when -> when.truncatedTo(ChronoUnit.MILLIS)).orElse(now);
    Instant since = OpenSince.at(site, now);
    Optional<Space> counted = site.space(space);
    if (counted.isEmpty()) return new Outcome.UnknownSpace();
    if (at.isAfter(now) || at.isBefore(since)) return new Outcome.Untimely();
    long id = counted.get().id();
    return database.inTransaction(
        sql -> {
          if (!isCounted(sql, site.id(), id)) return new Outcome.NotCounted();
          long had = HeadCounts.between(sql, site.id(), id, since, at).inside();
          var correction = new CountCorrection(inside, at);
          if (HeadCounts.isCorrected(sql, site.id(), id, correction, had, now, actor.id())) {
            AuditTrail.add(
                sql,
                AuditEntry.of(AuditKind.COUNT_CORRECTED, site.id(), space, now)
                    .with("inside", inside)
                    .with("counters_had", had)
                    .with("counted_at", at.toString())
                    .by(actor.id()));
          }
          return new Outcome.Done(counted.get(), correction, had);
        });
  }

  private static boolean isCounted(Sql sql, String site, long space) {
    return sql.first(
            row -> true,
            """
            select from device where site_id = $1 and space_id = $2 and kind = 'people_counter'
              and status = 'active' limit 1
            """,
            site,
            space)
        .isPresent();
  }
}
