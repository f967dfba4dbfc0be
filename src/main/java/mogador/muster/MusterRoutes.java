package mogador.muster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.muster.MusterSteps.Started;
import mogador.muster.MusterSteps.Step;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Musters by the REST contract; for those who manage the site. */
final class MusterRoutes {
  private final Musters musters;
  private final Guard guard;

  MusterRoutes(Musters musters, Guard guard) {
    this.musters = musters;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("siteInside", this::inside)
        .on("musters", this::list)
        .on("startMuster", this::start)
        .on("muster", this::read)
        .on("markSafe", this::mark)
        .on("endMuster", this::end);
  }

  private void inside(RoutingContext ctx) {
    Site site = managed(ctx);
    ctx.json(MusterJson.inside(site, musters.inside(site)));
  }

  private void list(RoutingContext ctx) {
    Site site = managed(ctx);
    var past = musters.past(site).stream().map(MusterJson::past).toList();
    ctx.json(new JsonObject().put("musters", new JsonArray(past)));
  }

  private void start(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    Roll.Kind kind = Roll.Kind.of(body.getString("kind")).orElseThrow();
    String why = Optional.ofNullable(body.getString("why")).orElse("").strip();
    switch (musters.start(actor, site, kind, why)) {
      case Started.Begun(UUID roll) -> {
        ctx.response().setStatusCode(201);
        answer(ctx, site, roll);
      }
      case Started.GoesOn(UUID roll) ->
          Problem.of(409, "muster_goes_on", "A muster goes on at this site; work on that one.")
              .with("muster", roll.toString())
              .send(ctx);
    }
  }

  private void read(RoutingContext ctx) {
    answer(ctx, managed(ctx), id(ctx, "id"));
  }

  private void mark(RoutingContext ctx) {
    boolean safe = Input.body(ctx).getBoolean("safe");
    Site site = managed(ctx);
    UUID roll = id(ctx, "id");
    step(ctx, site, roll, musters.mark(guard.signedIn(ctx), site, roll, id(ctx, "entry"), safe));
  }

  private void end(RoutingContext ctx) {
    Site site = managed(ctx);
    UUID roll = id(ctx, "id");
    step(ctx, site, roll, musters.end(guard.signedIn(ctx), site, roll));
  }

  private void step(RoutingContext ctx, Site site, UUID roll, Step step) {
    switch (step) {
      case Step.Done done -> answer(ctx, site, roll);
      case Step.AlreadyEnded() ->
          Problem.of(409, "muster_ended", "This muster is over; its roll stays as it is.")
              .send(ctx);
      case Step.Unknown() -> throw MusterPages.unknown();
    }
  }

  private void answer(RoutingContext ctx, Site site, UUID roll) {
    ctx.json(MusterJson.roll(site, musters.find(site, roll).orElseThrow(MusterPages::unknown)));
  }

  private static UUID id(RoutingContext ctx, String name) {
    return Ids.parse(Input.path(ctx, name)).orElseThrow(MusterPages::unknown);
  }

  private Site managed(RoutingContext ctx) {
    String id = Input.path(ctx, "site");
    guard.manager(ctx, id);
    return musters
        .site(id)
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
