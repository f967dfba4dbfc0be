package mogador.pricing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.pricing.GiveWallet.Given;
import mogador.pricing.GiveWallet.NewPack;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/** Essaouira on a database of its own, people who pay there, and bookings to be paid for. */
final class WalletPark implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
  static final LocalDate DAY = LocalDate.parse("2026-12-10");

  /** What the company leases: 24 m² at 6 minutes are 144 a month. */
  static final int LEASED_MINUTES = 144;

  private final TestDatabase test = TestDatabase.migrated();
  private final Sites sites = new Sites(test.database());
  private final Clock clock = Clock.fixed(NOW, java.time.ZoneOffset.UTC);
  final People people = new People(test.database(), clock);
  final Wallets wallets = new Wallets(test.database(), sites, people, clock);
  private final UUID manager;

  WalletPark() {
    sites.load();
    sites.importSite(SeedSites.document("essaouira"), NOW);
    manager = person();
  }

  Database database() {
    return test.database();
  }

  Sql sql() {
    return test.database().sql();
  }

  Site site() {
    return sites.current().site("essaouira").orElseThrow();
  }

  UUID person() {
    String email = "p" + UUID.randomUUID() + "@example.org";
    return people.known(Email.of(email).orElseThrow(), "Someone", Language.FR).id();
  }

  /** One that leases from the middle of November on. */
  UUID company() {
    UUID company = people.company("Company " + UUID.randomUUID());
    UUID lease = UUID.randomUUID();
    sql()
        .run(
            """
            insert into lease (id, reference, site_id, company_id, starts_on, ends_on,
              rate_centimes, vat_rate_bp, status, created_at)
            values ($1, $2, 'essaouira', $3, '2026-11-15', '2027-11-15', 5000, 2000, 'active', $4)
            """,
            lease,
            "L-" + lease,
            company,
            NOW);
    Space office = site().space("b-01").orElseThrow();
    sql()
        .run(
            "insert into lease_space (lease_id, space_id, area_cm2) values ($1, $2, 240000)",
            lease,
            office.id());
    return company;
  }

  /** A booking's row, for what is spent to be for. */
  void booking(Sql sql, UUID id, UUID person, Stretch stretch) {
    Space space =
        site().spaces().stream().filter(s -> s.kind() == stretch.kind()).findFirst().orElseThrow();
    sql.run(
        """
        insert into booking (id, reference, site_id, space_id, person_id, booked_by, local_from,
          local_to, starts_at, ends_at, status, price_centimes, vat_centimes, vat_rate_bp,
          created_at)
        values ($1, $9, 'essaouira', $2, $3, $3, $4, $5, $6, $7, 'confirmed', 0, 0, 0, $8)
        """,
        id,
        space.id(),
        person,
        stretch.from(),
        stretch.to(),
        site().clock().firstInstant(stretch.from()),
        site().clock().firstInstant(stretch.to()),
        NOW,
        "ESS-" + Ids.readable(6));
  }

  Stretch stretch(SpaceKind kind, int quarters) {
    LocalDateTime nine = DAY.atTime(9, 0);
    return new Stretch(site(), kind, nine, nine.plusMinutes(15L * quarters));
  }

  UUID give(Holder holder, SpaceKind kind, PriceUnit unit, int passes, LocalDate endsOn) {
    var pack =
        new NewPack(holder, Optional.of("essaouira"), kind, unit, passes, DAY.minusDays(9), endsOn);
    return switch (wallets.give(actor(manager), pack, Optional.empty())) {
      case Given.Done(String id) -> UUID.fromString(id);
      case Given.KeyReused() -> throw new AssertionError("no key was used");
    };
  }

  Actor manager() {
    return actor(manager);
  }

  Actor actor(UUID id) {
    return new Actor(People.byId(sql(), id).orElseThrow(), Set.of(Actor.EVERY_SITE), Set.of());
  }

  @Override
  public void close() {
    test.close();
  }
}
