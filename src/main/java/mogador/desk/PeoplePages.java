package mogador.desk;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.desk.DeskStore.Found;
import mogador.identity.Actor;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** Finds people, and shows one: rights, badges, passages, and what a door would say. */
final class PeoplePages {
  private static final int LONGEST_QUERY = 200;
  private static final int LONGEST_BADGE = 64;

  private final Desk.Parts parts;
  private final DeskSites sites;
  private final Pages pages;
  private final PersonViews views;

  PeoplePages(Desk.Parts parts, DeskSites sites, Pages pages) {
    this.parts = parts;
    this.sites = sites;
    this.pages = pages;
    this.views = new PersonViews(parts);
  }

  void mount(Router router) {
    router.get("/ops/:site/people").handler(this::people);
    router.get("/ops/:site/people/:person").handler(this::person);
  }

  private void people(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    String query = FormBody.ofQuery(ctx).text("q", LONGEST_QUERY).orElse("");
    boolean everyone = actor.manages(Actor.EVERY_SITE);
    pages.render(
        ctx,
        "desk/people.jte",
        new PeoplePage(
            site.id(),
            site.name(),
            sites.choices(actor, site),
            query,
            everyone,
            found(site, query, everyone).stream().map(PeoplePages::row).toList()));
  }

  /** By the words, or by the bytes of a badge. */
  private List<Found> found(Site site, String query, boolean everyone) {
    Sql sql = parts.access().database().sql();
    if (query.isEmpty()) return DeskStore.latest(sql, site.id(), parts.clock().instant());
    Map<UUID, Found> found = new LinkedHashMap<>();
    Stream.concat(
            DeskStore.byCredential(sql, keys(query)).stream(),
            DeskStore.search(sql, query, site.id(), everyone).stream())
        .forEach(one -> found.putIfAbsent(one.id(), one));
    return List.copyOf(found.values());
  }

  private List<CredentialKey> keys(String query) {
    return badge(query)
        .map(
            bytes ->
                Stream.of(CredentialKind.UID, CredentialKind.CARD)
                    .map(kind -> parts.access().credentials().key(kind, bytes))
                    .toList())
        .orElse(List.of());
  }

  /** The bytes of a badge as people type them: {@code 04:a1:b2 c3} is 04A1B2C3. */
  static Optional<byte[]> badge(String text) {
    String digits = text.replaceAll("[\\s:.-]", "").toUpperCase(Locale.ROOT);
    boolean whole = digits.matches("([0-9A-F]{2})+") && digits.length() <= 2 * LONGEST_BADGE;
    return whole ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
  }

  private void person(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    UUID id = DeskSites.id(ctx, "person");
    Optional<PersonViews.Asked> asked =
        Input.query(ctx, "door")
            .flatMap(site::door)
            .map(door -> new PersonViews.Asked(door, time(ctx).orElseGet(() -> views.now(site))));
    Optional<UUID> enrolling = Input.query(ctx, "enrolling").flatMap(mogador.platform.Ids::parse);
    PersonPage page =
        views
            .page(actor, site, id, asked, enrolling, said(ctx, "said"), said(ctx, "refused"))
            .orElseThrow(PeoplePages::unknown);
    pages.render(ctx, "desk/person.jte", page);
  }

  private static Optional<String> said(RoutingContext ctx, String name) {
    return Input.query(ctx, name).filter(word -> word.matches("[a-z_]{1,40}"));
  }

  private static Optional<LocalDateTime> time(RoutingContext ctx) {
    return Input.query(ctx, "at")
        .flatMap(
            text -> {
              try {
                return Optional.of(LocalDateTime.parse(text));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            })
        .filter(time -> time.getYear() >= 2000 && time.getYear() < 2100);
  }

  static Problem.Fault unknown() {
    return new Problem.Fault(Problem.of(404, "unknown_person", "Nobody is known by that id."));
  }

  private static PeoplePage.Row row(Found found) {
    return new PeoplePage.Row(
        found.id().toString(),
        found.name(),
        found.email(),
        String.join(", ", found.companies()),
        found.suspended(),
        found.badges());
  }
}
