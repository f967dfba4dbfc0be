package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import mogador.identity.Guard;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Operations;
import mogador.web.Pages;

/** What could be done about how a site is used, for those who manage it. */
final class AdvicePages {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Clock clock;

  AdvicePages(Database database, Sites sites, Guard guard, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.clock = clock;
  }

  void mount(Router router, Pages pages) {
    router.get("/ops/:site/use/advice").handler(ctx -> page(ctx, pages));
  }

  /** The same by the API. */
  void mount(Operations operations) {
    operations.on("siteAdvice", this::advice);
  }

  private void page(RoutingContext ctx, Pages pages) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    AdviceAnswer answer = AdviceAnswer.of(database.sql(), site, clock.instant());
    pages.render(
        ctx,
        "reporting/advice.jte",
        new AdvicePage(
            site.id(),
            site.name(),
            managed.choices(),
            answer.from(),
            answer.to(),
            answer.isEnoughKnown(),
            answer.keptBack(),
            only(answer, Advice.SeatsForRooms.class),
            floors(site, answer),
            answer.advice().stream().filter(AdvicePages::isAboutTenant).toList()));
  }

  private static List<AdvicePage.Floor> floors(Site site, AdviceAnswer answer) {
    List<Advice.FloorCouldClose> hours = only(answer, Advice.FloorCouldClose.class);
    return site.floors().stream()
        .map(
            floor ->
                new AdvicePage.Floor(
                    floor.name(),
                    CloseHours.of(
                        hours.stream().filter(one -> one.floor().equals(floor.code())).toList())))
        .filter(floor -> !floor.hours().isEmpty())
        .toList();
  }

  private static boolean isAboutTenant(Advice advice) {
    return switch (advice) {
      case Advice.MoreRoomNeeded _, Advice.LessRoomNeeded _ -> true;
      case Advice.SeatsForRooms _, Advice.FloorCouldClose _ -> false;
    };
  }

  private static <A extends Advice> List<A> only(AdviceAnswer answer, Class<A> kind) {
    return answer.advice().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void advice(RoutingContext ctx) {
    Site site = ManagedSite.of(ctx, sites, guard).site();
    AdviceAnswer answer = AdviceAnswer.of(database.sql(), site, clock.instant());
    ctx.json(
        new JsonObject()
            .put("from", answer.from().toString())
            .put("to", answer.to().toString())
            .put("enough_known", answer.isEnoughKnown())
            .put("kept_back", answer.keptBack())
            .put(
                "advice", new JsonArray(answer.advice().stream().map(AdvicePages::json).toList())));
  }

  private static JsonObject json(Advice advice) {
    return switch (advice) {
      case Advice.SeatsForRooms seats ->
          new JsonObject()
              .put("advice", "seats_for_rooms")
              .put("spare", seats.spare())
              .put("seats", seats.seats())
              .put("used", seats.used())
              .put("rooms", seats.rooms())
              .put("full_hours", seats.fullHours())
              .put("hours", seats.hours())
              .put("weeks", seats.weeks());
      case Advice.FloorCouldClose close ->
          new JsonObject()
              .put("advice", "floor_could_close")
              .put("floor", close.floor())
              .put("weekday", close.weekday().getValue())
              .put("from_hour", close.from())
              .put("until_hour", close.until())
              .put("weeks", close.weeks())
              .put("kinds", new JsonArray(close.kinds().stream().map(AdvicePages::json).toList()));
      case Advice.MoreRoomNeeded more -> json("more_room_needed", more.tenant());
      case Advice.LessRoomNeeded less -> json("less_room_needed", less.tenant());
    };
  }

  private static JsonObject json(Advice.OfKind kind) {
    JsonObject json =
        new JsonObject()
            .put("kind", kind.kind())
            .put("spaces", kind.spaces())
            .put("used", kind.used());
    kind.spare().ifPresent(spare -> json.put("spare_elsewhere", spare));
    return json;
  }

  private static JsonObject json(String advice, Advice.Tenant tenant) {
    JsonObject json =
        new JsonObject()
            .put("advice", advice)
            .put("company", tenant.company())
            .put("area_cm2", tenant.areaCm2())
            .put("people", tenant.people())
            .put("most_people", tenant.most())
            .put("days", tenant.days());
    tenant.areaPerPersonCm2().ifPresent(area -> json.put("area_per_person_cm2", area));
    return json;
  }
}
