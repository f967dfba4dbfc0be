package mogador.pricing;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.web.Pages;

/** The page of someone's packs and credits. */
final class WalletPages {
  private static final int MINUTES = 60;

  private final Wallets wallets;
  private final Pages pages;

  WalletPages(Wallets wallets, Pages pages) {
    this.wallets = wallets;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/me/wallet").handler(this::wallet);
  }

  private void wallet(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) {
      var unused = ctx.redirect("/sign-in?next=%2Fme%2Fwallet");
      return;
    }
    WalletPage page = page(wallets.of(actor.get()), wallets.network(), wallets.now());
    pages.render(ctx, "pricing/wallet.jte", page);
  }

  static WalletPage page(Wallet wallet, Network network, Instant now) {
    return new WalletPage(
        wallet.packs().stream()
            .filter(pack -> pack.left() > 0 && pack.endsOn().isAfter(today(network, pack, now)))
            .sorted(Comparator.comparing(Wallet.Pack::endsOn))
            .map(pack -> pack(network, pack, now))
            .toList(),
        wallet.credits().stream().map(credit -> credit(network, credit)).toList(),
        wallet.movements().stream().map(movement -> movement(network, movement)).toList());
  }

  private static WalletPage.Pack pack(Network network, Wallet.Pack pack, Instant now) {
    return new WalletPage.Pack(
        pack.company(),
        pack.site().map(site -> name(network, site)),
        pack.kind().code(),
        pack.unit().code(),
        pack.given(),
        pack.left(),
        Optional.of(pack.startsOn()).filter(day -> day.isAfter(today(network, pack, now))),
        pack.endsOn().minusDays(1));
  }

  private static WalletPage.Credit credit(Network network, Wallet.Credit credit) {
    return new WalletPage.Credit(
        credit.companyName(),
        name(network, credit.site()),
        credit.kind().code(),
        credit.month(),
        credit.minutes() / MINUTES,
        credit.minutes() % MINUTES);
  }

  private static WalletPage.Movement movement(Network network, Wallet.Movement movement) {
    return new WalletPage.Movement(
        local(network, movement.site(), movement.at()),
        movement.cause(),
        movement.kind().code(),
        movement.unit().code(),
        movement.count(),
        movement.reference());
  }

  private static LocalDate today(Network network, Wallet.Pack pack, Instant now) {
    return local(network, pack.site(), now).toLocalDate();
  }

  /** On the clock of the site; of a pack for every site, on that of the first. */
  private static LocalDateTime local(Network network, Optional<String> site, Instant at) {
    return site.flatMap(network::site)
        .or(() -> network.sites().stream().findFirst())
        .map(found -> found.clock().localAt(at))
        .orElseGet(() -> LocalDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  private static LocalText name(Network network, String site) {
    return network.site(site).map(Site::name).orElseGet(() -> LocalText.same(site));
  }
}
