package mogador.layouts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import mogador.booking.Booking;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.layouts.LayoutEditPage.Seat;
import mogador.layouts.LayoutsPage.FloorLayouts;
import mogador.layouts.PartiesApart.Party;
import mogador.layouts.Settle.Choice;
import mogador.platform.Ids;
import mogador.sites.Floor;
import mogador.sites.PlanSvg;
import mogador.sites.Point;
import mogador.sites.SeatLayout;
import mogador.sites.Shape;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.Messages;
import mogador.web.PlanView;

/** Fills the pages about layouts. */
final class LayoutViews {
  private static final int PLACES = 12;

  private final Layouts layouts;
  private final Language language;
  private final Messages words;

  LayoutViews(Layouts layouts, Language language) {
    this.layouts = layouts;
    this.language = language;
    this.words = Messages.in(language);
  }

  LayoutsPage list(
      Site site, Actor actor, LocalDate day, Optional<String> said, Optional<String> refused) {
    return new LayoutsPage(
        site.id(),
        site.name(),
        layouts.network().sites().stream()
            .filter(other -> actor.manages(other.id()))
            .filter(other -> other.floors().stream().anyMatch(floor -> hasSeats(other, floor)))
            .map(
                other ->
                    new mogador.web.Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        said,
        refused,
        day,
        site.floors().stream()
            .filter(floor -> hasSeats(site, floor))
            .map(floor -> floor(site, floor, day))
            .toList());
  }

  private static boolean hasSeats(Site site, Floor floor) {
    return !CheckLayout.seats(site, floor.code()).isEmpty();
  }

  private FloorLayouts floor(Site site, Floor floor, LocalDate day) {
    var rows = new ArrayList<LayoutsPage.Row>();
    LocalDate today = layouts.today(site);
    Optional<SeatLayout> shown = site.layout(floor.code(), day);
    List<SeatLayout> sorted =
        site.layouts(floor.code()).stream().sorted(Comparator.comparing(SeatLayout::from)).toList();
    for (int i = 0; i < sorted.size(); i++) {
      SeatLayout layout = sorted.get(i);
      Optional<LocalDate> until =
          i + 1 < sorted.size()
              ? Optional.of(sorted.get(i + 1).from().minusDays(1))
              : Optional.empty();
      rows.add(row(site, layout, until, today, shown.equals(Optional.of(layout))));
    }
    rows.addFirst(
        new LayoutsPage.Row(
            Optional.empty(),
            Optional.empty(),
            sorted.stream().findFirst().map(first -> first.from().minusDays(1)),
            site.layout(floor.code(), today).isEmpty() ? "holds" : "past",
            0,
            0,
            shown.isEmpty()));
    Site then = site.arranged(day);
    String svg = PlanSvg.draw(then, floor.code(), language, space -> seatMark(space, "standing"));
    return new FloorLayouts(
        floor.code(), new PlanView(floor.name(), svg), List.copyOf(rows).reversed());
  }

  private static LayoutsPage.Row row(
      Site site, SeatLayout layout, Optional<LocalDate> until, LocalDate today, boolean shown) {
    Site before = site.arranged(layout.from().minusDays(1));
    Site after = site.arranged(layout.from());
    int moved = 0;
    for (Space seat : CheckLayout.seats(after, layout.floor())) {
      Optional<Shape> was = before.space(seat.code()).flatMap(Space::shape);
      if (was.isPresent() && !was.equals(seat.shape())) moved++;
    }
    return new LayoutsPage.Row(
        Optional.of(layout.id().toString()),
        Optional.of(layout.from()),
        until,
        LayoutJson.status(site, layout, today).code(),
        moved,
        layout.away().size(),
        shown);
  }

  private PlanSvg.Mark seatMark(Space space, String state) {
    return space.kind() == mogador.sites.SpaceKind.POSITION
        ? new PlanSvg.Mark(state, words.text("layouts.mark." + state), Optional.empty())
        : PlanSvg.Mark.NONE;
  }

  /** The editor, with seats as on that day or as they were sent. */
  LayoutEditPage edit(
      Site site,
      Floor floor,
      LocalDate from,
      Optional<LayoutWish> sent,
      Optional<Refusal> refusal) {
    Site day = site.arranged(from);
    Map<String, LayoutWish.Seat> wished =
        sent.map(LayoutWish::seats).orElse(List.of()).stream()
            .collect(Collectors.toMap(LayoutWish.Seat::code, Function.identity(), (a, b) -> a));
    Optional<String> fault =
        refusal.map(Refusal::field).filter(f -> f.startsWith("seats.")).map(f -> f.substring(6));
    var seats = new ArrayList<Seat>();
    Map<Long, Point> places = new java.util.HashMap<>();
    Set<Long> away = new HashSet<>();
    for (Space seat : CheckLayout.seats(site, floor.code())) {
      LayoutWish.Seat wish = wished.get(seat.code());
      boolean stands =
          wish == null
              ? day.space(seat.code()).flatMap(Space::shape).isPresent()
              : wish.corner().isPresent();
      Point corner =
          Optional.ofNullable(wish)
              .flatMap(LayoutWish.Seat::corner)
              .orElseGet(() -> LayoutForm.corner(day, seat));
      places.put(seat.id(), corner);
      if (!stands) away.add(seat.id());
      seats.add(seat(seat, corner, !stands, fault.equals(Optional.of(seat.code()))));
    }
    var drawn =
        new SeatLayout(Ids.next(java.time.Instant.EPOCH), floor.code(), from, places, Set.of());
    Site all = site.with(List.of(drawn)).arranged(from);
    String svg =
        PlanSvg.draw(
            all,
            floor.code(),
            language,
            space -> seatMark(space, away.contains(space.id()) ? "away" : "standing"));
    LocalDate today = layouts.today(site);
    return new LayoutEditPage(
        site.id(),
        site.name(),
        floor.code(),
        from,
        today.plusDays(1),
        today.plusYears(CheckLayout.YEARS_AHEAD),
        new PlanView(floor.name(), svg),
        seats,
        area(site, floor),
        refusal.map(
            r ->
                new LayoutEditPage.Refused(r.code(), fault.flatMap(site::space).map(Space::name))));
  }

  private static Seat seat(Space seat, Point corner, boolean away, boolean faulty) {
    Shape shape = seat.shape().orElseThrow();
    return new Seat(
        seat.code(),
        seat.name(),
        corner.x(),
        corner.y(),
        shape.width(),
        shape.height(),
        away,
        faulty);
  }

  private static LayoutEditPage.Area area(Site site, Floor floor) {
    List<Shape> areas =
        CheckLayout.seats(site, floor.code()).stream()
            .map(seat -> CheckLayout.area(site, floor, seat))
            .toList();
    return new LayoutEditPage.Area(
        areas.stream().mapToInt(Shape::left).min().orElse(0),
        areas.stream().mapToInt(Shape::top).min().orElse(0),
        areas.stream().mapToInt(Shape::right).max().orElse(floor.width()),
        areas.stream().mapToInt(Shape::bottom).max().orElse(floor.height()));
  }

  /**
   * What is to be confirmed.
   *
   * @param chosen what was chosen before, where it is shown again
   */
  LayoutReviewPage review(
      Proposal proposal,
      Optional<LayoutWish> wish,
      Optional<String> withdrawn,
      List<Choice> chosen,
      String key,
      Optional<String> notice) {
    Site site = proposal.after();
    Floor floor = site.floor(proposal.floor()).orElseThrow();
    List<Space> moved = proposal.moved();
    List<Space> back = proposal.broughtBack();
    Set<Long> changed = new HashSet<>();
    moved.forEach(seat -> changed.add(seat.id()));
    back.forEach(seat -> changed.add(seat.id()));
    String svg =
        PlanSvg.draw(
            site.arranged(proposal.from()),
            floor.code(),
            language,
            space ->
                changed.contains(space.id())
                    ? new PlanSvg.Mark("chosen", words.text("layouts.mark.moved"), Optional.empty())
                    : seatMark(space, "standing"));
    Function<UUID, Person> people = layouts.holders(proposal);
    return new LayoutReviewPage(
        site.id(),
        site.name(),
        floor.code(),
        withdrawn,
        proposal.from(),
        proposal.to(),
        names(moved),
        names(proposal.putAway()),
        names(back),
        new PlanView(floor.name(), svg),
        proposal.broken().stream().map(one -> row(one, chosen, people)).toList(),
        proposal.apart().stream().map(one -> apart(site, one, people)).toList(),
        wish.map(LayoutForm::text).orElse(""),
        proposal.version(),
        key,
        notice);
  }

  private static List<LocalText> names(List<Space> seats) {
    return seats.stream().map(Space::name).toList();
  }

  private static LayoutReviewPage.Row row(
      Broken broken, List<Choice> chosen, Function<UUID, Person> people) {
    Booking booking = broken.booking();
    Person holder = people.apply(booking.person());
    Optional<Choice> choice =
        chosen.stream().filter(one -> one.booking().equals(booking.id())).findFirst();
    Optional<String> to =
        choice.flatMap(Choice::to).or(() -> broken.proposed().map(Space::reference));
    List<mogador.web.Choice> places =
        broken.free().stream()
            .filter(
                space ->
                    broken.free().indexOf(space) < PLACES
                        || to.equals(Optional.of(space.reference())))
            .map(
                space ->
                    new mogador.web.Choice(
                        space.reference(), space.name(), to.equals(Optional.of(space.reference()))))
            .toList();
    return new LayoutReviewPage.Row(
        booking.id().toString(),
        booking.reference(),
        broken.space().name(),
        booking.time().from(),
        booking.time().to(),
        holder.shownName(),
        holder.email(),
        places,
        broken.proposed().isPresent(),
        choice.isPresent() && choice.get().to().isEmpty());
  }

  private static LayoutReviewPage.Apart apart(
      Site site, Party party, Function<UUID, Person> people) {
    Booking first = party.bookings().getFirst();
    Map<Long, Space> spaces =
        site.spaces().stream().collect(Collectors.toMap(Space::id, Function.identity()));
    return new LayoutReviewPage.Apart(
        first.time().from(),
        first.time().to(),
        people.apply(first.person()).shownName(),
        party.bookings().stream()
            .flatMap(b -> Optional.ofNullable(spaces.get(b.space())).stream())
            .map(Space::name)
            .toList());
  }
}
