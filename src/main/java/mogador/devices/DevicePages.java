package mogador.devices;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.access.DecisionWords;
import mogador.alarms.AlarmBanner;
import mogador.alarms.Alarms;
import mogador.booking.Bookings;
import mogador.devices.LiveFeed.News;
import mogador.devices.LivePage.Row;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.occupancy.PresenceBoard;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.DevicePlace;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.PlanSvg;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Frame;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Messages;
import mogador.web.Pages;
import mogador.web.PlanView;
import mogador.web.Problem;
import mogador.web.SseHub;

/** A site as it is now, for its manager: the plan, the stream of events, the devices. */
public final class DevicePages implements AutoCloseable {
  private static final int ROWS = 60;
  private static final Set<String> SAID = Set.of("opened", "refused", "no_answer", "offline");

  private final Database database;
  private final Sites sites;
  private final LiveFeed feed;
  private final OpensDoors doors;
  private final Guard guard;
  private final Pages pages;

  /** What the pages show. */
  public record Parts(
      Database database,
      Sites sites,
      PresenceBoard board,
      DeviceEvents events,
      Bookings bookings,
      OpensDoors doors,
      Alarms alarms,
      ZonesNow zones,
      Clock clock) {}

  public DevicePages(Parts parts, Guard guard, Pages pages) {
    this.database = parts.database();
    this.sites = parts.sites();
    this.feed = new LiveFeed(parts);
    this.doors = parts.doors();
    this.guard = guard;
    this.pages = pages;
  }

  public void mount(Router router) {
    router.get("/ops/:site").handler(this::live);
    router.get("/ops/:site/events").handler(this::events);
    router.post("/ops/:site/doors/:door/open").handler(this::open);
  }

  @Override
  public void close() {
    feed.close();
  }

  private void live(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    LivePage page = page(feed.today(site), actor, Languages.of(ctx), said(ctx, site));
    pages.render(ctx, "devices/live.jte", page);
  }

  /** What became of the door that was asked for just before. */
  private static Optional<LivePage.Said> said(RoutingContext ctx, Site site) {
    return Input.query(ctx, "said")
        .filter(SAID::contains)
        .flatMap(
            word ->
                Input.query(ctx, "door")
                    .flatMap(site::door)
                    .map(door -> new LivePage.Said(word, door.name())));
  }

  private void open(RoutingContext ctx) {
    Site site = site(ctx);
    Actor actor = guard.manager(ctx, site.id());
    Door door =
        site.door(Input.path(ctx, "door"))
            .orElseThrow(
                () -> new Problem.Fault(Problem.of(404, "unknown_door", "There is no such door.")));
    String why = FormBody.of(ctx).required("why", Commands.LONGEST_WHY);
    String word =
        switch (doors.open(actor, site.id(), door.code(), why)) {
          case Commands.Outcome.Executed done -> "opened";
          case Commands.Outcome.Rejected rejected -> "refused";
          case Commands.Outcome.NoAnswer none -> "no_answer";
          case Commands.Outcome.Offline() -> "offline";
        };
    // Elsewhere, so that reading the page again does not open the door again.
    String there = "/ops/" + site.id() + "?said=" + word + "&door=" + door.code();
    ctx.response().setStatusCode(303).putHeader("location", there).end();
  }

  private void events(RoutingContext ctx) {
    Site site = site(ctx);
    guard.manager(ctx, site.id());
    Frame frame = pages.frame(Languages.of(ctx));
    feed.listen(ctx, site.id(), news -> told(site, frame, news));
  }

  private SseHub.Told told(Site site, Frame frame, News news) {
    return switch (news) {
      case News.Happened(RecentEvent event) ->
          new SseHub.Told("row", pages.text(frame, "devices/row.jte", row(site, event)));
      case News.Became(Space space, SiteNow.State state) ->
          new SseHub.Told(
              "state",
              new JsonObject().put("space", space.reference()).put("state", state.code()).encode());
      case News.Counted(LivePage.Counts counts) ->
          new SseHub.Told(
              "counts",
              new JsonObject()
                  .put("free", counts.free())
                  .put("booked", counts.booked())
                  .put("occupied", counts.occupied())
                  .put("squatted", counts.squatted())
                  .put("unknown", counts.unknown())
                  .encode());
      case News.Device(DeviceEvent.DeviceSeen seen) ->
          new SseHub.Told("device", pages.text(frame, "devices/device.jte", device(site, seen)));
      case News.Alarmed(AlarmBanner banner) ->
          new SseHub.Told("alarms", pages.text(frame, "alarms/banner.jte", banner));
      case News.Filled(ZonesCard zones) ->
          new SseHub.Told("zones", pages.text(frame, "devices/zones.jte", zones));
      case News.Rearranged() -> new SseHub.Told("resync", "");
    };
  }

  private LivePage page(Site site, Actor actor, Language language, Optional<LivePage.Said> said) {
    String position = feed.position();
    Network network = sites.current();
    SiteNow now = feed.shown(network, site);
    return new LivePage(
        site.id(),
        position,
        site.name(),
        network.sites().stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        local(site, feed.instant()),
        now.counts(),
        plans(site, now, language),
        now.places(site),
        RecentEvent.atDoors(database.sql(), site.id(), ROWS).stream()
            .map(event -> row(site, event))
            .toList(),
        devices(site),
        site.devices().stream()
            .flatMap(place -> place.door().flatMap(site::door).stream())
            .distinct()
            .map(door -> new LivePage.DoorHandle(door.code(), door.name()))
            .toList(),
        said,
        feed.alarms(site),
        feed.zones(site));
  }

  private static List<PlanView> plans(Site site, SiteNow now, Language language) {
    Messages words = Messages.in(language);
    return site.floors().stream()
        .map(
            floor ->
                new PlanView(
                    floor.name(),
                    PlanSvg.draw(site, floor.code(), language, space -> mark(now, space, words))))
        .toList();
  }

  private static PlanSvg.Mark mark(SiteNow now, Space space, Messages words) {
    SiteNow.State state = now.states().get(space);
    return state == null
        ? PlanSvg.Mark.NONE
        : new PlanSvg.Mark(state.code(), words.text("state." + state.code()), Optional.empty());
  }

  private List<LivePage.Device> devices(Site site) {
    Map<String, Seen> seen =
        database
            .sql()
            .list(
                row ->
                    new Seen(
                        row.getString("code"),
                        row.getBoolean("online"),
                        Sql.optionalInstant(row, "last_seen_at")),
                """
                select code, online, last_seen_at from device
                where site_id = $1 and status = 'active'
                """,
                site.id())
            .stream()
            .collect(Collectors.toMap(Seen::code, one -> one));
    return site.devices().stream()
        .map(DevicePlace::code)
        .filter(seen::containsKey)
        .map(code -> device(site, java.util.Objects.requireNonNull(seen.get(code))))
        .toList();
  }

  /**
   * Whether it is there as it was told last, so that nothing is missed between what is stored and
   * what is told next.
   */
  private LivePage.Device device(Site site, Seen stored) {
    Optional<DeviceEvent.DeviceSeen> told = feed.seen(new DeviceId(site.id(), stored.code()));
    Optional<Instant> at =
        Stream.concat(stored.at().stream(), told.map(DeviceEvent.DeviceSeen::at).stream())
            .max(Instant::compareTo);
    return new LivePage.Device(
        stored.code(),
        name(site, stored.code()),
        told.map(DeviceEvent.DeviceSeen::online).orElse(stored.online()),
        at.map(when -> local(site, when)));
  }

  private static LivePage.Device device(Site site, DeviceEvent.DeviceSeen told) {
    return new LivePage.Device(
        told.device(),
        name(site, told.device()),
        told.online(),
        Optional.of(local(site, told.at())));
  }

  private record Seen(String code, boolean online, Optional<Instant> at) {}

  private static Row row(Site site, RecentEvent event) {
    LocalText door =
        event
            .door()
            .flatMap(site::door)
            .map(Door::name)
            .orElseGet(() -> name(site, event.device()));
    LocalText words = event.reason().map(DecisionWords::ofReason).orElseGet(() -> what(event));
    return new Row(
        event.device() + "-" + event.journal() + "-" + event.sequence(),
        local(site, event.happenedAt()),
        event.kind(),
        door,
        event.personName().orElse(""),
        words,
        event.reason().filter("no_answer"::equals).isPresent());
  }

  private static LocalText what(RecentEvent event) {
    String key = "event." + event.kind();
    return event
        .action()
        .flatMap(action -> known(key + "." + action))
        .or(() -> known(key))
        .orElseGet(() -> LocalText.same(event.kind()));
  }

  private static Optional<LocalText> known(String key) {
    return Messages.in(Language.FR).has(key)
        ? Optional.of(
            new LocalText(
                Messages.in(Language.FR).text(key),
                Messages.in(Language.AR).text(key),
                Messages.in(Language.EN).text(key)))
        : Optional.empty();
  }

  /** What a device watches, or itself when it watches nothing. */
  private static LocalText name(Site site, String code) {
    Optional<DevicePlace> place = site.device(code);
    return place
        .flatMap(DevicePlace::door)
        .flatMap(site::door)
        .map(Door::name)
        .or(() -> place.flatMap(DevicePlace::space).flatMap(site::space).map(Space::name))
        .orElse(LocalText.same(code));
  }

  private static java.time.LocalTime local(Site site, Instant at) {
    return site.clock().localAt(at).toLocalTime();
  }

  private Site site(RoutingContext ctx) {
    return sites
        .current()
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }
}
