package mogador.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.sites.Door;
import mogador.sites.Floor;
import mogador.sites.Point;
import mogador.sites.SeatLayout;
import mogador.sites.SeedSites;
import mogador.sites.Shape;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.sites.TestSites;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is let through can stand like that; and the seats as they are may all go and return. */
class CheckLayoutProperties {
  private static final Site SITE = TestSites.site(SeedSites.document("essaouira"));
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate FROM = TODAY.plusDays(1);
  private static final Shape COWORKING = Shape.rectangle(100, 560, 2200, 1260);

  @Property
  void whatIsLetThroughStandsApartWithinTheCoworkingAndInNoRoom(
      @ForAll("seats") List<LayoutWish.Seat> seats) {
    if (!(read(SITE, new LayoutWish("rdc", FROM, seats))
        instanceof CheckLayout.Read.Good(SeatLayout layout))) return;
    Site after = SITE.with(List.of(layout)).arranged(FROM);
    List<Space> standing =
        after.spaces().stream()
            .filter(s -> s.kind() == SpaceKind.POSITION && s.shape().isPresent())
            .toList();
    List<Space> booths =
        after.spaces().stream().filter(s -> s.kind() == SpaceKind.PHONE_BOOTH).toList();
    for (Space seat : standing) {
      Shape shape = seat.shape().orElseThrow();
      assertThat(shape.left()).isBetween(COWORKING.left(), COWORKING.right() - shape.width());
      assertThat(shape.top()).isBetween(COWORKING.top(), COWORKING.bottom() - shape.height());
      for (Space other : standing) {
        if (other.id() != seat.id()) assertThat(apart(shape, other.shape().orElseThrow())).isTrue();
      }
      for (Space booth : booths) {
        assertThat(apart(shape, booth.shape().orElseThrow())).isTrue();
      }
    }
    for (LayoutWish.Seat one : seats) {
      Optional<Shape> now = after.space(one.code()).orElseThrow().shape();
      assertThat(now.map(s -> new Point(s.left(), s.top()))).isEqualTo(one.corner());
    }
  }

  @Property
  void whatIsRefusedNamesASeatThatWasAskedFor(@ForAll("seats") List<LayoutWish.Seat> seats) {
    if (!(read(SITE, new LayoutWish("rdc", FROM, seats))
        instanceof CheckLayout.Read.No(Refusal refusal))) return;
    List<String> fields = seats.stream().map(seat -> "seats." + seat.code()).toList();
    if (refusal.code().equals("nothing_changes")) assertThat(refusal.field()).isEqualTo("seats");
    else assertThat(fields).contains(refusal.field());
  }

  @Example
  void everySeatOfEverySeedMayBePutAwayAndBroughtBack() {
    for (String id : SeedSites.ids()) {
      Site site = TestSites.site(SeedSites.document(id));
      for (Floor floor : site.floors()) {
        List<Space> seats = CheckLayout.seats(site, floor.code());
        if (seats.isEmpty()) continue;
        List<LayoutWish.Seat> all =
            seats.stream().map(s -> new LayoutWish.Seat(s.code(), Optional.empty())).toList();
        SeatLayout away = good(site, new LayoutWish(floor.code(), FROM, all));
        assertThat(away.away()).hasSameSizeAs(seats);
        List<LayoutWish.Seat> back =
            seats.stream()
                .map(s -> new LayoutWish.Seat(s.code(), Optional.of(LayoutForm.corner(site, s))))
                .toList();
        var later = new LayoutWish(floor.code(), FROM.plusDays(1), back);
        assertThat(good(site.with(List.of(away)), later).away()).isEmpty();
      }
    }
  }

  @Example
  void aSeatDoesNotStandInADoor() {
    Door door = SITE.door("d-terrasse").orElseThrow();
    var at = new Point(door.at().x() - 80, door.at().y() + 10);
    assertThat(
            read(
                SITE,
                new LayoutWish("rdc", FROM, List.of(new LayoutWish.Seat("p-16", Optional.of(at))))))
        .isInstanceOfSatisfying(
            CheckLayout.Read.No.class,
            no -> assertThat(no.refusal().code()).isEqualTo("seat_at_door"));
  }

  @Example
  void whoComesBackMayNotStandWhereAnotherWentMeanwhile() {
    var out = new LayoutWish.Seat("p-16", Optional.empty());
    var over =
        new LayoutWish.Seat(
            "p-15", Optional.of(LayoutForm.corner(SITE, SITE.space("p-16").orElseThrow())));
    SeatLayout first = good(SITE, new LayoutWish("rdc", FROM, List.of(out, over)));
    var back =
        new LayoutWish.Seat(
            "p-16", Optional.of(LayoutForm.corner(SITE, SITE.space("p-16").orElseThrow())));
    assertThat(
            read(SITE.with(List.of(first)), new LayoutWish("rdc", FROM.plusDays(1), List.of(back))))
        .isInstanceOfSatisfying(
            CheckLayout.Read.No.class,
            no -> {
              assertThat(no.refusal().code()).isEqualTo("seat_on_seat");
              assertThat(no.refusal().field()).isEqualTo("seats.p-16");
            });
  }

  private static CheckLayout.Read read(Site site, LayoutWish wish) {
    return CheckLayout.read(site, wish, UUID.randomUUID(), TODAY);
  }

  private static SeatLayout good(Site site, LayoutWish wish) {
    if (read(site, wish) instanceof CheckLayout.Read.Good(SeatLayout layout)) return layout;
    throw new AssertionError(read(site, wish));
  }

  private static boolean apart(Shape one, Shape other) {
    return one.right() <= other.left()
        || other.right() <= one.left()
        || one.bottom() <= other.top()
        || other.bottom() <= one.top();
  }

  @Provide
  Arbitrary<List<LayoutWish.Seat>> seats() {
    Arbitrary<Point> near =
        Combinators.combine(
                Arbitraries.integers().between(6, 230), Arbitraries.integers().between(52, 184))
            .as((x, y) -> new Point(10 * x, 10 * y));
    Arbitrary<Optional<Point>> corner = near.optional(0.8);
    Arbitrary<String> code = Arbitraries.integers().between(1, 35).map("p-%02d"::formatted);
    return Combinators.combine(code, corner)
        .as(LayoutWish.Seat::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .uniqueElements(LayoutWish.Seat::code)
        .map(ArrayList::new);
  }
}
