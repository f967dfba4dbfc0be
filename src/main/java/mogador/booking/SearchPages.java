package mogador.booking;

import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.SearchPage.Place;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.kernel.SiteZone;
import mogador.sites.Floor;
import mogador.sites.OpeningHours;
import mogador.sites.PlanSvg;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Hours;
import mogador.web.Languages;
import mogador.web.PlanView;
import mogador.web.Problem;

/** Reads a search from the address, with kind defaults, and answers it. */
final class SearchPages {
  private static final String FIRST_SITE = "essaouira";
  private static final int STEP_MINUTES = 30;
  private static final int USUAL_HOURS = 2;

  private final Bookings bookings;

  SearchPages(Bookings bookings) {
    this.bookings = bookings;
  }

  private record Asked(Site site, SpaceKind kind, LocalDateTime from, LocalDateTime to) {}

  SearchPage page(RoutingContext ctx) {
    List<Site> sites = BookingPages.openSites(bookings.network());
    if (sites.isEmpty()) {
      throw new Problem.Fault(Problem.of(503, "no_sites", "No site has been imported yet."));
    }
    Asked asked = asked(sites, FormBody.ofQuery(ctx));
    Language language = Languages.of(ctx);
    return page(sites, asked, language);
  }

  private SearchPage page(List<Site> sites, Asked asked, Language language) {
    Site site = asked.site();
    SiteZone zone = site.clock();
    LocalDate today = zone.localAt(bookings.now()).toLocalDate();
    Read read = BookingRules.read(asked.from().toString(), asked.to().toString(), zone);
    Optional<Refusal> refusal =
        switch (read) {
          case Read.No(Refusal why) -> Optional.of(why);
          case Read.Time(BookedTime time) ->
              BookingRules.check(site, asked.kind(), time, bookings.now());
        };
    List<FindSpaces.Found> found =
        read instanceof Read.Time(BookedTime time) && refusal.isEmpty()
            ? bookings.at(site, Optional.of(asked.kind()), time)
            : List.of();
    return new SearchPage(
        sites.stream().map(s -> new Choice(s.id(), s.name(), s.id().equals(site.id()))).toList(),
        site.name(),
        kinds(site),
        asked.kind().code(),
        today,
        today.plusDays(site.rules(asked.kind()).horizon().toDays()),
        asked.from().toLocalDate(),
        times(asked),
        asked.from().toLocalTime(),
        asked.to().toLocalTime(),
        site.hours().on(asked.from().toLocalDate()).stream()
            .map(period -> new Hours(period.from(), period.to()))
            .toList(),
        refusal.map(r -> RefusalWords.of(r, language)),
        plans(asked, found, language),
        places(asked, found));
  }

  private static List<Place> places(Asked asked, List<FindSpaces.Found> found) {
    return found.stream()
        .sorted(Comparator.comparing((FindSpaces.Found f) -> !f.free()))
        .map(
            f ->
                new Place(
                    f.space().code(),
                    f.space().name(),
                    floor(asked.site(), f.space()),
                    f.space().capacity(),
                    f.free(),
                    f.price().total().centimes(),
                    href(f.space(), asked)))
        .toList();
  }

  private static List<PlanView> plans(
      Asked asked, List<FindSpaces.Found> found, Language language) {
    Set<String> floors = new LinkedHashSet<>();
    found.forEach(f -> floors.add(f.space().floor()));
    var plans = new ArrayList<PlanView>();
    for (Floor floor : asked.site().floors()) {
      if (!floors.contains(floor.code())) continue;
      String svg =
          PlanSvg.draw(
              asked.site(), floor.code(), language, space -> mark(space, asked, found, language));
      plans.add(new PlanView(floor.name(), svg));
    }
    return plans;
  }

  private static PlanSvg.Mark mark(
      Space space, Asked asked, List<FindSpaces.Found> found, Language language) {
    for (FindSpaces.Found f : found) {
      if (f.space().id() != space.id()) continue;
      return f.free()
          ? BookingViews.mark("free", language, Optional.of(href(space, asked)))
          : BookingViews.mark("taken", language, Optional.of(href(space, asked)));
    }
    return PlanSvg.Mark.NONE;
  }

  private static String href(Space space, Asked asked) {
    return "/spaces/" + space.reference() + "?from=" + asked.from() + "&to=" + asked.to();
  }

  private static LocalText floor(Site site, Space space) {
    return site.floor(space.floor()).orElseThrow().name();
  }

  private static List<String> kinds(Site site) {
    return site.spaces().stream()
        .filter(Space::bookable)
        .map(Space::kind)
        .distinct()
        .sorted(
            Comparator.comparing((SpaceKind k) -> k != SpaceKind.POSITION).thenComparing(k -> k))
        .map(SpaceKind::code)
        .toList();
  }

  private Asked asked(List<Site> sites, FormBody query) {
    Site site =
        query
            .text("site", 40)
            .flatMap(id -> sites.stream().filter(s -> s.id().equals(id)).findFirst())
            .or(() -> sites.stream().filter(s -> s.id().equals(FIRST_SITE)).findFirst())
            .orElse(sites.getFirst());
    List<String> kinds = kinds(site);
    SpaceKind kind =
        query
            .text("kind", 40)
            .filter(kinds::contains)
            .flatMap(SpaceKind::of)
            .orElseGet(
                () ->
                    kinds.isEmpty()
                        ? SpaceKind.POSITION
                        : SpaceKind.of(kinds.getFirst()).orElseThrow());
    LocalDateTime soon = soon(site);
    LocalDate day = query.date("day").orElse(soon.toLocalDate());
    LocalTime usual =
        day.equals(soon.toLocalDate()) ? soon.toLocalTime() : opening(site.hours(), day);
    LocalTime from = query.time("from").orElse(usual);
    LocalTime to = query.time("to").orElse(later(from));
    return new Asked(site, kind, day.atTime(from), day.atTime(to));
  }

  /** The next half hour at which someone could sit down. */
  private LocalDateTime soon(Site site) {
    LocalDateTime now = BookingPages.localNow(site, bookings.now());
    LocalDateTime hour = now.withMinute(0).withSecond(0).withNano(0);
    LocalDateTime next =
        hour.plusMinutes((long) STEP_MINUTES * (now.getMinute() / STEP_MINUTES + 1));
    for (int days = 0; days < 14; days++) {
      LocalDate day = next.toLocalDate().plusDays(days);
      for (OpeningHours.Period period : site.hours().on(day)) {
        LocalDateTime opens = day.atTime(period.from());
        LocalDateTime from = days == 0 && next.isAfter(opens) ? next : opens;
        if (site.hours().contain(from, from.plusHours(1))) return from;
      }
    }
    return next;
  }

  private static LocalTime opening(OpeningHours hours, LocalDate day) {
    return hours.on(day).stream()
        .map(OpeningHours.Period::from)
        .filter(from -> !from.equals(LocalTime.MIDNIGHT))
        .findFirst()
        .orElse(LocalTime.of(9, 0));
  }

  private static LocalTime later(LocalTime from) {
    return from.getHour() + USUAL_HOURS < 24 ? from.plusHours(USUAL_HOURS) : LocalTime.of(23, 45);
  }

  private static List<LocalTime> times(Asked asked) {
    var times = new TreeSet<LocalTime>();
    for (int minute = 0; minute < 24 * 60; minute += STEP_MINUTES) {
      times.add(LocalTime.of(minute / 60, minute % 60));
    }
    times.add(LocalTime.of(23, 45));
    times.add(asked.from().toLocalTime());
    times.add(asked.to().toLocalTime());
    return List.copyOf(times);
  }
}
