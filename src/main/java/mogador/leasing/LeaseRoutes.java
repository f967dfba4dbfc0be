package mogador.leasing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.Money;
import mogador.leasing.Leases.Granted;
import mogador.leasing.Leases.Terms;
import mogador.platform.Ids;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Leases and the rent roll by the REST contract; for those who manage the site. */
final class LeaseRoutes {
  private final Leases leases;
  private final Sites sites;
  private final Guard guard;

  LeaseRoutes(Leases leases, Sites sites, Guard guard) {
    this.leases = leases;
    this.sites = sites;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations.on("grantLease", this::grant).on("rentRoll", this::rentRoll);
  }

  private void grant(RoutingContext ctx) {
    Terms terms = terms(Input.body(ctx));
    String first = terms.spaces().getFirst();
    Actor actor =
        guard.manager(ctx, first.contains("/") ? first.substring(0, first.indexOf('/')) : first);
    switch (leases.grant(Optional.of(actor.id()), terms)) {
      case Granted.Done(Lease lease) ->
          ctx.response()
              .setStatusCode(201)
              .putHeader("content-type", "application/json")
              .end(json(lease).toBuffer());
      case Granted.SpaceTaken(String space) ->
          Problem.of(409, "slot_taken", space + " is not free for the whole period.")
              .field("spaces")
              .send(ctx);
      case Granted.Refused(String code, String field, String text) ->
          Problem.of(422, code, text).field(field).send(ctx);
    }
  }

  private void rentRoll(RoutingContext ctx) {
    String id = Input.path(ctx, "site");
    guard.manager(ctx, id);
    Site site = sites.current().site(id).orElseThrow(LeaseRoutes::unknownSite);
    YearMonth month = month(Input.query(ctx, "month").orElse(""));
    RentRoll roll = leases.rentRoll(site, month);
    ctx.json(
        new JsonObject()
            .put("site", site.id())
            .put("month", month.toString())
            .put("currency", "MAD")
            .put("leases", new JsonArray(roll.lines().stream().map(this::json).toList()))
            .put("rent_centimes", roll.rent().centimes())
            .put("vat_centimes", roll.tax().centimes())
            .put("area_m2", squareMetres(roll.officeAreaCm2()))
            .put("leased_m2", squareMetres(roll.leasedAreaCm2()))
            .put("vacancy", Math.round(roll.vacancy() * 10_000) / 10_000.0)
            .put("vacant", new JsonArray(roll.vacant().stream().map(Space::reference).toList())));
  }

  private JsonObject json(RentRoll.Line line) {
    return new JsonObject()
        .put("reference", line.lease().reference())
        .put("company", line.lease().companyName())
        .put("spaces", spaces(line.lease()))
        .put("area_m2", squareMetres(line.lease().areaCm2()))
        .put("rate_centimes", line.lease().rate().centimes())
        .put("days", line.month().days())
        .put("days_in_month", line.month().daysInMonth())
        .put("rent_centimes", line.month().rent().centimes())
        .put("vat_centimes", line.tax().centimes());
  }

  private JsonObject json(Lease lease) {
    return new JsonObject()
        .put("id", lease.id().toString())
        .put("reference", lease.reference())
        .put("company", lease.company().toString())
        .put("site", lease.site())
        .put("spaces", spaces(lease))
        .put("starts_on", lease.startsOn().toString())
        .put("ends_on", lease.endsOn().toString())
        .put("rate_centimes", lease.rate().centimes())
        .put("area_m2", squareMetres(lease.areaCm2()));
  }

  private JsonArray spaces(Lease lease) {
    Network network = sites.current();
    return new JsonArray(
        lease.spaces().stream()
            .flatMap(leased -> network.spaceById(leased.space()).stream())
            .map(Space::reference)
            .toList());
  }

  private static Terms terms(JsonObject body) {
    UUID company =
        Ids.parse(body.getString("company"))
            .orElseThrow(() -> invalid("company", "A company is named by its id, a UUID."));
    List<String> spaces = body.getJsonArray("spaces").stream().map(String::valueOf).toList();
    return new Terms(
        company,
        spaces,
        date(body, "starts_on"),
        date(body, "ends_on"),
        Optional.ofNullable(body.getLong("rate_centimes")).map(Money::ofCentimes));
  }

  private static LocalDate date(JsonObject body, String field) {
    try {
      return LocalDate.parse(body.getString(field));
    } catch (DateTimeException e) {
      throw invalid(field, "Say a date like 2026-12-01.");
    }
  }

  static YearMonth month(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= 2000 && month.getYear() <= 2099) return month;
    } catch (DateTimeException e) {
      throw invalid("month", "Say a month like 2026-12.");
    }
    throw invalid("month", "The year is from 2000 to 2099.");
  }

  private static double squareMetres(long cm2) {
    return BigDecimal.valueOf(cm2, 4).doubleValue();
  }

  private static Problem.Fault unknownSite() {
    return new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site."));
  }

  private static Problem.Fault invalid(String field, String text) {
    return new Problem.Fault(Problem.of(422, "invalid_input", text).field(field));
  }
}
