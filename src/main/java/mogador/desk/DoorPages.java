package mogador.desk;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mogador.access.AccessSnapshot;
import mogador.access.DecisionWords;
import mogador.access.Doorway;
import mogador.access.HandRights;
import mogador.access.Resets;
import mogador.access.WhoOpens;
import mogador.access.WhoOpens.Opener;
import mogador.desk.DeskStore.Passed;
import mogador.identity.Actor;
import mogador.kernel.LocalText;
import mogador.platform.Sql;
import mogador.sites.Door;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** Who can open a door and why, who soon, and why it stayed shut for others. */
final class DoorPages {
  private static final int ROWS = 50;

  private final Desk.Parts parts;
  private final DeskSites sites;
  private final Pages pages;
  private final Standings standings;

  DoorPages(Desk.Parts parts, DeskSites sites, Pages pages) {
    this.parts = parts;
    this.sites = sites;
    this.pages = pages;
    this.standings = new Standings(parts.access());
  }

  void mount(Router router) {
    router.get("/ops/:site/doors/:door").handler(this::door);
    router.post("/ops/:site/doors/:door/reset").handler(this::reset);
  }

  private void door(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Door door = door(ctx, site);
    FormBody query = FormBody.ofQuery(ctx);
    int page = query.integer("page", 1, 100_000).orElse(1);
    pages.render(ctx, "desk/door.jte", page(site, door, page, query.text("said", 20)));
  }

  /** Nobody is in the zone behind the door from now on. */
  private void reset(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    Door door = door(ctx, site);
    String why = FormBody.of(ctx).required("why", HandRights.LONGEST_REASON);
    Resets resets = parts.access().resets();
    var outcome =
        parts
            .access()
            .database()
            .inTransaction(sql -> resets.zone(sql, actor, site.id(), door.to(), why));
    if (!(outcome instanceof Resets.Outcome.Done)) {
      throw new Problem.Fault(Problem.of(404, "unknown_zone", "There is no such zone."));
    }
    DeskSites.redirect(ctx, "/ops/" + site.id() + "/doors/" + door.code() + "?said=reset");
  }

  private static Door door(RoutingContext ctx, Site site) {
    return site.door(Input.path(ctx, "door"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_door", "There is no such door.")));
  }

  private DoorPage page(Site site, Door door, int asked, Optional<String> said) {
    Instant now = parts.clock().instant();
    AccessSnapshot snapshot = parts.snapshot().get();
    Network network = parts.access().sites().current();
    Doorway doorway =
        snapshot
            .door(site.id(), door.code())
            .orElse(
                new Doorway(
                    site.id(),
                    door.code(),
                    Set.of(),
                    mogador.access.Assurance.BASIC,
                    Doorway.DEFAULT_UNLOCK_MS));
    var openers = WhoOpens.of(snapshot, doorway, now);
    int count = Math.max(1, (openers.now().size() + ROWS - 1) / ROWS);
    int page = Math.min(asked, count);
    List<Opener> shown = openers.now().stream().skip((page - 1L) * ROWS).limit(ROWS).toList();
    List<Opener> later = openers.later().stream().limit(ROWS).toList();
    Sql sql = parts.access().database().sql();
    Set<UUID> persons = new HashSet<>();
    Stream.concat(shown.stream(), later.stream()).forEach(o -> persons.add(o.person()));
    Map<UUID, String> names = DeskStore.names(sql, persons);
    return new DoorPage(
        site.id(),
        site.name(),
        door.code(),
        door.name(),
        doorway.needs().name().toLowerCase(Locale.ROOT),
        doorway.spaces().stream()
            .sorted()
            .flatMap(id -> network.spaceById(id).stream())
            .map(Space::name)
            .toList(),
        site.clock().localAt(now),
        openers.now().size(),
        shown.stream().map(one -> row(site, network, one, names)).toList(),
        page,
        count,
        later.stream().map(one -> row(site, network, one, names)).toList(),
        openers.later().size(),
        DeskStore.refusals(sql, site.id(), door.code()).stream()
            .map(one -> refused(sql, site, doorway, one))
            .toList(),
        zone(site, door, now),
        said);
  }

  private Optional<DoorPage.Zone> zone(Site site, Door door, Instant now) {
    return site.zones().stream()
        .filter(zone -> zone.code().equals(door.to()) && zone.rules().count())
        .findFirst()
        .map(
            zone ->
                new DoorPage.Zone(
                    zone.code(),
                    zone.name(),
                    parts
                        .insideNow()
                        .inside(site.id(), zone.code(), now.minus(zone.rules().forget()))));
  }

  private static DoorPage.Row row(Site site, Network network, Opener one, Map<UUID, String> names) {
    return new DoorPage.Row(
        one.person().toString(),
        names.getOrDefault(one.person(), "?"),
        one.right().source().code(),
        Reached.names(network, one.right()),
        site.clock().localAt(one.when().start()),
        site.clock().localAt(one.when().end()));
  }

  private DoorPage.Refused refused(Sql sql, Site site, Doorway door, Passed passed) {
    LocalText words = DecisionWords.ofReason(passed.reason());
    return new DoorPage.Refused(
        passed.person().map(UUID::toString).orElse(""),
        passed.personName().orElse(""),
        passed.kind(),
        site.clock().localAt(passed.at()),
        words,
        passed
            .person()
            .map(person -> standings.then(sql, site, door, person, passed.at()))
            .orElse(List.of()));
  }
}
