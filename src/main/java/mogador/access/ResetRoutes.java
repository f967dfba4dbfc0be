package mogador.access;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Email;
import mogador.identity.Guard;
import mogador.identity.Person;
import mogador.platform.Sql;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Resets of whereabouts by the REST contract; for those who manage the site. */
final class ResetRoutes {
  private final Access access;
  private final Guard guard;

  ResetRoutes(Access access, Guard guard) {
    this.access = access;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations.on("resetWhereabouts", this::reset);
  }

  private void reset(RoutingContext ctx) {
    JsonObject body = Input.body(ctx);
    String site = Input.path(ctx, "site");
    Actor actor = guard.manager(ctx, site);
    Optional<String> person = Optional.ofNullable(body.getString("person"));
    Optional<String> zone = Optional.ofNullable(body.getString("zone"));
    if (person.isPresent() == zone.isPresent()) {
      Problem.of(422, "invalid_input", "Name a person or a zone.").field("person").send(ctx);
      return;
    }
    String why = RightRoutes.why(body, "why");
    Optional<UUID> whom =
        person.map(
            email ->
                Email.of(email)
                    .flatMap(access.people()::find)
                    .map(Person::id)
                    .orElseThrow(RightRoutes::unknownPerson));
    answer(
        ctx,
        access
            .database()
            .inTransaction(sql -> reset(sql, actor, site, whom, zone.orElse(""), why)));
  }

  private Resets.Outcome reset(
      Sql sql, Actor actor, String site, Optional<UUID> person, String zone, String why) {
    Resets resets = access.resets();
    return person.isPresent()
        ? resets.person(sql, actor, site, person.get(), why)
        : resets.zone(sql, actor, site, zone, why);
  }

  private static void answer(RoutingContext ctx, Resets.Outcome outcome) {
    switch (outcome) {
      case Resets.Outcome.Done(UUID id, Reset reset) -> {
        ctx.response().setStatusCode(201);
        ctx.json(
            new JsonObject()
                .put("id", id.toString())
                .put("site", reset.site())
                .put("at", reset.at().toString()));
      }
      case Resets.Outcome.UnknownSite() ->
          Problem.of(404, "unknown_site", "There is no such site.").send(ctx);
      case Resets.Outcome.UnknownPerson() -> throw RightRoutes.unknownPerson();
      case Resets.Outcome.UnknownZone() ->
          Problem.of(404, "unknown_zone", "The site has no such zone.").field("zone").send(ctx);
    }
  }
}
