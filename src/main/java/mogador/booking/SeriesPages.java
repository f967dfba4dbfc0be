package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlanSeries.Planned;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** The same again and again, as pages: what would become of each, and what became of it. */
final class SeriesPages {
  private static final String PLAN = "booking/series.jte";
  private static final String MINE = "booking/my-series.jte";
  private static final int USUAL = 8;

  private final Bookings bookings;
  private final Pages pages;

  SeriesPages(Bookings bookings, Pages pages) {
    this.bookings = bookings;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/spaces/:site/:code/series").handler(this::plan);
    router.post("/spaces/:site/:code/series").handler(this::book);
    router.get("/me/series/:id").handler(this::mine);
    new ChangeSeriesPages(bookings, pages).mount(router);
    router.post("/me/series/:id/cancel").handler(this::cancel);
  }

  /**
   * What the form asks for.
   *
   * @param left the recurrences to leave out
   */
  private record Asked(
      Space space,
      LocalDateTime from,
      LocalDateTime to,
      String every,
      Optional<Integer> count,
      Optional<LocalDate> until,
      Set<String> left) {

    private String rule() {
      String days =
          switch (every) {
            case "day" -> "FREQ=DAILY";
            case "weekday" -> "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
            case "two_weeks" -> "FREQ=WEEKLY;INTERVAL=2";
            case "month" -> "FREQ=MONTHLY";
            default -> "FREQ=WEEKLY";
          };
      String end =
          until
              .map(day -> ";UNTIL=" + day.toString().replace("-", ""))
              .orElseGet(() -> ";COUNT=" + count.orElse(USUAL));
      return days + end;
    }

    /** With what cannot be as wished moved near; what is left out is asked for all the same. */
    SeriesRequest all() {
      return request(List.of(), Optional.empty());
    }

    SeriesRequest chosen(Optional<String> agreed) {
      return request(List.copyOf(left), agreed);
    }

    private SeriesRequest request(List<String> except, Optional<String> agreed) {
      return new SeriesRequest(
          BookingRequest.of(space.reference(), from.toString(), to.toString()),
          rule(),
          except,
          OnConflict.MOVE,
          agreed);
    }
  }

  private void plan(RoutingContext ctx) {
    Asked asked = asked(ctx, FormBody.ofQuery(ctx), Set.of());
    show(ctx, 200, asked, Ids.secret(12), false);
  }

  private void book(RoutingContext ctx) {
    Set<String> left =
        ctx.request().formAttributes().entries().stream()
            .filter(field -> field.getKey().startsWith("at-") && field.getValue().equals("leave"))
            .map(field -> field.getKey().substring(3))
            .filter(text -> text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d"))
            .limit(SeriesRule.MOST)
            .collect(Collectors.toUnmodifiableSet());
    FormBody form = FormBody.of(ctx);
    Asked asked = asked(ctx, form, left);
    Optional<Actor> actor = Guard.known(ctx);
    String key = form.required("key", 100);
    if (actor.isEmpty()) {
      BookingPages.redirect(
          ctx, "/sign-in?next=" + BookingPages.encoded(page(ctx, asked, key, false).href()));
      return;
    }
    Optional<String> agreed = agreed(actor.get(), asked, form.required("plan", 60));
    if (agreed.isEmpty()) {
      show(ctx, 409, asked, key, true);
      return;
    }
    switch (bookings
        .placeSeries()
        .place(actor.get(), asked.chosen(agreed), Optional.of("page-" + key))) {
      case PlaceSeries.Placed.Booked(JsonObject answer) ->
          BookingPages.redirect(ctx, "/me/series/" + answer.getString("id") + "?fresh=1");
      case PlaceSeries.Placed.Conflict conflict -> show(ctx, 409, asked, key, true);
      case PlaceSeries.Placed.Refused refused -> show(ctx, 422, asked, key, false);
      case PlaceSeries.Placed.KeyReused() -> show(ctx, 409, asked, Ids.secret(12), true);
      case PlaceSeries.Placed.Suspended() -> BookingRoutes.suspended().send(ctx);
    }
  }

  /**
   * The plan of what was chosen, if all that was shown still holds and leaving out changes none.
   */
  private Optional<String> agreed(Actor actor, Asked asked, String shown) {
    if (!(bookings.placeSeries().precheck(actor, asked.all())
            instanceof Planned.Plan(SeriesPlan all))
        || !all.fingerprint().equals(shown)) {
      return Optional.empty();
    }
    return bookings.placeSeries().precheck(actor, asked.chosen(Optional.empty()))
                instanceof Planned.Plan(SeriesPlan chosen)
            && chosen.isAmong(all)
        ? Optional.of(chosen.fingerprint())
        : Optional.empty();
  }

  private void show(RoutingContext ctx, int status, Asked asked, String key, boolean changed) {
    pages.render(ctx, status, PLAN, page(ctx, asked, key, changed));
  }

  private SeriesPage page(RoutingContext ctx, Asked asked, String key, boolean changed) {
    Space space = asked.space();
    Actor actor = Guard.known(ctx).orElse(PlanSeries.For.NOBODY);
    Planned planned = bookings.placeSeries().precheck(actor, asked.all());
    Optional<SeriesPlan> plan =
        planned instanceof Planned.Plan(SeriesPlan found) ? Optional.of(found) : Optional.empty();
    List<SeriesPage.Row> rows =
        plan.map(p -> p.outcomes().stream().map(o -> row(asked, o)).toList()).orElse(List.of());
    return new SeriesPage(
        space.reference(),
        space.name(),
        space.kind().code(),
        site(space).name(),
        asked.from(),
        asked.to(),
        asked.every(),
        asked.count(),
        asked.until(),
        planned instanceof Planned.No(Refusal refusal)
            ? Optional.of(refusal.code())
            : Optional.empty(),
        rows,
        plan.map(SeriesPlan::fingerprint).orElse(""),
        key,
        Guard.known(ctx).isPresent(),
        changed,
        rows.stream().filter(r -> !r.left()).mapToLong(SeriesPage.Row::totalCentimes).sum());
  }

  private static SeriesPage.Row row(Asked asked, SeriesOutcome outcome) {
    LocalDateTime start = outcome.recurrence();
    Optional<SeriesOutcome.Place> place = outcome.place();
    return new SeriesPage.Row(
        BookingJson.local(start),
        place.map(p -> p.time().from()).orElse(start),
        place
            .map(p -> p.time().to())
            .orElse(start.plus(java.time.Duration.between(asked.from(), asked.to()))),
        place.map(p -> p.space().name()).orElse(asked.space().name()),
        place.filter(p -> p.space().id() != asked.space().id()).isPresent(),
        SeriesJson.code(outcome),
        outcome.why().map(Refusal::code),
        place.map(p -> p.price().total().centimes()).orElse(0L),
        asked.left().contains(BookingJson.local(start)));
  }

  private Asked asked(RoutingContext ctx, FormBody fields, Set<String> left) {
    Space space =
        bookings
            .network()
            .space(Input.path(ctx, "site"), Input.path(ctx, "code"))
            .orElseThrow(
                () ->
                    new Problem.Fault(Problem.of(404, "unknown_space", "There is no such space.")));
    Optional<LocalDate> until =
        fields.text("end", 10).filter("count"::equals).isPresent()
            ? Optional.empty()
            : fields.date("until");
    return new Asked(
        space,
        local(fields, "from"),
        local(fields, "to"),
        fields.text("every", 20).orElse("week"),
        until.isPresent()
            ? Optional.empty()
            : fields.integer("count", 1, SeriesRule.MOST).or(() -> Optional.of(USUAL)),
        until,
        left);
  }

  static LocalDateTime local(FormBody fields, String name) {
    String text = fields.required(name, 40);
    try {
      return LocalDateTime.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new Problem.Fault(
          Problem.of(422, "invalid_time", "“" + text + "” is no such time.").field(name));
    }
  }

  private void mine(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Series series = series(bookings, ctx, actor.get());
    Space main = bookings.network().spaceById(series.space()).orElseThrow();
    pages.render(
        ctx,
        MINE,
        new MySeriesPage(
            "/me/series/" + series.id(),
            true,
            main.name(),
            site(main).name(),
            Input.query(ctx, "fresh").isPresent(),
            Input.query(ctx, "cancelled").isPresent(),
            Input.query(ctx, "changed").isPresent(),
            rows(bookings, bookings.occurrences(series))));
  }

  static List<MySeriesPage.Row> rows(Bookings bookings, List<Booking> all) {
    Instant now = bookings.now();
    return all.stream()
        .map(
            booking ->
                new MySeriesPage.Row(
                    booking.id().toString(),
                    booking.reference(),
                    booking.occurrence().map(o -> BookingJson.local(o.recurrence())).orElse(""),
                    bookings.network().spaceById(booking.space()).orElseThrow().name(),
                    booking.time().from(),
                    booking.time().to(),
                    booking.price().total().centimes(),
                    booking.isCancelled() || now.isBefore(booking.slot().end())
                        ? booking.status().code()
                        : "done",
                    !booking.isCancelled() && now.isBefore(booking.slot().start())))
        .toList();
  }

  private void cancel(RoutingContext ctx) {
    Optional<Actor> actor = BookingPages.signedIn(ctx);
    if (actor.isEmpty()) return;
    Series series = series(bookings, ctx, actor.get());
    FormBody form = FormBody.of(ctx);
    boolean has = form.text("at", 40).isPresent();
    Optional<LocalDateTime> at = has ? Optional.of(local(form, "at")) : Optional.empty();
    SeriesScope.Extent extent =
        at.isEmpty()
            ? SeriesScope.Extent.ALL
            : form.text("scope", 20).filter("following"::equals).isPresent()
                ? SeriesScope.Extent.FOLLOWING
                : SeriesScope.Extent.ONE;
    var unused =
        bookings.cancelSeries().cancel(actor.get(), series.id(), new SeriesScope(extent, at));
    BookingPages.redirect(ctx, "/me/series/" + series.id() + "?cancelled=1");
  }

  static Series series(Bookings bookings, RoutingContext ctx, Actor actor) {
    return Ids.parse(Input.path(ctx, "id"))
        .flatMap(id -> bookings.series(actor, id))
        .orElseThrow(BookingPages::unknownBooking);
  }

  private Site site(Space space) {
    return bookings.network().site(space.site()).orElseThrow();
  }
}
