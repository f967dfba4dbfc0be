package mogador.calendars;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.calendars.CalendarsPage.Given;
import mogador.calendars.CalendarsPage.Group;
import mogador.calendars.CalendarsPage.Line;
import mogador.calendars.CalendarsPage.Option;
import mogador.calendars.Feeds.Made;
import mogador.calendars.Feeds.Wish;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.platform.Ids;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** Calendars as files and feeds, and the page on which people keep their feeds. */
final class CalendarPages {
  private static final String PAGE = "calendars/calendars.jte";
  private static final String HERE = "/me/calendars";
  private static final String ICS = ".ics";

  private final Calendars calendars;
  private final Feeds feeds;
  private final Pages pages;

  CalendarPages(Calendars calendars, Feeds feeds, Pages pages) {
    this.calendars = calendars;
    this.feeds = feeds;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/calendar/:file").handler(this::feed);
    router.get("/spaces/:site/:code/freebusy.ics").handler(this::freebusy);
    router.get("/me/bookings/:id/calendar.ics").handler(this::file);
    router.get(HERE).handler(this::show);
    router.post(HERE).handler(this::make);
    router.post(HERE + "/:id/renew").handler(this::renew);
    router.post(HERE + "/:id/revoke").handler(this::revoke);
  }

  private void feed(RoutingContext ctx) {
    String file = Input.path(ctx, "file");
    String secret = file.endsWith(ICS) ? file.substring(0, file.length() - ICS.length()) : "";
    String text =
        feeds
            .read(secret)
            .orElseThrow(
                () ->
                    new Problem.Fault(
                        Problem.of(404, "unknown_feed", "There is no such feed (any more).")));
    // Nothing on the way may keep a secret address, nor what it shows.
    ctx.response().putHeader("referrer-policy", "no-referrer").putHeader("x-robots-tag", "noindex");
    ICalAnswer.send(ctx, text, "private, max-age=300");
  }

  private void freebusy(RoutingContext ctx) {
    FreeBusy found =
        calendars.freeBusy(
            Input.path(ctx, "site"), Input.path(ctx, "code"), Optional.empty(), Optional.empty());
    ICalAnswer.send(ctx, found.toICalendar(calendars.sender()), "public, max-age=300");
  }

  private void file(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    String text =
        Ids.parse(Input.path(ctx, "id"))
            .flatMap(id -> calendars.file(actor.get(), id, Languages.of(ctx)))
            .orElseThrow(
                () ->
                    new Problem.Fault(
                        Problem.of(404, "unknown_booking", "There is no such booking of yours.")));
    ctx.response().putHeader("content-disposition", "attachment; filename=\"mogador.ics\"");
    ICalAnswer.send(ctx, text, "private, no-cache");
  }

  private void show(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    pages.render(ctx, PAGE, page(ctx, actor.get(), Optional.empty(), Optional.empty()));
  }

  private void make(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    Made made = feeds.make(actor.get(), wish(FormBody.of(ctx)));
    if (made instanceof Made.Done done) {
      // Not redirected: the address is known to this answer alone.
      pages.render(ctx, 201, PAGE, page(ctx, actor.get(), Optional.of(done), Optional.empty()));
      return;
    }
    Problem problem = CalendarRoutes.problem(made);
    pages.render(
        ctx,
        problem.status(),
        PAGE,
        page(ctx, actor.get(), Optional.empty(), Optional.of(problem.code())));
  }

  private void renew(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    Made.Done done = feeds.renew(actor.get(), id(ctx)).orElseThrow(CalendarPages::unknown);
    pages.render(ctx, PAGE, page(ctx, actor.get(), Optional.of(done), Optional.empty()));
  }

  private void revoke(RoutingContext ctx) {
    Optional<Actor> actor = signedIn(ctx);
    if (actor.isEmpty()) return;
    if (!feeds.revoke(actor.get(), id(ctx))) throw unknown();
    redirect(ctx, HERE);
  }

  private CalendarsPage page(
      RoutingContext ctx, Actor actor, Optional<Made.Done> given, Optional<String> problem) {
    Language language = Languages.of(ctx);
    List<Feed> all = feeds.of(actor);
    return new CalendarsPage(
        given.map(
            done ->
                new Given(
                    feeds.name(done.feed(), language),
                    done.url(),
                    done.url().replaceFirst("^https?:", "webcal:"))),
        problem,
        all.stream()
            .map(
                feed ->
                    new Line(
                        feed.id().toString(),
                        feeds.name(feed, language),
                        FeedStore.kind(feed.of()),
                        LocalDate.ofInstant(feed.changedAt(), ZoneOffset.UTC)))
            .toList(),
        feeds.companies(actor).stream()
            .map(company -> new Option(company.id().toString(), company.name()))
            .toList(),
        calendars.network().sites().stream()
            .filter(site -> actor.manages(site.id()))
            .map(
                site ->
                    new Group(
                        site.name().in(language),
                        site.spaces().stream()
                            .filter(space -> space.bookable())
                            .map(space -> new Option(space.reference(), space.name().in(language)))
                            .toList()))
            .toList(),
        all.size() >= Feeds.MOST);
  }

  private static Wish wish(FormBody form) {
    return switch (form.required("kind", 20)) {
      case "company" ->
          new Wish.Company(Ids.parse(form.required("company", 40)).orElse(new UUID(0, 0)));
      case "space" -> new Wish.Space(form.required("space", 90));
      default -> new Wish.Own();
    };
  }

  /** Who asks; nobody is sent to sign in and comes back here. */
  private static Optional<Actor> signedIn(RoutingContext ctx) {
    Optional<Actor> actor = Guard.known(ctx);
    if (actor.isEmpty()) {
      String here = ctx.request().method().name().equals("GET") ? ctx.normalizedPath() : HERE;
      redirect(ctx, "/sign-in?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
    }
    return actor;
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(CalendarPages::unknown);
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_feed", "There is no such feed, or it is not yours."));
  }

  private static void redirect(RoutingContext ctx, String path) {
    var unused = ctx.redirect(path);
  }
}
