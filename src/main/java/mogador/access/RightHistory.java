package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.platform.Expiring;
import mogador.platform.Sql;
import mogador.sites.Site;

/** What rights there were at a moment, also those withdrawn or changed since. */
public final class RightHistory {
  /** How long it is remembered what a right was. */
  public static final Expiring EXPIRING =
      new Expiring("access_right_past", "until", Duration.ofDays(90));

  /** A right ended or withdrawn longer before explains nothing any more. */
  private static final Duration NEAR = Duration.ofDays(7);

  private RightHistory() {}

  /**
   * A right as it was for a time.
   *
   * @param until when it was withdrawn or changed; empty while it stands
   */
  public record Version(AccessRight right, Instant since, Optional<Instant> until) {
    boolean stood(Instant at) {
      return !at.isBefore(since) && until.map(at::isBefore).orElse(true);
    }
  }

  /** What a person has at a site as it stands, for a moment to come or any other. */
  public static List<Version> now(
      Sql sql, UUID person, String site, Function<String, Optional<Site>> sites) {
    return sql.list(
        row -> new Version(AccessStore.right(row, sites), Instant.MIN, Optional.empty()),
        """
        select r.id, r.person_id, r.site_id, r.space_id, r.starts_at, r.ends_at, r.source,
          r.source_id, r.schedule_id, r.escorted, r.door_code, s.name as schedule_name, s.week, s.closed_on_holidays
        from access_right r left join schedule s on s.id = r.schedule_id
        where r.person_id = $1 and r.site_id = $2 order by r.ends_at desc, r.id limit 500\
        """,
        person,
        site);
  }

  /** All that a person had at a site around a moment: what stood, and what was gone a week ago. */
  public static List<Version> around(
      Sql sql, UUID person, String site, Instant at, Function<String, Optional<Site>> sites) {
    return sql.list(
        row ->
            new Version(
                AccessStore.right(row, sites),
                Sql.instant(row, "since"),
                Sql.optionalInstant(row, "until")),
        """
        select r.id, r.person_id, r.site_id, r.space_id, r.starts_at, r.ends_at, r.source,
          r.source_id, r.schedule_id, r.escorted, r.door_code, r.since, r.until, s.name as schedule_name, s.week,
          s.closed_on_holidays
        from (select id, person_id, site_id, space_id, starts_at, ends_at, source, source_id,
                schedule_id, escorted, door_code, since, null::timestamptz as until
              from access_right where person_id = $1 and site_id = $2
              union all
              select id, person_id, site_id, space_id, starts_at, ends_at, source, source_id,
                schedule_id, escorted, door_code, since, until
              from access_right_past where person_id = $1 and site_id = $2) r
        left join schedule s on s.id = r.schedule_id
        where r.since <= $3 and (r.until is null or r.until > $4) and r.ends_at > $4
        order by r.starts_at, r.id limit 500\
        """,
        person,
        site,
        at,
        at.minus(NEAR));
  }
}
