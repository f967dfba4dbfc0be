package mogador.pricing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.Guard;
import mogador.identity.Person;
import mogador.platform.Ids;
import mogador.pricing.GiveWallet.Given;
import mogador.pricing.GiveWallet.NewCredit;
import mogador.pricing.GiveWallet.NewPack;
import mogador.pricing.Payer.Holder;
import mogador.sites.PriceUnit;
import mogador.sites.Site;
import mogador.sites.SpaceKind;
import mogador.sites.Tariff;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Packs and credits by the REST contract. */
final class WalletRoutes {
  private final Wallets wallets;
  private final Guard guard;

  WalletRoutes(Wallets wallets, Guard guard) {
    this.wallets = wallets;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("wallet", this::wallet)
        .on("givePack", this::givePack)
        .on("giveCredits", this::giveCredits);
  }

  private void wallet(RoutingContext ctx) {
    Wallet wallet = wallets.of(guard.signedIn(ctx));
    ctx.json(
        new JsonObject()
            .put("packs", new JsonArray(wallet.packs().stream().map(WalletRoutes::json).toList()))
            .put(
                "credits",
                new JsonArray(wallet.credits().stream().map(WalletRoutes::json).toList()))
            .put(
                "movements",
                new JsonArray(wallet.movements().stream().map(WalletRoutes::json).toList())));
  }

  private void givePack(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Optional<Site> site = Optional.ofNullable(body.getString("site")).map(this::site);
    Actor actor =
        site.isPresent() ? guard.manager(ctx, site.get().id()) : guard.networkManager(ctx);
    var pack =
        new NewPack(
            holder(body),
            site.map(Site::id),
            kind(body),
            PriceUnit.of(body.getString("unit")).orElseThrow(),
            body.getInteger("passes"),
            date(body, "starts_on"),
            date(body, "ends_on"));
    if (!pack.startsOn().isBefore(pack.endsOn())) {
      throw fault(422, "end_before_start", "ends_on", "A pack ends after it starts.");
    }
    if (!isTaken(pack, site)) {
      throw fault(
          422,
          "passes_not_taken",
          "unit",
          "No tariff in force then takes passes of a %s for a %s."
              .formatted(pack.unit().code(), pack.kind().code()));
    }
    var answer =
        new JsonObject()
            .put("kind", pack.kind().code())
            .put("unit", pack.unit().code())
            .put("passes", pack.passes())
            .put("starts_on", pack.startsOn().toString())
            .put("ends_on", pack.endsOn().toString());
    pack.site().ifPresent(id -> answer.put("site", id));
    send(ctx, wallets.give(actor, pack, key(ctx)), answer);
  }

  private void giveCredits(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Site site = site(body.getString("site"));
    Actor actor = guard.manager(ctx, site.id());
    var credit =
        new NewCredit(
            company(body.getString("company")),
            site.id(),
            kind(body),
            month(body),
            body.getInteger("minutes"));
    var answer =
        new JsonObject()
            .put("company", credit.company().toString())
            .put("site", credit.site())
            .put("kind", credit.kind().code())
            .put("month", credit.month().toString())
            .put("minutes", credit.minutes());
    send(ctx, wallets.give(actor, credit, key(ctx)), answer);
  }

  private static void send(RoutingContext ctx, Given given, JsonObject answer) {
    switch (given) {
      case Given.Done(String id) -> {
        ctx.response().setStatusCode(201);
        ctx.json(new JsonObject().put("id", id).mergeIn(answer));
      }
      case Given.KeyReused() ->
          throw fault(
              422,
              "idempotency_key_reused",
              "Idempotency-Key",
              "This key was used for another request; take a new one.");
    }
  }

  /** Whether some site takes such passes on the pack's first or last day. */
  private boolean isTaken(NewPack pack, Optional<Site> only) {
    return wallets.network().sites().stream()
        .filter(site -> only.isEmpty() || only.get().id().equals(site.id()))
        .anyMatch(
            site ->
                takes(site.prices().of(pack.kind(), pack.startsOn()), pack.unit())
                    || takes(
                        site.prices().of(pack.kind(), pack.endsOn().minusDays(1)), pack.unit()));
  }

  private static boolean takes(Optional<Tariff> tariff, PriceUnit unit) {
    return tariff.map(t -> t.passes().contains(unit)).orElse(false);
  }

  private Holder holder(JsonObject body) {
    String email = body.getString("email");
    String company = body.getString("company");
    if ((email == null) == (company == null)) {
      throw fault(400, "invalid_input", "email", "Name either a person's email, or a company.");
    }
    if (email == null) return new Holder.OfCompany(company(company));
    return Email.of(email)
        .flatMap(wallets.people()::find)
        .map(Person::id)
        .map(Holder.OfPerson::new)
        .orElseThrow(
            () -> fault(404, "unknown_person", "email", "Nobody is known by that address."));
  }

  private UUID company(String id) {
    return Ids.parse(id)
        .filter(wallets::isCompany)
        .orElseThrow(() -> fault(404, "unknown_company", "company", "There is no such company."));
  }

  private Site site(String id) {
    return wallets
        .network()
        .site(id)
        .orElseThrow(() -> fault(404, "unknown_site", "site", "There is no such site."));
  }

  private static SpaceKind kind(JsonObject body) {
    String code = body.getString("kind");
    return SpaceKind.of(code)
        .orElseThrow(() -> fault(422, "unknown_kind", "kind", "There is no kind " + code + "."));
  }

  private static LocalDate date(JsonObject body, String field) {
    try {
      LocalDate date = LocalDate.parse(body.getString(field));
      if (date.getYear() >= 2000 && date.getYear() <= 2100) return date;
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw fault(400, "invalid_input", field, "Say a date like 2026-12-01.");
  }

  private static YearMonth month(JsonObject body) {
    try {
      YearMonth month = YearMonth.parse(body.getString("month"));
      if (month.getYear() >= 2000 && month.getYear() <= 2099) return month;
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw fault(400, "invalid_input", "month", "Say a month like 2026-12.");
  }

  private static Optional<String> key(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getHeader("Idempotency-Key"));
  }

  private static JsonObject json(Wallet.Pack pack) {
    var json =
        new JsonObject()
            .put("id", pack.id().toString())
            .put("kind", pack.kind().code())
            .put("unit", pack.unit().code())
            .put("given", pack.given())
            .put("left", pack.left())
            .put("starts_on", pack.startsOn().toString())
            .put("ends_on", pack.endsOn().toString());
    pack.site().ifPresent(site -> json.put("site", site));
    pack.company().ifPresent(name -> json.put("company_name", name));
    return json;
  }

  private static JsonObject json(Wallet.Credit credit) {
    return new JsonObject()
        .put("company", credit.company().toString())
        .put("company_name", credit.companyName())
        .put("site", credit.site())
        .put("kind", credit.kind().code())
        .put("month", credit.month().toString())
        .put("minutes", credit.minutes());
  }

  private static JsonObject json(Wallet.Movement movement) {
    var json =
        new JsonObject()
            .put("at", movement.at().toString())
            .put("cause", movement.cause())
            .put("kind", movement.kind().code())
            .put("unit", movement.unit().code())
            .put("count", movement.count());
    movement.site().ifPresent(site -> json.put("site", site));
    movement.reference().ifPresent(reference -> json.put("booking", reference));
    return json;
  }

  private static Problem.Fault fault(int status, String code, String field, String text) {
    return new Problem.Fault(Problem.of(status, code, text).field(field));
  }
}
