package mogador.booking;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.ChangeSeries.Outcome;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.identity.Actor;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Languages;
import mogador.web.Pages;

/**
 * Moves a series, or part of it, as pages: first what would become of each date, then in earnest.
 */
final class ChangeSeriesPages {
  private static final String PAGE = "booking/change-series.jte";

  private final Bookings bookings;
  private final Pages pages;

  ChangeSeriesPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/me/series/:id/change").handler(this::look);
    router.post("/me/series/:id/change").handler(this::change);
  }

  /** What the form asks for; without hours nothing is asked yet. */
  private record Asked(
      Actor actor,
      Series series,
      Booking first,
      SeriesScope scope,
      Optional<String> space,
      Optional<LocalTime> from,
      Optional<LocalTime> to,
      int days,
      boolean keeps) {

    private ChangeSeries.Wish wish(boolean dryRun) {
      return new ChangeSeries.Wish(
          scope, space, from, to, days, false, keeps ? OnConflict.SKIP : OnConflict.MOVE, dryRun);
    }
  }

  private void look(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Asked asked = asked(ctx, actor.get(), FormBody.ofQuery(ctx));
    pages.render(ctx, PAGE, page(ctx, asked, would(asked), Ids.secret(12), false));
  }

  private void change(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    FormBody form = FormBody.of(ctx);
    Asked asked = asked(ctx, actor.get(), form);
    String key = form.required("key", 100);
    Optional<Outcome> would = would(asked);
    if (!shown(would).equals(form.required("shown", 100))) {
      pages.render(ctx, 409, PAGE, page(ctx, asked, would, key, true));
      return;
    }
    Outcome outcome =
        bookings
            .changeSeries()
            .change(
                asked.actor(), asked.series().id(), asked.wish(false), Optional.of("page-" + key));
    switch (outcome) {
      case Outcome.Done done -> BookingPages.redirect(ctx, path(asked.series()) + "?changed=1");
      case Outcome.Refused refused ->
          pages.render(ctx, 422, PAGE, page(ctx, asked, Optional.of(refused), key, false));
      case Outcome.Would w -> throw new IllegalStateException("not a dry run");
      case Outcome.Conflict c -> again(ctx, asked);
      case Outcome.KeyReused k -> again(ctx, asked);
      case Outcome.Unknown() -> throw BookingPages.unknownBooking();
    }
  }

  private void again(RoutingContext ctx, Asked asked) {
    pages.render(ctx, 409, PAGE, page(ctx, asked, would(asked), Ids.secret(12), true));
  }

  private Optional<Outcome> would(Asked asked) {
    if (asked.from().isEmpty()) return Optional.empty();
    return Optional.of(
        bookings
            .changeSeries()
            .change(asked.actor(), asked.series().id(), asked.wish(true), Optional.empty()));
  }

  private static String shown(Optional<Outcome> outcome) {
    return outcome.orElse(null) instanceof Outcome.Would would
        ? HexFormat.of()
            .formatHex(Ids.sha256(would.answer().encode().getBytes(StandardCharsets.UTF_8)))
        : "";
  }

  private ChangeSeriesPage page(
      RoutingContext ctx, Asked asked, Optional<Outcome> outcome, String key, boolean changed) {
    Booking first = asked.first();
    Space now = space(first.space());
    Space wished = asked.space().flatMap(bookings.network()::space).orElse(now);
    Site site = bookings.network().site(now.site()).orElseThrow();
    return new ChangeSeriesPage(
        path(asked.series()),
        now.name(),
        site.name(),
        first.time().from(),
        first.occurrence().map(one -> BookingJson.local(one.recurrence())).orElse(""),
        asked.scope().extent().code(),
        SearchQuery.spaces(site.arranged(first.time().from().toLocalDate()), now.kind()).stream()
            .map(s -> new Choice(s.reference(), s.name(), s.id() == wished.id()))
            .toList(),
        asked.from().orElseGet(() -> first.time().from().toLocalTime()),
        asked.to().orElseGet(() -> first.time().to().toLocalTime()),
        asked.days(),
        asked.keeps(),
        outcome.orElse(null) instanceof Outcome.Refused(Refusal refusal)
            ? Optional.of(RefusalWords.of(refusal, Languages.of(ctx)))
            : Optional.empty(),
        outcome.orElse(null) instanceof Outcome.Would(var outcomes, var answer)
            ? outcomes.stream().map(ChangeSeriesPages::row).toList()
            : List.of(),
        shown(outcome),
        key,
        changed);
  }

  private static ChangeSeriesPage.Row row(SeriesOutcome outcome) {
    SeriesOutcome.Place place = outcome.place().orElseThrow();
    return new ChangeSeriesPage.Row(
        place.time().from(),
        place.time().to(),
        place.space().name(),
        SeriesJson.code(outcome),
        outcome.why().map(Refusal::code),
        place.price().total().centimes());
  }

  private Asked asked(RoutingContext ctx, Actor actor, FormBody fields) {
    Series series = SeriesPages.series(bookings, ctx, actor);
    Optional<String> at = fields.text("at", 40);
    SeriesScope.Extent extent =
        switch (fields.text("scope", 20).orElse(at.isEmpty() ? "all" : "one")) {
          case "one" -> SeriesScope.Extent.ONE;
          case "following" -> SeriesScope.Extent.FOLLOWING;
          default -> SeriesScope.Extent.ALL;
        };
    var scope =
        at.isEmpty()
            ? SeriesScope.ALL
            : new SeriesScope(extent, Optional.of(SeriesPages.local(fields, "at")));
    List<Booking> all = bookings.occurrences(series);
    Booking first =
        switch (scope.in(all, bookings.now())) {
          case SeriesScope.Reached.These(var reached) -> reached.getFirst();
          case SeriesScope.Reached.No no -> all.getFirst();
        };
    return new Asked(
        actor,
        series,
        first,
        scope,
        fields.text("space", 100),
        fields.time("from"),
        fields.time("to"),
        fields.integer("days", -ChangeSeriesPage.MOST_DAYS, ChangeSeriesPage.MOST_DAYS).orElse(0),
        fields.text("rest", 10).filter("keep"::equals).isPresent());
  }

  private Space space(long id) {
    return bookings.network().spaceById(id).orElseThrow();
  }

  private static String path(Series series) {
    return "/me/series/" + series.id();
  }
}
