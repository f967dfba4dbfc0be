package mogador.pricing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.pricing.GiveWallet.Given;
import mogador.pricing.GiveWallet.NewCredit;
import mogador.pricing.GiveWallet.NewPack;
import mogador.pricing.Payer.Holder;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Tariff;
import mogador.web.Operations;
import mogador.web.Pages;

/** What people and companies pay with besides money: packs of passes, and credits by month. */
public final class Wallets {
  private static final int MANY = 50_000;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Database database;
  private final Sites sites;
  private final People people;
  private final Clock clock;

  /** Whether a person has a pack: most have none, and are not to pay a query for it each time. */
  private final Cache<UUID, Boolean> holders =
      Caffeine.newBuilder().maximumSize(MANY).expireAfterWrite(SOON).build();

  private final Cache<Membership, Boolean> members =
      Caffeine.newBuilder().maximumSize(MANY).expireAfterWrite(LATER).build();

  private record Membership(Set<UUID> companies, String site, LocalDate day) {}

  public Wallets(Database database, Sites sites, People people, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.people = people;
    this.clock = clock;
  }

  /** Answers the contract's operations about packs and credits. */
  public void mount(Operations operations, Guard guard) {
    new WalletRoutes(this, guard).mount(operations);
  }

  /** The page of someone's own. */
  public void mount(Router router, Pages pages) {
    new WalletPages(this, pages).mount(router);
  }

  /** Whether the payer is a member of a company that leases offices of the site that day. */
  public boolean isMember(Payer payer, Site site, LocalDate day) {
    return isMember(database.sql(), payer, site, day);
  }

  private boolean isMember(Sql sql, Payer payer, Site site, LocalDate day) {
    if (payer.memberOf().isEmpty()) return false;
    return remembered(
        members,
        new Membership(payer.memberOf(), site.id(), day),
        asked -> WalletStore.isLeasing(sql, asked.companies(), asked.site(), asked.day()));
  }

  /** What a stretch costs the payer in money alone. No query for whoever is no member. */
  public Quote quote(Payer payer, Stretch stretch) {
    return tariff(payer, stretch)
        .map(
            t -> Quote.of(t, stretch.from(), stretch.to(), pays(database.sql(), payer, stretch, t)))
        .orElse(Payment.nothing().money());
  }

  /**
   * Whether {@link #spend} could come to anything but money. Asks the database at most once in five
   * seconds for a person, and not at all where there are no passes; so a pack given by another
   * server may be overlooked for as long.
   */
  public boolean mayPay(Payer payer, Stretch stretch) {
    return mayPay(database.sql(), payer, stretch);
  }

  boolean mayPay(Sql sql, Payer payer, Stretch stretch) {
    Optional<Tariff> tariff = tariff(payer, stretch);
    if (tariff.isEmpty()) return false;
    return switch (payer.holder()) {
      case Holder.OfCompany company -> true;
      case Holder.OfPerson person ->
          !tariff.get().passes().isEmpty()
              && remembered(holders, person.id(), id -> hasPack(sql, id));
    };
  }

  /** Whether a person has a pack that has not ended, asked of the database each time. */
  public boolean hasPack(UUID person) {
    return hasPack(database.sql(), person);
  }

  private boolean hasPack(Sql sql, UUID person) {
    return WalletStore.hasPack(sql, new Holder.OfPerson(person), yesterday());
  }

  /** How the payer would pay now: for whoever asks before they book. Changes nothing. */
  public Payment preview(Payer payer, Stretch stretch) {
    return purse(database.sql(), payer).pay(stretch);
  }

  /** The same for several stretches, one after the other. */
  public Purse purse(Sql sql, Payer payer) {
    return new Purse(this, sql, payer);
  }

  /**
   * Pays for a booking as far as passes and credits go, within the transaction that keeps it; the
   * booking's row may come later in it. Packs and credits used are locked until its end.
   *
   * @return what was used, and what is left to pay with money
   */
  public Payment spend(Sql sql, UUID booking, Payer payer, Stretch stretch, Instant now) {
    Optional<Tariff> tariff = tariff(payer, stretch);
    if (tariff.isEmpty()) return Payment.nothing();
    boolean member = pays(sql, payer, stretch, tariff.get());
    return SpendWallet.spend(sql, booking, payer, stretch, tariff.get(), member, now);
  }

  /**
   * Gives back a share of the passes and credits that a booking still has, within the transaction
   * that changes it: minutes rounded down, passes whole ones only, so that of a single pass nothing
   * comes back for less than all. What has ended meanwhile comes back, and has ended all the same.
   *
   * @param shareBasisPoints from 0 to 10,000
   */
  public GivenBack giveBack(Sql sql, UUID booking, int shareBasisPoints, Instant now) {
    return SpendWallet.giveBack(sql, booking, shareBasisPoints, now);
  }

  Given give(Actor by, NewPack pack, Optional<String> key) {
    Instant now = clock.instant();
    Given given = database.inTransaction(sql -> GiveWallet.pack(sql, by.id(), pack, key, now));
    holders.invalidate(pack.holder().id());
    return given;
  }

  Given give(Actor by, NewCredit credit, Optional<String> key) {
    Instant now = clock.instant();
    return database.inTransaction(sql -> GiveWallet.credit(sql, by.id(), credit, key, now));
  }

  Wallet of(Actor actor) {
    return ReadWallet.of(database.sql(), sites.current(), actor, clock.instant());
  }

  boolean isCompany(UUID id) {
    return database
        .sql()
        .first(row -> row.getBoolean(0), "select exists(select from company where id = $1)", id)
        .orElseThrow();
  }

  People people() {
    return people;
  }

  Instant now() {
    return clock.instant();
  }

  Network network() {
    return sites.current();
  }

  /** What the payer is charged by; empty for what costs them nothing. */
  static Optional<Tariff> tariff(Payer payer, Stretch stretch) {
    return payer.free() ? Optional.empty() : stretch.tariff();
  }

  boolean pays(Sql sql, Payer payer, Stretch stretch, Tariff tariff) {
    return tariff.hasMembers() && isMember(sql, payer, stretch.site(), stretch.day());
  }

  /** Without holding others up while the database is asked, as the cache's own loading would. */
  private static <K> boolean remembered(Cache<K, Boolean> cache, K key, Predicate<K> asking) {
    Boolean known = cache.getIfPresent(key);
    if (known != null) return known;
    boolean found = asking.test(key);
    cache.put(key, found);
    return found;
  }

  /** In every zone a pack that has not ended there ends after this day. */
  private LocalDate yesterday() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
  }
}
