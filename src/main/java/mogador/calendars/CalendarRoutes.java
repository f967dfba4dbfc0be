package mogador.calendars;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.calendars.Feeds.Made;
import mogador.calendars.Feeds.Wish;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Feeds and free/busy by the REST contract. */
final class CalendarRoutes {
  private final Calendars calendars;
  private final Feeds feeds;
  private final Guard guard;

  CalendarRoutes(Calendars calendars, Feeds feeds, Guard guard) {
    this.calendars = calendars;
    this.feeds = feeds;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("listCalendarFeeds", this::list)
        .on("createCalendarFeed", this::create)
        .on("renewCalendarFeed", this::renew)
        .on("revokeCalendarFeed", this::revoke)
        .on("spaceFreebusy", this::freebusy);
  }

  private void list(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    var all =
        feeds.of(actor).stream()
            .map(feed -> FeedJson.of(calendars.network(), feed, Optional.empty()))
            .toList();
    ctx.json(new JsonObject().put("feeds", new JsonArray(all)));
  }

  private void create(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    answer(ctx, feeds.make(actor, wish(Input.body(ctx))));
  }

  private void renew(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Made.Done done = feeds.renew(actor, id(ctx)).orElseThrow(CalendarRoutes::unknown);
    noStore(ctx).json(FeedJson.of(calendars.network(), done.feed(), Optional.of(done.url())));
  }

  private void revoke(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    if (!feeds.revoke(actor, id(ctx))) throw unknown();
    ctx.response().setStatusCode(204).end();
  }

  private void freebusy(RoutingContext ctx) {
    FreeBusy found =
        calendars.freeBusy(
            Input.path(ctx, "site"),
            Input.path(ctx, "space"),
            Input.query(ctx, "from"),
            Input.query(ctx, "to"));
    ctx.response().putHeader("cache-control", "public, max-age=60");
    ctx.json(found.toJson());
  }

  private void answer(RoutingContext ctx, Made made) {
    switch (made) {
      case Made.Done(Feed feed, String url) -> {
        noStore(ctx).response().setStatusCode(201);
        ctx.json(FeedJson.of(calendars.network(), feed, Optional.of(url)));
      }
      default -> throw new Problem.Fault(problem(made));
    }
  }

  /** What stood in the way of a feed. */
  static Problem problem(Made made) {
    return switch (made) {
      case Made.NotTheirs(String field) ->
          Problem.of(403, "forbidden", "This is for those who run it.").field(field);
      case Made.UnknownSpace(String reference) ->
          Problem.of(404, "unknown_space", "There is no space " + reference + ".").field("space");
      case Made.TooMany() ->
          Problem.of(409, "too_many_feeds", "You have " + Feeds.MOST + "; revoke one first.");
      case Made.Done done -> throw new IllegalArgumentException("no problem");
    };
  }

  private static Wish wish(JsonObject body) {
    return switch (body.getString("kind")) {
      case "company" -> new Wish.Company(uuid(required(body, "company")));
      case "space" -> new Wish.Space(required(body, "space"));
      default -> new Wish.Own();
    };
  }

  private static String required(JsonObject body, String field) {
    return Optional.ofNullable(body.getString(field))
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(400, "invalid_input", "Say which " + field + ".").field(field)));
  }

  private static UUID uuid(String text) {
    return Ids.parse(text)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(400, "invalid_input", "This is no id.").field("company")));
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElseThrow(CalendarRoutes::unknown);
  }

  /** The address is a secret. */
  private static RoutingContext noStore(RoutingContext ctx) {
    ctx.response().putHeader("cache-control", "no-store");
    return ctx;
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_feed", "There is no such feed, or it is not yours."));
  }
}
