package mogador.booking;

import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.SearchPage.Place;
import mogador.booking.SearchPage.View;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.kernel.SiteZone;
import mogador.sites.Floor;
import mogador.sites.PlanSvg;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.web.Choice;
import mogador.web.Languages;
import mogador.web.PlanView;
import mogador.web.Problem;

/** Reads a search from the address, with kind defaults, and answers it. */
final class SearchPages {
  private final Bookings bookings;

  SearchPages(Bookings bookings) {
    this.bookings = bookings;
  }

  SearchPage page(RoutingContext ctx) {
    List<Site> sites = BookingPages.openSites(bookings.network());
    if (sites.isEmpty()) {
      throw new Problem.Fault(Problem.of(503, "no_sites", "No site has been imported yet."));
    }
    SearchQuery asked = SearchQuery.of(ctx, sites, bookings.now());
    Language language = Languages.of(ctx);
    return page(sites, asked, language);
  }

  private SearchPage page(List<Site> sites, SearchQuery asked, Language language) {
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
            ? bookings.at(site, Optional.of(asked.kind()), time).stream()
                .filter(f -> asked.suits(f.space()))
                .toList()
            : List.of();
    return new SearchPage(
        sites.stream().map(s -> new Choice(s.id(), s.name(), s.id().equals(site.id()))).toList(),
        site.name(),
        SearchQuery.kinds(site).stream().map(SpaceKind::code).toList(),
        asked.kind().code(),
        today,
        today.plusDays(site.rules(asked.kind()).horizon().toDays()),
        asked.day(),
        asked.times(),
        asked.from().toLocalTime(),
        asked.to().toLocalTime(),
        Openings.on(site, asked.day()),
        refusal.map(r -> RefusalWords.of(r, language)),
        asked.view(),
        filters(asked),
        asked.view() == View.PLAN ? plans(asked, found, language) : List.of(),
        asked.view() == View.GRID ? Optional.of(grid(asked)) : Optional.empty(),
        places(asked, found));
  }

  private static SearchPage.Filters filters(SearchQuery asked) {
    List<Integer> capacities = SearchQuery.capacities(asked.site(), asked.kind());
    return new SearchPage.Filters(
        capacities,
        capacities.stream().filter(c -> c >= asked.capacity()).findFirst().orElse(asked.capacity()),
        SearchQuery.features(asked.site(), asked.kind()),
        asked.features());
  }

  /** Also where the hours asked for are refused: it shows those that are not. */
  private DayGridPage grid(SearchQuery asked) {
    return bookings.day(
        asked,
        SearchQuery.spaces(asked.site(), asked.kind()).stream().filter(asked::suits).toList());
  }

  private static List<Place> places(SearchQuery asked, List<FindSpaces.Found> found) {
    return found.stream()
        .sorted(Comparator.comparing((FindSpaces.Found f) -> !f.free()))
        .map(
            f ->
                new Place(
                    f.space().code(),
                    f.space().name(),
                    floor(asked.site(), f.space()),
                    f.space().capacity(),
                    f.space().features(),
                    f.free(),
                    f.price().total().centimes(),
                    href(f.space(), asked)))
        .toList();
  }

  private static List<PlanView> plans(
      SearchQuery asked, List<FindSpaces.Found> found, Language language) {
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
      Space space, SearchQuery asked, List<FindSpaces.Found> found, Language language) {
    for (FindSpaces.Found f : found) {
      if (f.space().id() != space.id()) continue;
      return f.free()
          ? BookingViews.mark("free", language, Optional.of(href(space, asked)))
          : BookingViews.mark("taken", language, Optional.of(href(space, asked)));
    }
    return PlanSvg.Mark.NONE;
  }

  private static String href(Space space, SearchQuery asked) {
    return BookingViews.href(space, asked.from(), asked.to());
  }

  private static LocalText floor(Site site, Space space) {
    return site.floor(space.floor()).orElseThrow().name();
  }
}
