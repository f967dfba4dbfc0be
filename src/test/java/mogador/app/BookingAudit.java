package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * What of bookings in a database must be true whatever has happened, told as queries for faults.
 */
final class BookingAudit {
  private final Sql sql;

  private BookingAudit(Sql sql) {
    this.sql = sql;
  }

  /** Before the first booking at a site. */
  static BookingAudit begin(Sql sql, Site site) {
    var audit = new BookingAudit(sql);
    audit.keepWhatIsTold();
    audit.keepBuffers(site);
    return audit;
  }

  void allAgrees() {
    bookingsClaimsAndRightsAgree();
    historyAndNewsAgree();
    waitsAndOffersAgree();
    bookingsHaveThePassesAndCreditsOfTheirPrice();
  }

  private void bookingsClaimsAndRightsAgree() {
    none(
        "stands without a claim on each of its atoms",
        """
        select b.reference from booking b
          join composition c on c.space_id = b.space_id
          join kept_after k on k.space_id = b.space_id
        where b.status in ('held', 'offered', 'requested', 'confirmed')
          and not exists (select 1 from claim where source = 'booking' and source_id = b.id
            and atom_id = c.atom_id and space_id = b.space_id and starts_at = b.starts_at
            and ends_at = b.ends_at + k.minutes * interval '1 minute')
        """);
    none(
        "a claim of no booking that stands",
        """
        select k.source_id::text from claim k
        where not exists (select 1 from booking b join composition c on c.space_id = b.space_id
          where b.id = k.source_id and c.atom_id = k.atom_id and b.starts_at = k.starts_at
            and b.status in ('held', 'offered', 'requested', 'confirmed'))
        """);
    none(
        "confirmed without exactly one right",
        """
        select b.reference from booking b
        where b.status = 'confirmed'
          and 1 <> (select count(*) from access_right r where r.source_id = b.id
            and r.person_id = b.person_id and r.space_id = b.space_id
            and r.starts_at = b.starts_at - interval '15 minutes' and r.ends_at = b.ends_at)
        """);
    none(
        "a right of nothing that is confirmed",
        """
        select r.source_id::text from access_right r
        where not exists (select 1 from booking b
          where b.id = r.source_id and b.status = 'confirmed')
        """);
  }

  private void historyAndNewsAgree() {
    none(
        "changed or ended as often as its history says",
        """
        select b.reference from booking b
        where b.series_id is null and b.sequence <> (select count(*) from booking_event e
          where e.booking_id = b.id and e.kind in ('changed', 'cancelled', 'expired'))
        """);
    none(
        "what happened was not told, or told twice",
        """
        select b.reference || ' ' || past.event from booking b,
          unnest(array['changed', 'cancelled', 'expired']) as past (event)
        where b.series_id is null
          and (select count(*) from booking_event e where e.booking_id = b.id and e.kind = past.event)
            <> (select count(*) from told t where t.content->>'booking' = b.id::text
              and t.content->>'event' = past.event)
        """);
    none(
        "placed and not told once",
        """
        select b.reference from booking b
        where b.series_id is null and b.party is null
          and 1 <> (select count(*) from told t where t.content->>'booking' = b.id::text
            and t.content->>'event' in ('booked', 'held', 'offered')
            and (t.content->>'event' <> 'booked' or not exists (select 1 from booking_event e
              where e.booking_id = b.id and e.kind = 'booked')))
        """);
    none(
        "a party not told once",
        """
        select p.party::text from (select distinct party from booking where party is not null) p
        where 1 <> (select count(*) from told t where t.content->>'party' = p.party::text
          and t.content->>'event' = 'booked')
        """);
    none(
        "a series not told once",
        """
        select s.id::text from series s
        where 1 <> (select count(*) from told t where t.content->>'series' = s.id::text
          and t.content->>'event' = 'booked')
        """);
    none(
        "neither mailed nor waiting to be",
        """
        select b.reference from booking b
        where b.status = 'confirmed' and b.series_id is null and b.party is null
          and not exists (select 1 from outbox o where o.content->>'booking' = b.id::text)
          and not exists (select 1 from mail m where m.subject like '%' || b.reference || '%')
        """);
  }

  private void waitsAndOffersAgree() {
    none(
        "offered, but nothing is kept",
        """
        select w.id::text from waitlist_entry w
        where w.status = 'offered'
          and not exists (select 1 from booking b where b.id = w.booking_id
            and b.status = 'offered' and b.person_id = w.person_id and b.decide_by is not null)
        """);
    none(
        "an offer to nobody",
        """
        select b.reference from booking b
        where b.status = 'offered' and not exists (select 1 from waitlist_entry w
          where w.booking_id = b.id and w.status = 'offered')
        """);
    none(
        "free, and not offered to who waits",
        """
        select w.id::text from waitlist_entry w join space s on s.site_id = w.site_id
          join kept_after k on k.space_id = s.id
        where w.status = 'waiting' and (s.id = w.space_id or (s.kind = w.kind and s.bookable))
          and not exists (select 1 from composition c join claim l on l.atom_id = c.atom_id
            where c.space_id = s.id and l.during && tstzrange(w.starts_at,
              w.ends_at + k.minutes * interval '1 minute', '[)'))
        """);
  }

  private void bookingsHaveThePassesAndCreditsOfTheirPrice() {
    none(
        "a pack or a month that is not the sum of its ledger",
        """
        select id::text from pack
        where passes <> (select sum(e.passes) from pack_entry e where e.pack_id = pack.id)
        union all
        select id::text from credit
        where minutes <> (select sum(e.minutes) from credit_entry e where e.credit_id = credit.id)
        """);
    none(
        "stands with other passes or credits than its price says, or ended with some",
        """
        select b.reference || ' ' || b.status || ' ' || b.price_lines from booking b,
          lateral (select b.status in ('held', 'offered', 'requested', 'confirmed') as stands) now,
          lateral (select
              coalesce(sum((line->>'count')::int) filter (where line->>'by' = 'pass'), 0) as passes,
              coalesce(sum((line->>'count')::int) filter (where line->>'by' = 'credit'), 0) as minutes
            from jsonb_array_elements(b.price_lines) line where now.stands) price
        where price.passes <>
            (select -coalesce(sum(passes), 0) from pack_entry where booking_id = b.id)
          or price.minutes <>
            (select -coalesce(sum(minutes), 0) from credit_entry where booking_id = b.id)
        """);
  }

  /** The outbox forgets what it has delivered; this remembers, in the same transaction. */
  private void keepWhatIsTold() {
    sql.run("create table told (content jsonb not null)");
    sql.run(
        """
        create function keep_told() returns trigger language plpgsql as $$
        begin
          insert into told values (new.content);
          return null;
        end $$
        """);
    sql.run(
        "create trigger keep_told after insert on outbox for each row execute function"
            + " keep_told()");
  }

  /** How long each space stays held after a booking. */
  private void keepBuffers(Site site) {
    sql.run("create table kept_after (space_id bigint primary key, minutes int not null)");
    for (Space space : site.spaces()) {
      Duration buffer = site.rules(space).buffer();
      sql.run("insert into kept_after values ($1, $2)", space.id(), (int) buffer.toMinutes());
    }
  }

  private void none(String what, String query) {
    assertThat(sql.list(row -> row.getString(0), query)).as(what).isEmpty();
  }
}
