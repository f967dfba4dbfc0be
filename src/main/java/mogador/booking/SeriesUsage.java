package mogador.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.sites.SpaceRules.Per;
import mogador.sites.SpaceRules.Quota;
import mogador.sites.SpaceRules.Scope;

/**
 * What a person has of each quota, in memory: what the database says, and what a plan adds to it.
 * As {@link QuotaUsage} counts, for hundreds of occurrences at once.
 */
final class SeriesUsage {
  private final List<Counted> counted;
  private final Instant now;

  private SeriesUsage(Collection<Counted> counted, Instant now) {
    this.counted = new ArrayList<>(counted);
    this.now = now;
  }

  private record Counted(
      long space, SpaceKind kind, LocalDateTime from, long minutes, Instant ends) {
    boolean isOf(Scope scope, Space other) {
      return switch (scope) {
        case SITE -> true;
        case KIND -> kind == other.kind();
        case SPACE -> space == other.id();
      };
    }

    boolean startsIn(QuotaUsage.Days days) {
      LocalDate day = from.toLocalDate();
      return !day.isBefore(days.from()) && day.isBefore(days.to());
    }
  }

  /** Whether any of these spaces has a quota; if not nothing need be counted. */
  static boolean matters(Site site, Collection<Space> spaces) {
    return spaces.stream().anyMatch(space -> !site.rules(space).quotas().isEmpty());
  }

  static SeriesUsage none(Instant now) {
    return new SeriesUsage(List.of(), now);
  }

  /**
   * What someone has at a site that may count from a day on.
   *
   * @param except bookings that do not count, since they are those to be changed
   */
  static SeriesUsage of(
      Sql sql,
      Network network,
      UUID person,
      Site site,
      LocalDate from,
      Set<UUID> except,
      Instant now) {
    List<Counted> counted =
        sql.list(
            row -> {
              Instant ends = Sql.instant(row, "ends_at");
              Instant starts = Sql.instant(row, "starts_at");
              Space space = network.spaceById(row.getLong("space_id")).orElseThrow();
              return new Counted(
                  space.id(),
                  space.kind(),
                  row.getLocalDateTime("local_from"),
                  java.time.Duration.between(starts, ends).toMinutes(),
                  ends);
            },
            """
            select space_id, local_from, starts_at, ends_at from booking
            where person_id = $1 and site_id = $2 and id <> all($3)
              and status in ('held', 'offered', 'requested', 'confirmed')
              and (local_from >= $4 or ends_at > $5)
            """,
            person,
            site.id(),
            except.toArray(UUID[]::new),
            // A month at the most is counted, from its first day.
            from.minusDays(31).atStartOfDay(),
            now);
    return new SeriesUsage(counted, now);
  }

  SeriesUsage copy() {
    return new SeriesUsage(counted, now);
  }

  void add(Space space, BookedTime time) {
    counted.add(
        new Counted(
            space.id(),
            space.kind(),
            time.from(),
            time.slot().length().toMinutes(),
            time.slot().end()));
  }

  /** What is used of a space's quotas for one more that starts then. */
  Usage of(Site site, Space space, LocalDateTime from) {
    List<Quota> quotas = site.rules(space).quotas();
    if (quotas.isEmpty()) return Usage.NONE;
    Map<Quota, Long> used = new HashMap<>();
    for (Quota quota : quotas) {
      used.put(
          quota,
          switch (quota) {
            case Quota.Time(Scope scope, Per per, var most) ->
                in(scope, space, Optional.of(per), from).stream().mapToLong(Counted::minutes).sum();
            case Quota.Bookings(Scope scope, Per per, int most) ->
                (long) in(scope, space, Optional.of(per), from).size();
            case Quota.Open(Scope scope, int most) ->
                in(scope, space, Optional.empty(), from).stream()
                    .filter(c -> c.ends().isAfter(now))
                    .count();
          });
    }
    return new Usage(used);
  }

  private List<Counted> in(Scope scope, Space space, Optional<Per> per, LocalDateTime from) {
    Optional<QuotaUsage.Days> days = per.map(p -> QuotaUsage.days(p, from.toLocalDate()));
    return counted.stream()
        .filter(c -> c.isOf(scope, space) && days.map(c::startsIn).orElse(true))
        .toList();
  }
}
