package mogador.alarms;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.alarms.Alarms.Outcome;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Alarms by the REST contract; for those who manage the site. */
final class AlarmRoutes {
  private static final int USUAL = 100;

  private final Alarms alarms;
  private final Guard guard;

  AlarmRoutes(Alarms alarms, Guard guard) {
    this.alarms = alarms;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("siteAlarms", this::list)
        .on("acknowledgeAlarm", this::acknowledge)
        .on("clearAlarm", this::clear);
  }

  private void list(RoutingContext ctx) {
    String site = managed(ctx);
    Optional<AlarmKind> kind = Input.query(ctx, "kind").flatMap(AlarmKind::of);
    boolean open = !Input.query(ctx, "state").equals(Optional.of("cleared"));
    int limit = Input.query(ctx, "limit").map(Integer::parseInt).orElse(USUAL);
    var found = alarms.latest(site, kind, open, limit).stream().map(AlarmRoutes::json).toList();
    ctx.json(new JsonObject().put("alarms", new JsonArray(found)));
  }

  private void acknowledge(RoutingContext ctx) {
    String site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    UUID id = id(ctx);
    answer(ctx, alarms.database().inTransaction(sql -> alarms.acknowledge(sql, actor, site, id)));
  }

  private void clear(RoutingContext ctx) {
    String site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    UUID id = id(ctx);
    answer(ctx, alarms.database().inTransaction(sql -> alarms.clear(sql, actor, site, id)));
  }

  private static void answer(RoutingContext ctx, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(Alarm alarm) -> ctx.json(json(alarm));
      case Outcome.Already(Alarm alarm) when alarm.isOpen() ->
          Problem.of(409, "already_acknowledged", "Someone has acknowledged this alarm before.")
              .with("alarm", json(alarm))
              .send(ctx);
      case Outcome.Already(Alarm alarm) ->
          Problem.of(409, "already_cleared", "This alarm is cleared.")
              .with("alarm", json(alarm))
              .send(ctx);
      case Outcome.CauseLasts(Alarm alarm) ->
          Problem.of(409, "cause_lasts", "This alarm clears by itself once its cause has ended.")
              .with("alarm", json(alarm))
              .send(ctx);
      case Outcome.Unknown() -> throw unknown();
    }
  }

  static Problem.Fault unknown() {
    return new Problem.Fault(Problem.of(404, "unknown_alarm", "There is no such alarm here."));
  }

  static UUID id(RoutingContext ctx) {
    return Ids.parse(Input.path(ctx, "alarm")).orElseThrow(AlarmRoutes::unknown);
  }

  static JsonObject json(Alarm alarm) {
    var json =
        new JsonObject()
            .put("id", alarm.id().toString())
            .put("kind", alarm.kind().code())
            .put("severity", alarm.kind().severity().code())
            .put("happened_at", alarm.happenedAt().toString())
            .put("raised_at", alarm.raisedAt().toString())
            .put("late", alarm.late())
            .put("count", alarm.count())
            .put("last_at", alarm.lastAt().toString());
    if (!alarm.subject().device().isEmpty()) json.put("device", alarm.subject().device());
    alarm.subject().zone().ifPresent(zone -> json.put("zone", zone));
    alarm.subject().door().ifPresent(door -> json.put("door", door));
    alarm.overAt().ifPresent(at -> json.put("over_at", at.toString()));
    alarm.acknowledged().ifPresent(step -> put(json, "acknowledged", step));
    alarm.cleared().ifPresent(step -> put(json, "cleared", step));
    return json;
  }

  private static void put(JsonObject json, String what, Alarm.Step step) {
    json.put(what + "_at", step.at().toString());
    step.by().ifPresent(by -> json.put(what + "_by", by));
  }

  private String managed(RoutingContext ctx) {
    String site = Input.path(ctx, "site");
    guard.manager(ctx, site);
    return alarms
        .sites()
        .current()
        .site(site)
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")))
        .id();
  }
}
