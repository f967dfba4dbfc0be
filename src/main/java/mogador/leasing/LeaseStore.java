package mogador.leasing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.leasing.Lease.Leased;
import mogador.platform.Sql;

/** Leases and the spaces they hold. */
final class LeaseStore {
  private static final String LEASES =
      """
      select l.id, l.reference, l.site_id, l.company_id, c.name as company_name, l.starts_on,
             l.ends_on, l.rate_centimes, l.vat_rate_bp,
             (select jsonb_agg(jsonb_build_object('space', s.space_id, 'area', s.area_cm2)
                               order by s.space_id)
              from lease_space s where s.lease_id = l.id) as spaces
      from lease l join company c on c.id = l.company_id
      """;

  private LeaseStore() {}

  static void add(Sql sql, Lease lease, Instant now) {
    sql.run(
        """
        insert into lease (id, reference, site_id, company_id, starts_on, ends_on, rate_centimes,
            vat_rate_bp, status, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9)
        """,
        lease.id(),
        lease.reference(),
        lease.site(),
        lease.company(),
        lease.startsOn(),
        lease.endsOn(),
        lease.rate().centimes(),
        lease.vat().basisPoints(),
        now);
    sql.runEach(
        "insert into lease_space (lease_id, space_id, area_cm2) values ($1, $2, $3)",
        lease.spaces().stream()
            .map(leased -> List.<Object>of(lease.id(), leased.space(), leased.areaCm2()))
            .toList());
  }

  /** The leases of a site that run on a day from {@code from} to before {@code to}. */
  static List<Lease> running(Sql sql, String site, LocalDate from, LocalDate to) {
    return sql.list(
        LeaseStore::fromRow,
        LEASES
            + "where l.site_id = $1 and l.starts_on < $3 and l.ends_on > $2 order by l.reference",
        site,
        from,
        to);
  }

  static List<Lease> ofCompany(Sql sql, UUID company, LocalDate today) {
    return sql.list(
        LeaseStore::fromRow,
        LEASES + "where l.company_id = $1 and l.ends_on > $2 order by l.reference",
        company,
        today);
  }

  private static Lease fromRow(Row row) {
    return new Lease(
        row.getUUID("id"),
        row.getString("reference"),
        row.getString("site_id"),
        row.getUUID("company_id"),
        row.getString("company_name"),
        leased(row.getJsonArray("spaces")),
        row.getLocalDate("starts_on"),
        row.getLocalDate("ends_on"),
        Money.ofCentimes(row.getLong("rate_centimes")),
        new Vat(row.getInteger("vat_rate_bp")));
  }

  private static List<Leased> leased(JsonArray spaces) {
    return spaces.stream()
        .map(JsonObject.class::cast)
        .map(json -> new Leased(json.getLong("space"), json.getLong("area")))
        .toList();
  }
}
