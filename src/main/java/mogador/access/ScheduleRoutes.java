package mogador.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mogador.access.Schedules.Outcome;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.OpeningHours.Period;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Schedules by the REST contract; for those who manage the site. */
final class ScheduleRoutes {
  private final Access access;
  private final Guard guard;

  ScheduleRoutes(Access access, Guard guard) {
    this.access = access;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("listSchedules", this::list)
        .on("addSchedule", this::add)
        .on("changeSchedule", this::change)
        .on("retireSchedule", this::retire);
  }

  private void list(RoutingContext ctx) {
    String site = site(ctx);
    guard.manager(ctx, site);
    List<JsonObject> found =
        access.schedules().of(access.database().sql(), site).stream().map(Schedules::json).toList();
    ctx.json(new JsonObject().put("schedules", new JsonArray(found)));
  }

  private void add(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    String site = site(ctx);
    Actor actor = guard.manager(ctx, site);
    var wish =
        new Schedules.Wish(
            body.getString("name").strip(),
            week(body.getJsonObject("week")),
            body.getBoolean("closed_on_holidays"));
    answer(
        ctx,
        201,
        access.database().inTransaction(sql -> access.schedules().add(sql, actor, site, wish)));
  }

  private void change(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    String site = site(ctx);
    Actor actor = guard.manager(ctx, site);
    UUID id = id(ctx);
    Map<DayOfWeek, List<Period>> week = week(body.getJsonObject("week"));
    boolean closed = body.getBoolean("closed_on_holidays");
    answer(
        ctx,
        200,
        access
            .database()
            .inTransaction(sql -> access.schedules().change(sql, actor, site, id, week, closed)));
  }

  private void retire(RoutingContext ctx) {
    String site = site(ctx);
    Actor actor = guard.manager(ctx, site);
    UUID id = id(ctx);
    answer(
        ctx,
        200,
        access.database().inTransaction(sql -> access.schedules().retire(sql, actor, site, id)));
  }

  private static void answer(RoutingContext ctx, int status, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(Schedule schedule) -> {
        ctx.response().setStatusCode(status);
        ctx.json(Schedules.json(schedule));
      }
      case Outcome.NameTaken() ->
          Problem.of(409, "name_taken", "The site has a schedule of this name.")
              .field("name")
              .send(ctx);
      case Outcome.InUse() ->
          Problem.of(409, "schedule_in_use", "A right that is still to end names it.").send(ctx);
      case Outcome.NoHours() ->
          Problem.of(422, "no_hours", "A schedule has hours on one day at least.")
              .field("week")
              .send(ctx);
      case Outcome.Unknown() ->
          Problem.of(404, "unknown_schedule", "The site has no such schedule.").send(ctx);
    }
  }

  private static Map<DayOfWeek, List<Period>> week(JsonObject json) {
    Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      String code = ScheduleStore.dayCode(day);
      String text = json.getString(code, "");
      if (text.isBlank()) continue;
      week.put(day, Period.read(text).orElseThrow(() -> malformed(code)));
    }
    return week;
  }

  private static Problem.Fault malformed(String day) {
    return new Problem.Fault(
        Problem.of(422, "hours_malformed", "Hours are such as 08:00-12:30,14:00-20:00, in order.")
            .field("week." + day));
  }

  private String site(RoutingContext ctx) {
    String site = Input.path(ctx, "site");
    guard.signedIn(ctx);
    if (access.sites().current().site(site).isPresent()) return site;
    throw new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site."));
  }

  private static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "id")).orElse(new UUID(0, 0));
  }
}
