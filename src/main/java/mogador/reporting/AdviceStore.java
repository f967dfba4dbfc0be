package mogador.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import mogador.kernel.SiteZone;
import mogador.platform.Sql;

/** How many people of each tenant were inside, as the database counts them. */
final class AdviceStore {
  private AdviceStore() {}

  /**
   * The companies with a lease on a day, and how many of their members doors let in or came for a
   * booking on each of these days on which anybody did. Days before a company leased what it leases
   * now are left out. Who it was stays in the database.
   */
  static List<AdviseTenants.Seen> tenants(
      Sql sql, String site, LocalDate on, List<LocalDate> days, SiteZone zone) {
    return sql.list(
        row ->
            new AdviseTenants.Seen(
                row.getString("name"),
                row.getLong("area_cm2"),
                row.getInteger("persons"),
                List.of(row.getArrayOfIntegers("a_day"))),
        """
        with day as (
          select * from unnest($3::date[], $4::timestamptz[], $5::timestamptz[])
            as d (day, since, until)
        ), known as (
          select d.day from day d
          where exists (select from journal_event e where e.site_id = $1 and e.kind = 'granted'
              and e.person_id is not null and e.happened_at >= d.since and e.happened_at < d.until)
            or exists (select from booking_hour h where h.site_id = $1 and h.attended_ms > 0
              and h.hour >= d.since and h.hour < d.until)
        ), tenant as (
          select l.company_id,
            sum((select sum(s.area_cm2) from lease_space s where s.lease_id = l.id))
              filter (where l.ends_on > $2) as area_cm2,
            max(case when l.ends_on > $2 then l.starts_on else l.ends_on end) as since
          from lease l where l.site_id = $1 and l.starts_on <= $2
          group by l.company_id having bool_or(l.ends_on > $2)
        ), seen as (
          select t.company_id, d.day, m.person_id
          from tenant t join membership m on m.company_id = t.company_id
          join day d on d.day >= t.since
          join journal_event e on e.person_id = m.person_id and e.site_id = $1
            and e.kind = 'granted' and e.happened_at >= d.since and e.happened_at < d.until
          union
          select t.company_id, d.day, m.person_id
          from tenant t join membership m on m.company_id = t.company_id
          join booking b on b.person_id = m.person_id
          join booking_hour h on h.booking_id = b.id and h.site_id = $1 and h.attended_ms > 0
          join day d on d.day >= t.since and h.hour >= d.since and h.hour < d.until
        )
        select c.name, t.area_cm2::bigint as area_cm2,
          (select count(distinct s.person_id) from seen s
            where s.company_id = t.company_id)::int as persons,
          array(select (select count(*) from seen s
              where s.company_id = t.company_id and s.day = k.day)::int
            from known k where k.day >= t.since order by k.day) as a_day
        from tenant t join company c on c.id = t.company_id order by c.name, c.id
        """,
        site,
        on,
        days.toArray(LocalDate[]::new),
        days.stream().map(day -> zone.firstInstant(day.atStartOfDay())).toArray(Instant[]::new),
        days.stream()
            .map(day -> zone.firstInstant(day.plusDays(1).atStartOfDay()))
            .toArray(Instant[]::new));
  }
}
