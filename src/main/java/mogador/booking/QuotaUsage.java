package mogador.booking;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceRules.Per;
import mogador.sites.SpaceRules.Quota;
import mogador.sites.SpaceRules.Scope;

/** Counts what a person has of each quota. */
final class QuotaUsage {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1900, 1, 1, 0, 0);
  private static final LocalDateTime FOREVER = LocalDateTime.of(2200, 1, 1, 0, 0);

  private QuotaUsage() {}

  /** Days of a calendar, from the first to before {@code to}. */
  record Days(LocalDate from, LocalDate to) {}

  /** The day, week or month in which a booking that starts on a day counts. */
  static Days days(Per per, LocalDate start) {
    return switch (per) {
      case DAY -> new Days(start, start.plusDays(1));
      case WEEK -> {
        LocalDate monday = start.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield new Days(monday, monday.plusDays(7));
      }
      case MONTH -> {
        LocalDate first = start.withDayOfMonth(1);
        yield new Days(first, first.plusMonths(1));
      }
    };
  }

  /**
   * Makes this person's bookings wait for each other until the transaction ends; without it two at
   * once could together pass a quota.
   */
  static void lock(Sql sql, UUID person) {
    sql.run("select 1 from person where id = $1 for no key update", person);
  }

  /**
   * What the quotas of a space need to be weighed for a booking that starts at {@code from}. Asks
   * the database nothing where there is no quota.
   *
   * @param except a booking that does not count, since it is the one to be changed
   */
  static Usage of(
      Sql sql,
      UUID person,
      Site site,
      Space space,
      LocalDateTime from,
      Instant now,
      Optional<UUID> except) {
    List<Quota> quotas = site.rules(space).quotas();
    if (quotas.isEmpty()) return Usage.NONE;
    Map<Quota, Long> used = new HashMap<>();
    for (Quota quota : quotas) {
      var counted = new Counted(sql, person, space, now, except);
      used.put(
          quota,
          switch (quota) {
            case Quota.Time(Scope scope, Per per, var most) ->
                counted.within(scope, days(per, from.toLocalDate())).minutes();
            case Quota.Bookings(Scope scope, Per per, int most) ->
                counted.within(scope, days(per, from.toLocalDate())).bookings();
            case Quota.Open(Scope scope, int most) ->
                counted.rows(scope, ALWAYS, FOREVER, now).bookings();
          });
    }
    return new Usage(used);
  }

  private record Sum(long bookings, long minutes) {}

  private record Counted(Sql sql, UUID person, Space space, Instant now, Optional<UUID> except) {
    Sum within(Scope scope, Days days) {
      return rows(scope, days.from().atStartOfDay(), days.to().atStartOfDay(), Instant.EPOCH);
    }

    Sum rows(Scope scope, LocalDateTime from, LocalDateTime to, Instant endsAfter) {
      return sql.first(
              row -> new Sum(row.getLong("bookings"), row.getLong("minutes")),
              """
              select count(*) as bookings,
                coalesce(sum(extract(epoch from b.ends_at - b.starts_at) / 60), 0)::bigint as minutes
              from booking b join space s on s.id = b.space_id
              where b.person_id = $1 and b.site_id = $2 and b.id is distinct from $3
                and b.status in ('held', 'offered', 'requested', 'confirmed')
                and b.starts_at >= $4::timestamp at time zone 'UTC' - interval '1 day'
                and b.local_from >= $4 and b.local_from < $5 and b.ends_at > $6
                and case $7 when 'SITE' then true when 'KIND' then s.kind = $8 else s.id = $9 end
              """,
              person,
              space.site(),
              except,
              from,
              to,
              endsAfter,
              scope.name(),
              space.kind().code(),
              space.id())
          .orElseThrow();
    }
  }
}
