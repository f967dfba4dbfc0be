package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.PlaceParty.Chosen;
import mogador.booking.PlaceParty.Look;
import mogador.booking.PlaceParty.Placed;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.platform.Ids;
import mogador.sites.Floor;
import mogador.sites.PlanSvg;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.PlanView;
import mogador.web.Problem;

/** Spaces side by side, as pages. */
final class PartyPages {
  private static final String PARTY = "booking/party.jte";

  private final Bookings bookings;
  private final Pages pages;

  PartyPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/parties").handler(this::look);
    router.post("/parties").handler(this::book);
    router.get("/me/parties/:id").handler(this::mine);
    router.post("/me/parties/:id/cancel").handler(this::cancel);
  }

  private record Asked(Site site, SpaceKind kind, LocalDateTime from, LocalDateTime to, int seats) {
    PlaceParty.Request request() {
      var wish = new BookingRequest.Wish.Any(site.id(), kind.code(), BookingRequest.Needs.NONE);
      return new PlaceParty.Request(
          new BookingRequest(wish, from.toString(), to.toString(), BookingRequest.Details.NONE),
          seats);
    }
  }

  private void look(RoutingContext ctx) {
    show(ctx, 200, asked(FormBody.ofQuery(ctx)), Ids.secret(12));
  }

  private void book(RoutingContext ctx) {
    FormBody form = FormBody.of(ctx);
    Asked asked = asked(form);
    String key = form.required("key", 100);
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    switch (bookings.party().place(actor.get(), asked.request(), Optional.of("page-" + key))) {
      case Placed.Booked(JsonObject answer) ->
          BookingPages.redirect(ctx, "/me/parties/" + answer.getString("id") + "?fresh=1");
      case Placed.TooFew tooFew -> show(ctx, 409, asked, key);
      case Placed.Refused refused -> show(ctx, 422, asked, key);
      case Placed.KeyReused() -> show(ctx, 409, asked, Ids.secret(12));
      case Placed.Suspended() -> BookingRoutes.suspended().send(ctx);
    }
  }

  private void show(RoutingContext ctx, int status, Asked asked, String key) {
    Actor actor = Guard.known(ctx).orElse(PlanSeries.For.NOBODY);
    Look look = bookings.party().look(actor, asked.request());
    Optional<Chosen> chosen =
        look instanceof Look.Found(Chosen found) ? Optional.of(found) : Optional.empty();
    var page =
        new PartyPage(
            asked.site().id(),
            asked.site().name(),
            asked.kind().code(),
            asked.seats(),
            asked.from(),
            asked.to(),
            look instanceof Look.TooFew(int free) ? Optional.of(free) : Optional.empty(),
            look instanceof Look.Refused(var refusal)
                ? Optional.of(refusal.code())
                : Optional.empty(),
            chosen.map(PartyPages::places).orElse(List.of()),
            chosen.map(c -> c.total().centimes()).orElse(0L),
            chosen.map(c -> plans(c, Languages.of(ctx))).orElse(List.of()),
            key,
            Guard.known(ctx).isPresent());
    pages.render(ctx, status, PARTY, page);
  }

  private static List<PartyPage.Place> places(Chosen chosen) {
    return chosen.places().stream()
        .map(
            place ->
                new PartyPage.Place(
                    place.space().name(),
                    chosen.site().floor(place.space().floor()).orElseThrow().name(),
                    place.price().total().centimes()))
        .toList();
  }

  private static List<PlanView> plans(Chosen chosen, Language language) {
    var plans = new ArrayList<PlanView>();
    for (Floor floor : chosen.site().floors()) {
      if (chosen.places().stream().noneMatch(p -> p.space().floor().equals(floor.code()))) continue;
      String svg =
          PlanSvg.draw(
              chosen.site(),
              floor.code(),
              language,
              space ->
                  chosen.has(space)
                      ? BookingViews.mark("chosen", language, Optional.empty())
                      : PlanSvg.Mark.NONE);
      plans.add(new PlanView(floor.name(), svg));
    }
    return plans;
  }

  private Asked asked(FormBody fields) {
    Site site =
        bookings
            .network()
            .site(fields.required("site", 40))
            .orElseThrow(
                () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
    SpaceKind kind = fields.text("kind", 40).flatMap(SpaceKind::of).orElse(SpaceKind.POSITION);
    return new Asked(
        site,
        kind,
        SeriesPages.local(fields, "from"),
        SeriesPages.local(fields, "to"),
        fields.integer("seats", 2, PlaceParty.MOST).orElse(2));
  }

  private void mine(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    UUID id = id(ctx);
    List<Booking> all = bookings.party().find(actor.get(), id);
    if (all.isEmpty()) throw BookingPages.unknownBooking();
    Space first = bookings.network().spaceById(all.getFirst().space()).orElseThrow();
    Site site = bookings.network().site(first.site()).orElseThrow();
    pages.render(
        ctx,
        "booking/my-series.jte",
        new MySeriesPage(
            "/me/parties/" + id,
            false,
            first.name(),
            site.name(),
            Input.query(ctx, "fresh").isPresent(),
            Input.query(ctx, "cancelled").isPresent(),
            false,
            SeriesPages.rows(bookings, all)));
  }

  private void cancel(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    UUID id = id(ctx);
    if (bookings.party().cancel(actor.get(), id).isEmpty()) throw BookingPages.unknownBooking();
    BookingPages.redirect(ctx, "/me/parties/" + id + "?cancelled=1");
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(BookingPages::unknownBooking);
  }
}
