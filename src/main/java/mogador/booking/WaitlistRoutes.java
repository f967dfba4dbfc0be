package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.Waitlist.Joined;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** The waiting list by the REST contract. */
final class WaitlistRoutes {
  private final Bookings bookings;
  private final Guard guard;

  WaitlistRoutes(Bookings bookings, Guard guard) {
    this.bookings = bookings;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("joinWaitlist", this::join)
        .on("listWaits", this::list)
        .on("leaveWaitlist", this::leave);
  }

  private void join(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    switch (bookings.waitlist().join(actor, BookingRoutes.request(Input.body(ctx)))) {
      case Joined.Waits(WaitlistEntry entry, int place) ->
          ctx.response()
              .setStatusCode(201)
              .putHeader("content-type", "application/json")
              .end(json(entry).put("place", place).toBuffer());
      case Joined.FreeNow(Space space, BookedTime time) ->
          Problem.of(409, "free_now", "It is free: book it.")
              .with("space", space.reference())
              .send(ctx);
      case Joined.Refused(Refusal refusal) -> BookingRoutes.problem(refusal).send(ctx);
    }
  }

  private void list(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    var waits = bookings.waitlist().of(actor).stream().map(this::withPlace).toList();
    ctx.json(new JsonObject().put("waits", new JsonArray(waits)));
  }

  private void leave(RoutingContext ctx) {
    Actor actor = guard.signedIn(ctx);
    Optional<UUID> id = Ids.parse(Input.path(ctx, "id"));
    boolean theirs =
        id.map(known -> bookings.waitlist().leave(actor, known, bookings.change())).orElse(false);
    if (!theirs) {
      Problem.of(404, "unknown_wait", "There is no such entry, or it is not yours.").send(ctx);
      return;
    }
    ctx.response().setStatusCode(204).end();
  }

  private JsonObject withPlace(WaitlistEntry entry) {
    return entry.status() == WaitlistEntry.Status.WAITING
        ? json(entry).put("place", bookings.waitlist().place(entry))
        : json(entry);
  }

  private JsonObject json(WaitlistEntry entry) {
    var json =
        new JsonObject()
            .put("id", entry.id().toString())
            .put("site", entry.site())
            .put("status", entry.status().code())
            .put("from", entry.time().from().toString())
            .put("to", entry.time().to().toString());
    entry
        .space()
        .flatMap(id -> bookings.network().spaceById(id))
        .ifPresent(space -> json.put("space", space.reference()));
    entry.kind().map(SpaceKind::code).ifPresent(kind -> json.put("kind", kind));
    entry.offer().ifPresent(booking -> json.put("booking", booking.toString()));
    return json;
  }
}
