package mogador.occupancy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** What was used over time, as counted. */
public final class UseHistory {
  private UseHistory() {}

  /**
   * An hour of the week, over all weeks that are asked for.
   *
   * @param weekday 1 for Monday to 7 for Sunday, by the site's clock
   * @param hour 0 to 23, likewise
   * @param spaces how many there were of which anything is known, at most
   * @param peak how many were used at once, at most
   */
  public record Hour(
      int weekday, int hour, long occupiedMillis, long knownMillis, int spaces, int peak) {}

  /**
   * Spaces of one kind on one floor.
   *
   * @param floor empty for all floors together
   * @param kind empty for all kinds together
   */
  public record Group(
      Optional<String> floor,
      Optional<String> kind,
      long occupiedMillis,
      long knownMillis,
      int spaces,
      int peak) {}

  /**
   * An hour of the spaces of one kind, at the site; of every quarter of it something is known.
   *
   * @param floor empty for all floors together
   * @param spaces of how many something was known in every quarter
   * @param free how many of these were not used in any minute's beginning, at least
   */
  public record KindHour(
      LocalDateTime hour,
      Optional<String> floor,
      String kind,
      int spaces,
      int free,
      long occupiedMillis,
      long knownMillis) {}

  /**
   * From how many spaces on anything is told.
   *
   * @param spaces whose quarters or days are left out of every sum while fewer are known of, so
   *     that no difference of two sums tells of them either
   * @param always codes of the kinds of which all is told
   */
  public record Enough(int spaces, Set<String> always) {
    public Enough {
      always = Set.copyOf(always);
    }

    int of(Optional<String> kind) {
      return kind.filter(always::contains).isPresent() ? 0 : spaces;
    }
  }

  /** The hours of which enough is known. */
  public static List<Hour> week(
      Sql sql,
      String site,
      Optional<String> floor,
      Optional<String> kind,
      SiteZone zone,
      TimeSlot slot,
      Enough enough) {
    List<SiteZone.Stretch> stretches = zone.stretches(slot);
    return sql.list(
        row ->
            new Hour(
                row.getInteger("weekday"),
                row.getInteger("hour"),
                row.getLong("occupied_ms"),
                row.getLong("known_ms"),
                row.getInteger("spaces"),
                row.getInteger("peak")),
        """
        select extract(isodow from local)::int as weekday, extract(hour from local)::int as hour,
          sum(occupied_ms)::bigint as occupied_ms, sum(known_ms)::bigint as known_ms,
          max(spaces) as spaces, max(peak) as peak
        from (
          select g.*, g.quarter at time zone 'UTC' + make_interval(secs => o.seconds) as local
          from unnest($4::timestamptz[], $5::timestamptz[], $6::int[]) as o (since, until, seconds)
          join group_use g on g.site_id = $1 and g.floor_code = $2 and g.kind = $3
            and g.quarter >= o.since and g.quarter < o.until and g.spaces >= $7) as quarters
        group by 1, 2 order by 1, 2
        """,
        site,
        floor.orElse(""),
        kind.orElse(""),
        stretches.stream().map(one -> one.slot().start()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.slot().end()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.offset().getTotalSeconds()).toArray(Integer[]::new),
        enough.of(kind));
  }

  /** Every hour of the slot of which anything is known, of all floors. */
  public static List<Forecast.Past> hours(
      Sql sql, String site, Optional<String> kind, SiteZone zone, TimeSlot slot) {
    List<SiteZone.Stretch> stretches = zone.stretches(slot);
    return sql.list(
        row ->
            new Forecast.Past(
                row.getLocalDateTime("hour"),
                row.getLong("occupied_ms"),
                row.getLong("known_ms"),
                row.getInteger("spaces"),
                row.getInteger("peak")),
        """
        select date_trunc('hour', local) as hour, sum(occupied_ms)::bigint as occupied_ms,
          sum(known_ms)::bigint as known_ms, max(spaces) as spaces, max(peak) as peak
        from (
          select g.*, g.quarter at time zone 'UTC' + make_interval(secs => o.seconds) as local
          from unnest($3::timestamptz[], $4::timestamptz[], $5::int[]) as o (since, until, seconds)
          join group_use g on g.site_id = $1 and g.floor_code = '' and g.kind = $2
            and g.quarter >= o.since and g.quarter < o.until) as quarters
        group by 1 order by 1
        """,
        site,
        kind.orElse(""),
        stretches.stream().map(one -> one.slot().start()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.slot().end()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.offset().getTotalSeconds()).toArray(Integer[]::new));
  }

  /** Every hour of the slot of each kind, by floor and of all floors. */
  public static List<KindHour> kindHours(Sql sql, String site, SiteZone zone, TimeSlot slot) {
    List<SiteZone.Stretch> stretches = zone.stretches(slot);
    return sql.list(
        row ->
            new KindHour(
                row.getLocalDateTime("hour"),
                Optional.of(row.getString("floor_code")).filter(code -> !code.isEmpty()),
                row.getString("kind"),
                row.getInteger("spaces"),
                row.getInteger("free"),
                row.getLong("occupied_ms"),
                row.getLong("known_ms")),
        """
        select date_trunc('hour', local) as hour, floor_code, kind, min(spaces) as spaces,
          min(spaces - peak) as free, sum(occupied_ms)::bigint as occupied_ms,
          sum(known_ms)::bigint as known_ms
        from (
          select g.*, g.quarter at time zone 'UTC' + make_interval(secs => o.seconds) as local
          from unnest($2::timestamptz[], $3::timestamptz[], $4::int[]) as o (since, until, seconds)
          join group_use g on g.site_id = $1 and g.kind <> ''
            and g.quarter >= o.since and g.quarter < o.until) as quarters
        group by 1, 2, 3 having count(*) >= 4 order by 1, 2, 3
        """,
        site,
        stretches.stream().map(one -> one.slot().start()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.slot().end()).toArray(Instant[]::new),
        stretches.stream().map(one -> one.offset().getTotalSeconds()).toArray(Integer[]::new));
  }

  /** Every floor, kind, both, and all together, of which anything is known; sums of enough. */
  public static List<Group> groups(Sql sql, String site, TimeSlot slot, Enough enough) {
    Days whole = Days.within(slot);
    return sql.list(
        row ->
            new Group(
                Optional.of(row.getString("floor_code")).filter(code -> !code.isEmpty()),
                Optional.of(row.getString("kind")).filter(code -> !code.isEmpty()),
                row.getLong("occupied_ms"),
                row.getLong("known_ms"),
                row.getInteger("spaces"),
                row.getInteger("peak")),
        """
        select floor_code, kind,
          coalesce(sum(occupied_ms) filter (where told), 0)::bigint as occupied_ms,
          coalesce(sum(known_ms) filter (where told), 0)::bigint as known_ms,
          max(spaces) as spaces, coalesce(max(peak) filter (where told), 0) as peak
        from (select *, spaces >= $6 or kind = any($7::text[]) as told from (
          select floor_code, kind, occupied_ms, known_ms, spaces, peak from group_day
            where site_id = $1 and day >= $3 and day < $4
          union all
          select floor_code, kind, occupied_ms, known_ms, spaces, peak from group_use
            where site_id = $1 and quarter >= $2
              and quarter < least($3::timestamp at time zone 'UTC', $5)
          union all
          select floor_code, kind, occupied_ms, known_ms, spaces, peak from group_use
            where site_id = $1 and quarter >= $4::timestamp at time zone 'UTC' and quarter < $5
        ) as counted) as parts
        group by floor_code, kind order by floor_code, kind
        """,
        site,
        slot.start(),
        whole.from(),
        whole.until(),
        slot.end(),
        enough.spaces(),
        enough.always().toArray(String[]::new));
  }

  /**
   * Days of UTC, the last not included; where no whole one is in a slot, the slot is cut at one
   * midnight.
   */
  private record Days(LocalDate from, LocalDate until) {
    static Days within(TimeSlot slot) {
      LocalDate first = day(slot.start());
      if (first.atStartOfDay().toInstant(ZoneOffset.UTC).isBefore(slot.start())) {
        first = first.plusDays(1);
      }
      LocalDate until = day(slot.end());
      return new Days(first, until.isBefore(first) ? first : until);
    }

    private static LocalDate day(Instant instant) {
      return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
  }
}
