package mogador.reporting;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** What was compared, over time and by what it is of. */
final class BookedHistory {
  private BookedHistory() {}

  /** What figures are of. */
  enum By {
    ALL,
    KIND,
    FLOOR,
    SPACE,
    COMPANY,
    HOUR;

    /** As the contract says it. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static By of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Which of them.
   *
   * @param code of the kind or floor, the space's or the company's id, the hour; empty for all, and
   *     for bookings of no company
   * @param name of the company
   */
  record Heading(By by, String code, String name) {}

  /** What became of bookings. */
  record Booked(Heading key, BookedFigures figures) {}

  /** For how long spaces were used with nothing booked, leased or closed, in ms. */
  record Squatted(Heading key, long millis) {}

  /**
   * How long somebody was there at a time, in minutes.
   *
   * @param median half of them were no longer
   */
  record Stays(Heading key, int count, int median, int longest) {}

  /**
   * What is asked for.
   *
   * @param floor all where empty, like {@code kind}
   */
  record Asked(
      String site, SiteZone zone, TimeSlot slot, Optional<String> floor, Optional<String> kind) {}

  static List<Booked> booked(Sql sql, Asked asked) {
    List<SiteZone.Stretch> stretches = asked.zone().stretches(asked.slot());
    return sql.list(
        row -> new Booked(key(row), figures(row)),
        """
        with hours as (
          select h.*, s.kind, s.floor_code, c.name as company,
            extract(hour from h.hour at time zone 'UTC' + make_interval(secs => o.seconds)) as local
          from unnest($2::timestamptz[], $3::timestamptz[], $4::int[]) as o (since, until, seconds)
          join booking_hour h on h.site_id = $1 and h.hour >= o.since and h.hour < o.until
          join space s on s.id = h.space_id and ($5 = '' or s.floor_code = $5)
            and ($6 = '' or s.kind = $6)
          left join company c on c.id = h.company_id
        )
        select
          case grouping(kind, floor_code, space_id, company_id, local)
            when 15 then 'kind' when 23 then 'floor' when 27 then 'space' when 29 then 'company'
            when 30 then 'hour' else 'all' end as by,
          coalesce(kind, floor_code, space_id::text, company_id::text, local::int::text, '') as code,
          coalesce(company, '') as name,
          count(outcome) as bookings,
          count(*) filter (where outcome = 'attended') as attended,
          count(*) filter (where outcome = 'no_show') as no_shows,
          count(*) filter (where outcome = 'ended_early') as early,
          count(*) filter (where outcome = 'unknown') as unknown,
          count(outcome) filter (where released) as released,
          count(distinct booking_id) filter (where rebooked_ms > 0) as rebooked,
          sum(attended_ms)::bigint as attended_ms, sum(no_show_ms)::bigint as no_show_ms,
          sum(early_ms)::bigint as early_ms, sum(rebooked_ms)::bigint as rebooked_ms,
          sum(unknown_ms)::bigint as unknown_ms
        from hours
        group by grouping sets
          ((), (kind), (floor_code), (space_id), (company_id, company), (local))
        having count(*) > 0
        """,
        asked.site(),
        stretches.stream().map(one -> one.slot().start()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.slot().end()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.offset().getTotalSeconds()).toArray(Integer[]::new),
        asked.floor().orElse(""),
        asked.kind().orElse(""));
  }

  /** Whose bookings they are, of all floors and kinds; to be counted, never to be told. */
  static List<BookedKept.Persons> persons(Sql sql, String site, SiteZone zone, TimeSlot slot) {
    List<SiteZone.Stretch> stretches = zone.stretches(slot);
    return sql.list(
        row ->
            new BookedKept.Persons(
                row.getString("floor_code"),
                row.getString("kind"),
                key(row),
                Set.of(row.getArrayOfUUIDs("persons"))),
        """
        with hours as (
          select h.space_id, h.company_id, b.person_id, s.kind, s.floor_code,
            extract(hour from h.hour at time zone 'UTC' + make_interval(secs => o.seconds)) as local
          from unnest($2::timestamptz[], $3::timestamptz[], $4::int[]) as o (since, until, seconds)
          join booking_hour h on h.site_id = $1 and h.hour >= o.since and h.hour < o.until
          join booking b on b.id = h.booking_id
          join space s on s.id = h.space_id
        )
        select floor_code, kind,
          case grouping(space_id, company_id, local)
            when 3 then 'space' when 5 then 'company' when 6 then 'hour' else 'all' end as by,
          coalesce(space_id::text, company_id::text, local::int::text, '') as code, '' as name,
          array_agg(distinct person_id) as persons
        from hours
        group by grouping sets ((floor_code, kind), (floor_code, kind, space_id),
          (floor_code, kind, company_id), (floor_code, kind, local))
        """,
        site,
        stretches.stream().map(one -> one.slot().start()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.slot().end()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.offset().getTotalSeconds()).toArray(Integer[]::new));
  }

  static List<Squatted> squatted(Sql sql, Asked asked) {
    List<SiteZone.Stretch> stretches = asked.zone().stretches(asked.slot());
    return sql.list(
        row -> new Squatted(key(row), row.getLong("millis")),
        """
        with hours as (
          select h.*, s.kind, s.floor_code,
            extract(hour from h.hour at time zone 'UTC' + make_interval(secs => o.seconds)) as local
          from unnest($2::timestamptz[], $3::timestamptz[], $4::int[]) as o (since, until, seconds)
          join squat_hour h on h.site_id = $1 and h.hour >= o.since and h.hour < o.until
          join space s on s.id = h.space_id and ($5 = '' or s.floor_code = $5)
            and ($6 = '' or s.kind = $6)
        )
        select
          case grouping(kind, floor_code, space_id, local)
            when 7 then 'kind' when 11 then 'floor' when 13 then 'space' when 14 then 'hour'
            else 'all' end as by,
          coalesce(kind, floor_code, space_id::text, local::int::text, '') as code, '' as name,
          sum(squatted_ms)::bigint as millis
        from hours group by grouping sets ((), (kind), (floor_code), (space_id), (local))
        having count(*) > 0
        """,
        asked.site(),
        stretches.stream().map(one -> one.slot().start()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.slot().end()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.offset().getTotalSeconds()).toArray(Integer[]::new),
        asked.floor().orElse(""),
        asked.kind().orElse(""));
  }

  static List<Stays> stays(Sql sql, Asked asked) {
    return sql.list(
        row ->
            new Stays(
                key(row),
                row.getInteger("count"),
                row.getInteger("median"),
                row.getInteger("longest")),
        """
        select case grouping(kind, floor_code) when 1 then 'kind' when 2 then 'floor' else 'all' end
            as by,
          coalesce(kind, floor_code, '') as code, '' as name, count(*)::int as count,
          percentile_disc(0.5) within group (order by minutes) as median, max(minutes) as longest
        from stay t join space s on s.id = t.space_id
        where t.site_id = $1 and started_at >= $2 and started_at < $3
          and ($4 = '' or s.floor_code = $4) and ($5 = '' or s.kind = $5)
        group by grouping sets ((), (kind), (floor_code)) having count(*) > 0
        """,
        asked.site(),
        asked.slot().start(),
        asked.slot().end(),
        asked.floor().orElse(""),
        asked.kind().orElse(""));
  }

  private static Heading key(Row row) {
    return new Heading(By.of(row.getString("by")), row.getString("code"), row.getString("name"));
  }

  private static BookedFigures figures(Row row) {
    return new BookedFigures(
        row.getInteger("bookings"),
        row.getInteger("attended"),
        row.getInteger("no_shows"),
        row.getInteger("early"),
        row.getInteger("unknown"),
        row.getInteger("released"),
        row.getInteger("rebooked"),
        new BookedFigures.Time(
            row.getLong("attended_ms"),
            row.getLong("no_show_ms"),
            row.getLong("early_ms"),
            row.getLong("rebooked_ms"),
            row.getLong("unknown_ms")));
  }
}
