package mogador.pricing;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.PriceUnit;
import mogador.sites.Site;
import mogador.sites.SpaceKind;

/** Reads what someone may look at of packs and credits. */
final class ReadWallet {
  private static final int PACKS = 100;
  private static final int MOVEMENTS = 50;

  private ReadWallet() {}

  static Wallet of(Sql sql, Network network, Actor actor, Instant now) {
    UUID[] companies = actor.companies().toArray(UUID[]::new);
    return new Wallet(
        packs(sql, actor.id(), companies),
        credits(sql, network, companies, now),
        movements(sql, actor.id(), companies));
  }

  private static List<Wallet.Pack> packs(Sql sql, UUID person, UUID[] companies) {
    return sql.list(
        row ->
            new Wallet.Pack(
                row.getUUID("id"),
                Optional.ofNullable(row.getString("company")),
                Optional.ofNullable(row.getString("site_id")),
                kind(row),
                unit(row),
                row.getInteger("given"),
                row.getInteger("passes"),
                row.getLocalDate("starts_on"),
                row.getLocalDate("ends_on")),
        """
        select p.id, c.name as company, p.site_id, p.kind, p.unit, p.given, p.passes, p.starts_on,
               p.ends_on
        from pack p left join company c on c.id = p.company_id
        where p.person_id = $1 or p.company_id = any($2)
        order by p.ends_on desc, p.id limit $3
        """,
        person,
        companies,
        PACKS);
  }

  private static List<Wallet.Movement> movements(Sql sql, UUID person, UUID[] companies) {
    return sql.list(
        row ->
            new Wallet.Movement(
                Sql.instant(row, "happened_at"),
                row.getString("cause"),
                Optional.ofNullable(row.getString("site_id")),
                kind(row),
                unit(row),
                row.getInteger("count"),
                Optional.ofNullable(row.getString("reference"))),
        """
        select m.happened_at, m.cause, m.site_id, m.kind, m.unit, m.count, b.reference
        from (
          select e.happened_at, e.cause, p.site_id, p.kind, p.unit, e.passes as count,
                 e.booking_id, e.id
          from pack_entry e join pack p on p.id = e.pack_id
          where p.person_id = $1 or p.company_id = any($2)
          union all
          select e.happened_at, e.cause, c.site_id, c.kind, 'minute', e.minutes, e.booking_id, e.id
          from credit_entry e join credit c on c.id = e.credit_id
          where c.company_id = any($2)
          order by happened_at desc, id desc limit $3
        ) m left join booking b on b.id = m.booking_id
        order by m.happened_at desc, m.id desc
        """,
        person,
        companies,
        MOVEMENTS);
  }

  /** What a company has of this month at a site: its row if it has one, and what it leases. */
  private record Key(UUID company, String site, SpaceKind kind) {}

  private static List<Wallet.Credit> credits(
      Sql sql, Network network, UUID[] companies, Instant now) {
    if (companies.length == 0) return List.of();
    Map<UUID, String> names = names(sql, companies);
    Map<Key, WalletStore.Credit> kept = new HashMap<>();
    for (Site site : network.sites()) kept.putAll(kept(sql, site, companies, month(site, now)));
    List<Wallet.Credit> credits = new ArrayList<>();
    for (Site site : network.sites()) {
      YearMonth month = month(site, now);
      for (UUID company : names.keySet()) {
        Map<SpaceKind, Integer> rules = site.prices().credits();
        var leased =
            rules.isEmpty()
                ? List.<LeasedCredit.Leased>of()
                : WalletStore.leased(sql, company, site.id(), month);
        for (SpaceKind kind : SpaceKind.values()) {
          Optional<WalletStore.Credit> row =
              Optional.ofNullable(kept.get(new Key(company, site.id(), kind)));
          int due = LeasedCredit.minutes(leased, month, rules.getOrDefault(kind, 0));
          if (row.isEmpty() && due == 0) continue;
          int minutes = row.map(c -> c.minutes() + Math.max(0, due - c.leased())).orElse(due);
          credits.add(
              new Wallet.Credit(
                  company, names.getOrDefault(company, ""), site.id(), kind, month, minutes));
        }
      }
    }
    credits.sort(Comparator.comparing(Wallet.Credit::companyName));
    return credits;
  }

  private static Map<Key, WalletStore.Credit> kept(
      Sql sql, Site site, UUID[] companies, YearMonth month) {
    Map<Key, WalletStore.Credit> kept = new HashMap<>();
    for (Row row :
        sql.run(
            """
            select id, company_id, kind, minutes, leased_minutes from credit
            where company_id = any($1) and site_id = $2 and month = $3
            """,
            companies,
            site.id(),
            month.atDay(1))) {
      kept.put(
          new Key(row.getUUID("company_id"), site.id(), kind(row)),
          new WalletStore.Credit(
              row.getUUID("id"), row.getInteger("minutes"), row.getInteger("leased_minutes")));
    }
    return kept;
  }

  private static Map<UUID, String> names(Sql sql, UUID[] companies) {
    Map<UUID, String> names = new HashMap<>();
    for (Row row : sql.run("select id, name from company where id = any($1)", (Object) companies)) {
      names.put(row.getUUID("id"), row.getString("name"));
    }
    return names;
  }

  private static YearMonth month(Site site, Instant now) {
    return YearMonth.from(site.clock().localAt(now));
  }

  private static SpaceKind kind(Row row) {
    return SpaceKind.of(row.getString("kind")).orElseThrow();
  }

  private static PriceUnit unit(Row row) {
    return PriceUnit.of(row.getString("unit")).orElseThrow();
  }
}
