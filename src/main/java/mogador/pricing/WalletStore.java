package mogador.pricing;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.SpaceKind;

/** Packs, credits and their ledgers. What is left is kept by the database, from the ledgers. */
final class WalletStore {
  private WalletStore() {}

  static boolean hasPack(Sql sql, Holder holder, LocalDate day) {
    return sql.first(
            row -> row.getBoolean(0),
            "select exists(select from pack where " + of(holder) + " = $1 and ends_on > $2)",
            holder.id(),
            day)
        .orElseThrow();
  }

  static boolean isLeasing(Sql sql, Set<UUID> companies, String site, LocalDate day) {
    return sql.first(
            row -> row.getBoolean(0),
            """
            select exists(select from leased_area
              where company_id = any($1) and site_id = $2 and starts_on <= $3 and ends_on > $3)
            """,
            companies.toArray(UUID[]::new),
            site,
            day)
        .orElseThrow();
  }

  /** What may be used for a stretch; locked in one order for all, if so wished. */
  static List<PackBalance> packs(
      Sql sql, Holder holder, Stretch stretch, Collection<PriceUnit> units, boolean locking) {
    return sql.list(
        WalletStore::pack,
        "select id, unit, passes, ends_on from pack where "
            + of(holder)
            + """
             = $1 and kind = $2 and (site_id is null or site_id = $3) and unit = any($4)
              and starts_on <= $5 and ends_on > $5 and passes > 0
            order by id\
            """
            + (locking ? " for update" : ""),
        holder.id(),
        stretch.kind().code(),
        stretch.site().id(),
        units.stream().map(PriceUnit::code).toArray(String[]::new),
        stretch.day());
  }

  /**
   * A company's minutes of a month.
   *
   * @param minutes left
   * @param leased given so far for what it leases
   */
  record Credit(UUID id, int minutes, int leased) {}

  static Optional<Credit> credit(Sql sql, UUID company, Stretch stretch, boolean locking) {
    return sql.first(
        row ->
            new Credit(
                row.getUUID("id"), row.getInteger("minutes"), row.getInteger("leased_minutes")),
        """
        select id, minutes, leased_minutes from credit
        where company_id = $1 and site_id = $2 and kind = $3 and month = $4\
        """
            + (locking ? " for update" : ""),
        company,
        stretch.site().id(),
        stretch.kind().code(),
        stretch.month().atDay(1));
  }

  static void openCredit(
      Sql sql, UUID company, String site, SpaceKind kind, YearMonth month, Instant now) {
    sql.run(
        """
        insert into credit (id, company_id, site_id, kind, month) values ($1, $2, $3, $4, $5)
        on conflict do nothing
        """,
        Ids.next(now),
        company,
        site,
        kind.code(),
        month.atDay(1));
  }

  static List<LeasedCredit.Leased> leased(Sql sql, UUID company, String site, YearMonth month) {
    return sql.list(
        row ->
            new LeasedCredit.Leased(
                row.getLocalDate("starts_on"),
                row.getLocalDate("ends_on"),
                row.getLong("area_cm2")),
        """
        select starts_on, ends_on, area_cm2 from leased_area
        where company_id = $1 and site_id = $2 and starts_on < $4 and ends_on > $3
        """,
        company,
        site,
        month.atDay(1),
        month.plusMonths(1).atDay(1));
  }

  static void enterPasses(
      Sql sql, UUID pack, String cause, int passes, Optional<UUID> booking, Instant now) {
    sql.send(
        """
        insert into pack_entry (pack_id, cause, passes, booking_id, happened_at)
        values ($1, $2, $3, $4, $5)
        """,
        pack,
        cause,
        passes,
        booking,
        now);
  }

  static void enterCredit(
      Sql sql, UUID credit, String cause, int minutes, Optional<UUID> booking, Instant now) {
    sql.send(
        """
        insert into credit_entry (credit_id, cause, minutes, booking_id, happened_at)
        values ($1, $2, $3, $4, $5)
        """,
        credit,
        cause,
        minutes,
        booking,
        now);
  }

  /** Whether passes or credits were used for a booking. */
  static boolean wasUsed(Sql sql, UUID booking) {
    return sql.first(
            row -> row.getBoolean(0),
            """
            select exists(select from pack_entry where booking_id = $1)
                or exists(select from credit_entry where booking_id = $1)
            """,
            booking)
        .orElseThrow();
  }

  /** What a booking still has of packs, which are locked; what ends last first. */
  static List<PackBalance> passesOf(Sql sql, UUID booking) {
    sql.run(
        """
        select from pack where id in (select pack_id from pack_entry where booking_id = $1)
        order by id for update
        """,
        booking);
    return sql.list(
        WalletStore::pack,
        """
        select p.id, p.unit, -sum(e.passes)::int as passes, p.ends_on
        from pack_entry e join pack p on p.id = e.pack_id
        where e.booking_id = $1 group by p.id having sum(e.passes) < 0
        order by p.ends_on desc, p.id
        """,
        booking);
  }

  /** What a booking still has of credits, which are locked. */
  static List<Credit> creditOf(Sql sql, UUID booking) {
    sql.run(
        """
        select from credit where id in (select credit_id from credit_entry where booking_id = $1)
        order by id for update
        """,
        booking);
    return sql.list(
        row -> new Credit(row.getUUID("credit_id"), row.getInteger("minutes"), 0),
        """
        select credit_id, -sum(minutes)::int as minutes from credit_entry
        where booking_id = $1 group by credit_id having sum(minutes) < 0 order by credit_id
        """,
        booking);
  }

  private static PackBalance pack(Row row) {
    return new PackBalance(
        row.getUUID("id"),
        PriceUnit.of(row.getString("unit")).orElseThrow(),
        row.getInteger("passes"),
        row.getLocalDate("ends_on"));
  }

  private static String of(Holder holder) {
    return switch (holder) {
      case Holder.OfPerson person -> "person_id";
      case Holder.OfCompany company -> "company_id";
    };
  }
}
