package mogador.booking;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import mogador.kernel.SiteZone;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.FormBody;
import mogador.web.Hours;

/**
 * What a search asks for; what the address leaves open is what most people would ask.
 *
 * @param capacity people it must hold at least
 * @param features all of which it must offer
 */
record SearchQuery(
    Site site,
    SpaceKind kind,
    LocalDateTime from,
    LocalDateTime to,
    SearchPage.View view,
    int capacity,
    List<String> features) {
  private static final String FIRST_SITE = "essaouira";
  private static final int STEP_MINUTES = 30;
  private static final int USUAL_HOURS = 2;
  private static final int MOST_PEOPLE = 10_000;

  /** Reads the address of a search among these sites, of which there is one at least. */
  static SearchQuery of(RoutingContext ctx, List<Site> sites, Instant now) {
    FormBody query = FormBody.ofQuery(ctx);
    Site site =
        query
            .text("site", 40)
            .flatMap(id -> sites.stream().filter(s -> s.id().equals(id)).findFirst())
            .or(() -> sites.stream().filter(s -> s.id().equals(FIRST_SITE)).findFirst())
            .orElse(sites.getFirst());
    List<SpaceKind> kinds = kinds(site);
    SpaceKind kind =
        query
            .text("kind", 40)
            .flatMap(SpaceKind::of)
            .filter(kinds::contains)
            .orElse(kinds.isEmpty() ? SpaceKind.POSITION : kinds.getFirst());
    LocalDateTime soon = soon(site, now);
    LocalDate day = query.date("day").orElse(soon.toLocalDate());
    LocalTime usual = day.equals(soon.toLocalDate()) ? soon.toLocalTime() : opening(site, day);
    LocalTime from = query.time("from").orElse(usual);
    LocalTime to = query.time("to").orElse(later(from));
    List<String> known = features(site, kind);
    return new SearchQuery(
        site.arranged(day),
        kind,
        day.atTime(from),
        day.atTime(to),
        SearchPage.View.of(query.text("view", 10).orElse("")),
        query.integer("capacity", 1, MOST_PEOPLE).orElse(1),
        ctx.queryParam("feature").stream().filter(known::contains).distinct().toList());
  }

  LocalDate day() {
    return from.toLocalDate();
  }

  boolean suits(Space space) {
    return space.capacity() >= capacity && space.features().containsAll(features);
  }

  /** The kinds of space a site lets, seats first. */
  static List<SpaceKind> kinds(Site site) {
    return site.spaces().stream()
        .filter(Space::bookable)
        .map(Space::kind)
        .distinct()
        .sorted(
            Comparator.comparing((SpaceKind k) -> k != SpaceKind.POSITION).thenComparing(k -> k))
        .toList();
  }

  /** What some, but not all, spaces of a kind offer. */
  static List<String> features(Site site, SpaceKind kind) {
    List<Space> spaces = spaces(site, kind);
    return spaces.stream()
        .flatMap(space -> space.features().stream())
        .distinct()
        .filter(feature -> spaces.stream().anyMatch(s -> !s.features().contains(feature)))
        .sorted()
        .toList();
  }

  /** The numbers of people spaces of a kind hold, rising; what a choice of capacity offers. */
  static List<Integer> capacities(Site site, SpaceKind kind) {
    return spaces(site, kind).stream().map(Space::capacity).distinct().sorted().toList();
  }

  List<LocalTime> times() {
    var times = new TreeSet<LocalTime>();
    for (int minute = 0; minute < 24 * 60; minute += STEP_MINUTES) {
      times.add(LocalTime.of(minute / 60, minute % 60));
    }
    times.add(LocalTime.of(23, 45));
    times.add(from.toLocalTime());
    times.add(to.toLocalTime());
    return List.copyOf(times);
  }

  static List<Space> spaces(Site site, SpaceKind kind) {
    return site.spaces().stream().filter(s -> s.bookable() && s.kind() == kind).toList();
  }

  /** The next half hour at which someone could sit down. */
  private static LocalDateTime soon(Site site, Instant at) {
    SiteZone zone = site.clock();
    LocalDateTime now = zone.localAt(at);
    LocalDateTime hour = now.withMinute(0).withSecond(0).withNano(0);
    LocalDateTime next =
        hour.plusMinutes((long) STEP_MINUTES * (now.getMinute() / STEP_MINUTES + 1));
    for (int days = 0; days < 14; days++) {
      LocalDate day = next.toLocalDate().plusDays(days);
      for (Hours open : Openings.on(site, day)) {
        LocalDateTime opens = day.atTime(open.from());
        LocalDateTime from = days == 0 && next.isAfter(opens) ? next : opens;
        if (site.hours().contain(from, from.plusHours(1))) return from;
      }
    }
    return next;
  }

  private static LocalTime opening(Site site, LocalDate day) {
    return Openings.on(site, day).stream()
        .map(Hours::from)
        .filter(from -> !from.equals(LocalTime.MIDNIGHT))
        .findFirst()
        .orElse(LocalTime.of(9, 0));
  }

  private static LocalTime later(LocalTime from) {
    return from.getHour() + USUAL_HOURS < 24 ? from.plusHours(USUAL_HOURS) : LocalTime.of(23, 45);
  }
}
