package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.platform.Database;
import mogador.reporting.BookedReport.Line;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** What became of bookings by the REST contract; for those who manage the site. */
final class BookedRoutes {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Clock clock;

  BookedRoutes(Database database, Sites sites, Guard guard, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.clock = clock;
  }

  void mount(Operations operations) {
    operations.on("siteBookingsUse", this::booked);
  }

  private void booked(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Optional<Site> with = Input.query(ctx, "with").map(id -> other(managed.network(), id));
    with.ifPresent(other -> guard.manager(ctx, other.id()));
    BookedAnswer answer =
        BookedAnswer.of(
                database.sql(),
                managed.network(),
                UseAsked.of(ctx, managed.site(), clock.instant()),
                with)
            .ofPossibleDays();
    JsonObject json =
        json(answer.period(), answer.report())
            .put("before", json(answer.period().before(), answer.before()));
    answer.other().ifPresent(other -> json.put("with", json(answer.period(), other)));
    ctx.json(json);
  }

  private static Site other(Network network, String id) {
    return network
        .site(id)
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(400, "invalid_input", "There is no such site.").field("with")));
  }

  private static JsonObject json(UsePeriod period, BookedReport report) {
    return new JsonObject()
        .put("from", period.from().toString())
        .put("to", period.to().toString())
        .put("groups", new JsonArray(report.lines().stream().map(BookedRoutes::json).toList()));
  }

  private static JsonObject json(Line line) {
    var json =
        new JsonObject()
            .put("by", line.by().code())
            .put("code", line.code())
            .put("kept_back", line.keptBack());
    line.name().map(LocalText::fr).ifPresent(name -> json.put("name", name));
    line.booked().ifPresent(booked -> json.put("booked", json(booked)));
    line.squattedMillis().ifPresent(millis -> json.put("squatted_ms", millis));
    line.stays()
        .ifPresent(
            stays ->
                json.put(
                    "stays",
                    new JsonObject()
                        .put("count", stays.count())
                        .put("median_minutes", stays.median())
                        .put("longest_minutes", stays.longest())));
    return json;
  }

  private static JsonObject json(BookedFigures of) {
    return new JsonObject()
        .put("bookings", of.bookings())
        .put("attended", of.attended())
        .put("no_show", of.noShows())
        .put("ended_early", of.early())
        .put("unknown", of.unknown())
        .put("released", of.released())
        .put("rebooked", of.rebooked())
        .put("attended_ms", of.time().attended())
        .put("no_show_ms", of.time().noShow())
        .put("early_ms", of.time().early())
        .put("rebooked_ms", of.time().rebooked())
        .put("unknown_ms", of.time().unknown());
  }
}
