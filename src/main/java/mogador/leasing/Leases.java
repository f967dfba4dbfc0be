package mogador.leasing;

import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mogador.access.AccessRight;
import mogador.access.Rights;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.booking.DerivedTimes;
import mogador.claims.Claims;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.kernel.Money;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;
import mogador.leasing.Lease.Leased;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Prices;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Operations;
import mogador.web.Pages;

/** Who holds which offices for how long, at what rent. */
public final class Leases {
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);

  private final Database database;
  private final Sites sites;
  private final Clock clock;

  public Leases(Database database, Sites sites, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
  }

  /**
   * What is to be leased.
   *
   * @param spaces references of offices of one site
   * @param endsOn the day after the last
   * @param rate per m² and month, before tax; the site's own when empty
   */
  public record Terms(
      UUID company,
      List<String> spaces,
      LocalDate startsOn,
      LocalDate endsOn,
      Optional<Money> rate) {
    public Terms {
      spaces = List.copyOf(spaces);
    }
  }

  /** What became of granting a lease. */
  public sealed interface Granted {
    record Done(Lease lease) implements Granted {}

    /** The space is held by another lease, a booking or a closure during the period. */
    record SpaceTaken(String space) implements Granted {}

    /** {@code code} is stable, {@code field} the input at fault. */
    record Refused(String code, String field, String text) implements Granted {}
  }

  public void mount(Operations operations, Guard guard) {
    new LeaseRoutes(this, sites, guard).mount(operations);
  }

  /** The rent roll's page. */
  public void mount(Router router, Guard guard, Pages pages) {
    router.get("/ops/:site/rents").handler(new RentPages(this, guard, pages)::rents);
  }

  /**
   * Claims the offices for the period and gives the company's members their doors.
   *
   * @param by who grants it; empty when the system itself does, such as for a demo
   */
  public Granted grant(Optional<UUID> by, Terms terms) {
    Network network = sites.current();
    List<Space> spaces = new ArrayList<>();
    for (String reference : terms.spaces()) {
      Optional<Space> space = network.space(reference);
      if (space.isEmpty())
        return refused("unknown_space", "spaces", "There is no " + reference + ".");
      if (space.get().kind() != SpaceKind.OFFICE || space.get().areaCm2() == 0) {
        return refused("not_leasable", "spaces", reference + " is not an office with an area.");
      }
      spaces.add(space.get());
    }
    if (spaces.isEmpty() || spaces.stream().map(Space::site).distinct().count() != 1) {
      return refused("one_site_only", "spaces", "Name offices of one site.");
    }
    if (spaces.stream().distinct().count() != spaces.size()) {
      return refused("space_twice", "spaces", "An office is named twice.");
    }
    if (!terms.startsOn().isBefore(terms.endsOn()) || terms.endsOn().isAfter(LAST_DAY)) {
      return refused("end_before_start", "ends_on", "A lease ends after it starts, before 2100.");
    }
    Site site = network.site(spaces.getFirst().site()).orElseThrow();
    return write(by, draft(terms, site, spaces), site, spaces);
  }

  private Granted write(Optional<UUID> by, Lease lease, Site site, List<Space> spaces) {
    Instant now = clock.instant();
    try {
      return database.inTransaction(
          sql -> {
            if (!companyExists(sql, lease.company())) {
              return refused("unknown_company", "company", "There is no such company.");
            }
            LeaseStore.add(sql, lease, now);
            TimeSlot slot = slot(lease, site);
            for (Space space : sorted(spaces)) {
              Claims.keep(sql, Claims.Source.LEASE, lease.id(), space, slot);
            }
            for (UUID member : People.membersOf(sql, lease.company())) {
              Rights.give(sql, rights(lease, slot, member));
            }
            audit(sql, by, lease, spaces, now);
            return new Granted.Done(lease);
          });
    } catch (Claims.Overlap taken) {
      return new Granted.SpaceTaken(taken.space().reference());
    }
  }

  private static void audit(
      Sql sql, Optional<UUID> by, Lease lease, List<Space> spaces, Instant now) {
    AuditEntry entry =
        AuditEntry.of(AuditKind.LEASE_GRANTED, lease.site(), lease.reference(), now)
            .with("company", lease.company().toString())
            .with("spaces", new JsonArray(spaces.stream().map(Space::code).toList()))
            .with("starts_on", lease.startsOn().toString())
            .with("ends_on", lease.endsOn().toString())
            .with("rate_centimes", lease.rate().centimes());
    AuditTrail.add(sql, by.map(entry::by).orElse(entry));
  }

  /** Makes someone a member of a company, with the doors of what it leases. */
  public void join(UUID company, UUID person) {
    Instant now = clock.instant();
    database.inTransaction(
        sql -> {
          if (!People.join(sql, company, person)) return false;
          LocalDate today = LocalDate.ofInstant(now, java.time.ZoneOffset.UTC).minusDays(1);
          for (Lease lease : LeaseStore.ofCompany(sql, company, today)) {
            Site site = sites.current().site(lease.site()).orElseThrow();
            Rights.give(sql, rights(lease, slot(lease, site), person));
          }
          AuditTrail.add(
              sql,
              AuditEntry.ofNetwork(AuditKind.MEMBER_JOINED, company.toString(), now).about(person));
          return true;
        });
  }

  /** For when the zone rules of a site change. */
  public DerivedTimes times() {
    return new LeaseTimes();
  }

  Network network() {
    return sites.current();
  }

  Instant now() {
    return clock.instant();
  }

  RentRoll rentRoll(Site site, YearMonth month) {
    List<Lease> leases =
        LeaseStore.running(database.sql(), site.id(), month.atDay(1), month.plusMonths(1).atDay(1));
    return RentRoll.of(site, leases, month);
  }

  private Lease draft(Terms terms, Site site, List<Space> spaces) {
    Prices.Rent rent = site.rent().orElse(new Prices.Rent(0, 0));
    return new Lease(
        Ids.next(clock.instant()),
        "L-" + site.id().substring(0, 3).toUpperCase(Locale.ROOT) + "-" + Ids.readable(6),
        site.id(),
        terms.company(),
        "",
        spaces.stream().map(space -> new Leased(space.id(), space.areaCm2())).toList(),
        terms.startsOn(),
        terms.endsOn(),
        terms.rate().orElse(Money.ofCentimes(rent.centimes())),
        new Vat(rent.vatRateBp()));
  }

  private static boolean companyExists(Sql sql, UUID company) {
    return sql.first(row -> 1, "select 1 from company where id = $1", company).isPresent();
  }

  private static List<AccessRight> rights(Lease lease, TimeSlot slot, UUID member) {
    return lease.spaces().stream()
        .map(leased -> AccessRight.ofLease(lease.id(), member, lease.site(), leased.space(), slot))
        .toList();
  }

  private static TimeSlot slot(Lease lease, Site site) {
    SiteZone zone = site.clock();
    return new TimeSlot(
        zone.firstInstant(lease.startsOn().atStartOfDay()),
        zone.firstInstant(lease.endsOn().atStartOfDay()));
  }

  /** By their first atom, as all claims are taken, or two leases could wait for each other. */
  private static List<Space> sorted(List<Space> spaces) {
    return spaces.stream()
        .sorted((a, b) -> Long.compare(a.atoms().getFirst(), b.atoms().getFirst()))
        .toList();
  }

  private static Granted refused(String code, String field, String text) {
    return new Granted.Refused(code, field, text);
  }
}
