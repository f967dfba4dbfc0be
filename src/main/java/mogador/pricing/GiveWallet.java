package mogador.pricing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.SpaceKind;

/** Gives packs and credits to people and companies, once for a key. */
final class GiveWallet {
  private GiveWallet() {}

  /**
   * Passes to be given.
   *
   * @param site where they are good; everywhere when empty
   * @param endsOn the day after the last on which a booking may begin
   */
  record NewPack(
      Holder holder,
      Optional<String> site,
      SpaceKind kind,
      PriceUnit unit,
      int passes,
      LocalDate startsOn,
      LocalDate endsOn) {}

  /** Minutes of a calendar month to be given to a company. */
  record NewCredit(UUID company, String site, SpaceKind kind, YearMonth month, int minutes) {}

  sealed interface Given {
    /** Now, or by an earlier request with the same key. */
    record Done(String id) implements Given {}

    /** The key was used for another request. */
    record KeyReused() implements Given {}
  }

  static Given pack(Sql sql, UUID by, NewPack pack, Optional<String> key, Instant now) {
    UUID id = Ids.next(now);
    Buffer hash = hash(pack);
    boolean first =
        sql.update(
                """
                insert into pack (id, person_id, company_id, site_id, kind, unit, given, starts_on,
                  ends_on, given_by, key, request_hash, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                on conflict (given_by, key) do nothing
                """,
                id,
                pack.holder() instanceof Holder.OfPerson(UUID person)
                    ? Optional.of(person)
                    : Optional.empty(),
                pack.holder() instanceof Holder.OfCompany(UUID company)
                    ? Optional.of(company)
                    : Optional.empty(),
                pack.site(),
                pack.kind().code(),
                pack.unit().code(),
                pack.passes(),
                pack.startsOn(),
                pack.endsOn(),
                by,
                key,
                hash,
                now)
            == 1;
    if (!first) return earlier(sql, "pack", by, key.orElseThrow(), hash);
    WalletStore.enterPasses(sql, id, "given", pack.passes(), Optional.empty(), now);
    AuditEntry entry =
        AuditEntry.of(
                AuditKind.PASSES_GIVEN,
                pack.site().orElse(AuditEntry.NETWORK),
                pack.kind().code(),
                now)
            .with("pack", id.toString())
            .with("unit", pack.unit().code())
            .with("passes", pack.passes())
            .with("starts_on", pack.startsOn().toString())
            .with("ends_on", pack.endsOn().toString())
            .by(by);
    AuditTrail.add(
        sql,
        switch (pack.holder()) {
          case Holder.OfPerson(UUID person) -> entry.about(person);
          case Holder.OfCompany(UUID company) -> entry.with("company", company.toString());
        });
    return new Given.Done(id.toString());
  }

  static Given credit(Sql sql, UUID by, NewCredit credit, Optional<String> key, Instant now) {
    WalletStore.openCredit(
        sql, credit.company(), credit.site(), credit.kind(), credit.month(), now);
    Buffer hash = hash(credit);
    Optional<String> entered =
        sql.first(
            row -> String.valueOf(row.getLong("id")),
            """
            insert into credit_entry (credit_id, cause, minutes, given_by, key, request_hash,
              happened_at)
            select id, 'given', $5, $6, $7, $8, $9 from credit
            where company_id = $1 and site_id = $2 and kind = $3 and month = $4
            on conflict (given_by, key) do nothing returning id
            """,
            credit.company(),
            credit.site(),
            credit.kind().code(),
            credit.month().atDay(1),
            credit.minutes(),
            by,
            key,
            hash,
            now);
    if (entered.isEmpty()) return earlier(sql, "credit_entry", by, key.orElseThrow(), hash);
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.CREDITS_GIVEN, credit.site(), credit.kind().code(), now)
            .with("company", credit.company().toString())
            .with("month", credit.month().toString())
            .with("minutes", credit.minutes())
            .by(by));
    return new Given.Done(entered.get());
  }

  private static Given earlier(Sql sql, String table, UUID by, String key, Buffer hash) {
    return sql.first(
            row ->
                row.getBuffer("request_hash").equals(hash)
                    ? new Given.Done(row.getString("id"))
                    : new Given.KeyReused(),
            "select id::text, request_hash from " + table + " where given_by = $1 and key = $2",
            by,
            key)
        .orElseThrow();
  }

  private static Buffer hash(Record request) {
    return Buffer.buffer(Ids.sha256(request.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
