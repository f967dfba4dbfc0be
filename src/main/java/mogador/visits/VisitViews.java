package mogador.visits;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mogador.identity.Actor;
import mogador.kernel.Language;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.visits.VisitsPage.Item;
import mogador.visits.VisitsPage.Place;
import mogador.web.Messages;
import mogador.web.QrSvg;

/** What the pages show. */
final class VisitViews {
  private static final int PAST = 10;

  private final Visits visits;

  VisitViews(Visits visits) {
    this.visits = visits;
  }

  VisitsPage host(
      Actor actor,
      Optional<VisitsPage.Form> typed,
      Language language,
      Optional<String> said,
      Optional<VisitsPage.Refused> refusal) {
    List<Visit> all = visits.ofHost(actor);
    List<Place> places = places(actor);
    return new VisitsPage(
        all.stream().filter(this::isComing).map(this::item).toList(),
        all.stream().filter(visit -> !isComing(visit)).limit(PAST).map(this::item).toList(),
        places,
        typed.orElseGet(() -> fresh(places, language)),
        said,
        refusal);
  }

  boolean isComing(Visit visit) {
    return visit.status().isOpen() && !visit.isOver(visits.now());
  }

  Item item(Visit visit) {
    Site site = visits.network().site(visit.site()).orElseThrow();
    Optional<Space> space = visit.space().flatMap(visits.network()::spaceById);
    return new Item(
        visit.id().toString(),
        visit.guest().name(),
        visit.guest().company(),
        visit.guest().note(),
        visit.host().name(),
        site.name(),
        space.map(Space::name),
        visit.from(),
        visit.to(),
        visit.status().code(),
        visit.escort(),
        visit.guest().email(),
        visit.badge(),
        visits.link(visit));
  }

  VisitorPage visitor(Visit visit, Language language) {
    Site site = visits.network().site(visit.site()).orElseThrow();
    Optional<String> code = visits.qrText(visit);
    return new VisitorPage(
        state(visit),
        visit.guest().name(),
        visit.host().name(),
        visit.guest().note(),
        site.name(),
        site.document().address(),
        visit.space().flatMap(visits.network()::spaceById).map(Space::name),
        visit.from(),
        visit.to(),
        site.clock().localAt(visit.doorsOpen().start()),
        state(visit) == VisitorPage.State.READY
            ? code.map(text -> QrSvg.of(text, label(visit, language))).orElse("")
            : "");
  }

  private static String label(Visit visit, Language language) {
    return Messages.in(language).text("visit.qr", "name", visit.guest().name());
  }

  private VisitorPage.State state(Visit visit) {
    if (visit.status() == VisitStatus.CANCELLED) return VisitorPage.State.CANCELLED;
    if (!isComing(visit)) return VisitorPage.State.OVER;
    return visit.escort() ? VisitorPage.State.ESCORTED : VisitorPage.State.READY;
  }

  private List<Place> places(Actor actor) {
    Set<String> sites = visits.sites(actor);
    List<Place> places = new ArrayList<>();
    for (Site site : visits.network().sites()) {
      if (!sites.contains(site.id()) && !actor.manages(site.id())) continue;
      places.addAll(places(site, visits.spaces(actor.id(), site)));
    }
    return places;
  }

  /** Where the host may receive this visitor: what is theirs, and where it is already. */
  List<Place> places(Visit visit) {
    Site site = visits.network().site(visit.site()).orElseThrow();
    Set<Long> spaces = new HashSet<>(visits.spaces(visit.host().id(), site));
    visit.space().ifPresent(spaces::add);
    return places(site, spaces);
  }

  private static List<Place> places(Site site, Set<Long> spaces) {
    List<Place> places = new ArrayList<>();
    places.add(new Place(site.id() + "/", site.name(), Optional.empty()));
    for (Space space : site.spaces()) {
      if (spaces.contains(space.id())) {
        places.add(new Place(space.reference(), site.name(), Optional.of(space.name())));
      }
    }
    return places;
  }

  /** What there is to change. */
  VisitsPage.Form form(Visit visit) {
    Visit.Guest guest = visit.guest();
    return new VisitsPage.Form(
        guest.name(),
        guest.email().orElse(""),
        guest.company(),
        guest.note(),
        visit
            .space()
            .flatMap(visits.network()::spaceById)
            .map(Space::reference)
            .orElse(visit.site() + "/"),
        guest.language().code(),
        visit.from().toLocalDate(),
        visit.from().toLocalTime().toString(),
        visit.to().toLocalTime().toString());
  }

  /** Why nothing about it changes any more. */
  Optional<String> closed(Visit visit) {
    if (visit.status() != VisitStatus.EXPECTED) return Optional.of(visit.status().code());
    return visit.isOver(visits.now()) ? Optional.of("over") : Optional.empty();
  }

  /** At the field of the form that the refusal is about. */
  static VisitsPage.Refused refused(VisitRules.Refusal why) {
    String field =
        why.field()
            .map(
                name ->
                    switch (name) {
                      case "from" -> "day";
                      case "space" -> "place";
                      default -> name;
                    })
            .orElse("");
    return new VisitsPage.Refused(field, why.code());
  }

  private VisitsPage.Form fresh(List<Place> places, Language language) {
    String place = places.isEmpty() ? "" : places.getFirst().value();
    LocalDateTime now =
        visits
            .network()
            .site(place.split("/", 2)[0])
            .map(site -> site.clock().localAt(visits.now()))
            .orElseGet(() -> LocalDateTime.ofInstant(visits.now(), java.time.ZoneOffset.UTC));
    LocalTime from = now.toLocalTime().truncatedTo(ChronoUnit.HOURS).plusHours(1);
    boolean today = now.getHour() < 17;
    LocalTime start = today ? from : LocalTime.of(9, 0);
    return new VisitsPage.Form(
        "",
        "",
        "",
        "",
        place,
        language.code(),
        today ? now.toLocalDate() : now.toLocalDate().plusDays(1),
        start.toString(),
        start.plusHours(2).toString());
  }
}
