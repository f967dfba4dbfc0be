package mogador.layouts;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.sites.Decor;
import mogador.sites.Door;
import mogador.sites.Floor;
import mogador.sites.Point;
import mogador.sites.SeatLayout;
import mogador.sites.Shape;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * Whether seats can stand as wished: each in its own area, so that its doors stay right; none on
 * another, in a room, on what is built in or in the way of a door. A seat that stands where the
 * site file puts it is right as far as it alone is concerned.
 */
final class CheckLayout {
  static final int YEARS_AHEAD = 3;

  /** Built in: no seat stands there. A sofa or a plant gives way. */
  private static final Set<Decor.Kind> FIXED =
      Set.of(
          Decor.Kind.COLUMN,
          Decor.Kind.STAIRS,
          Decor.Kind.LIFT,
          Decor.Kind.FOUNTAIN,
          Decor.Kind.SERVICE,
          Decor.Kind.COUNTER);

  private static final int HALF_COLUMN = 20;

  private final Site site;
  private final Floor floor;
  private final LayoutWish wish;

  private CheckLayout(Site site, Floor floor, LayoutWish wish) {
    this.site = site;
    this.floor = floor;
    this.wish = wish;
  }

  sealed interface Read {
    record Good(SeatLayout layout) implements Read {}

    record No(Refusal refusal) implements Read {}
  }

  /**
   * Reads a wish.
   *
   * @param site with its layouts as they are
   * @param id of the layout to be
   * @param today at the site
   */
  static Read read(Site site, LayoutWish wish, UUID id, LocalDate today) {
    Optional<Floor> floor = site.floor(wish.floor());
    if (floor.isEmpty()) {
      return no("unknown_floor", "floor", site.id() + " has no floor " + wish.floor() + ".");
    }
    if (seats(site, wish.floor()).isEmpty()) {
      return no("no_seats", "floor", "There are no seats on this floor.");
    }
    if (!wish.from().isAfter(today)) {
      return no("too_early", "from", "A layout holds from tomorrow on at the earliest.");
    }
    if (wish.from().isAfter(today.plusYears(YEARS_AHEAD))) {
      return no("too_late", "from", "A layout begins within " + YEARS_AHEAD + " years.");
    }
    if (site.layouts(wish.floor()).stream().anyMatch(l -> l.from().equals(wish.from()))) {
      return no("date_taken", "from", "Another layout of this floor begins that day.");
    }
    return new CheckLayout(site, floor.get(), wish).read(id);
  }

  /** The seats of a floor, as the file places them. */
  static List<Space> seats(Site site, String floor) {
    return site.spaces().stream()
        .filter(space -> space.kind() == SpaceKind.POSITION && space.isAtom())
        .filter(space -> space.floor().equals(floor) && space.shape().isPresent())
        .toList();
  }

  private Read read(UUID id) {
    Map<String, Space> seats = new LinkedHashMap<>();
    seats(site, floor.code()).forEach(seat -> seats.put(seat.code(), seat));
    Map<Space, Shape> before = new LinkedHashMap<>();
    for (Space seat : seats(site.arranged(wish.from()), floor.code())) {
      before.put(Objects.requireNonNull(seats.get(seat.code())), seat.shape().orElseThrow());
    }
    Map<Space, Shape> after = new LinkedHashMap<>(before);
    Set<String> named = new HashSet<>();
    for (LayoutWish.Seat one : wish.seats()) {
      Space seat = seats.get(one.code());
      if (seat == null) {
        return no("unknown_seat", field(one.code()), one.code() + " is no seat of this floor.");
      }
      if (!named.add(one.code())) {
        return no("seat_twice", field(one.code()), one.code() + " is named twice.");
      }
      if (one.corner().isEmpty()) after.remove(seat);
      else after.put(seat, at(seat, one.corner().get()));
    }
    if (after.equals(before)) {
      return no("nothing_changes", "seats", "The seats stand like this already.");
    }
    Optional<Refusal> refusal = check(seats, before, after);
    return refusal.isPresent()
        ? new Read.No(refusal.get())
        : new Read.Good(layout(id, seats.values(), after));
  }

  private static Shape at(Space seat, Point corner) {
    Shape shape = seat.shape().orElseThrow();
    return shape.moved(corner.x() - shape.left(), corner.y() - shape.top());
  }

  private SeatLayout layout(UUID id, Iterable<Space> seats, Map<Space, Shape> after) {
    Map<Long, Point> places = new HashMap<>();
    Set<Long> away = new HashSet<>();
    for (Space seat : seats) {
      Shape shape = after.get(seat);
      if (shape == null) away.add(seat.id());
      else places.put(seat.id(), new Point(shape.left(), shape.top()));
    }
    return new SeatLayout(id, floor.code(), wish.from(), places, away);
  }

  /** Those that stay stand as they did, which was right. */
  private Optional<Refusal> check(
      Map<String, Space> seats, Map<Space, Shape> before, Map<Space, Shape> after) {
    for (LayoutWish.Seat one : wish.seats()) {
      Space seat = Objects.requireNonNull(seats.get(one.code()));
      Shape shape = after.get(seat);
      if (shape == null || shape.equals(before.get(seat))) continue;
      boolean asFiled = shape.equals(seat.shape().orElseThrow());
      Optional<Refusal> refusal = asFiled ? Optional.empty() : check(seat, shape);
      if (refusal.isEmpty()) refusal = crowded(seat, shape, after);
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }

  private Optional<Refusal> check(Space seat, Shape shape) {
    String code = seat.code();
    if (!area(site, floor, seat).holds(shape)) {
      return refusal("outside_area", code, code + " leaves the area its doors lead to.");
    }
    for (Space room : site.spaces()) {
      if (!room.isAtom() || room.kind() == SpaceKind.POSITION || !room.floor().equals(floor.code()))
        continue;
      if (room.shape().filter(shape::overlaps).isPresent()) {
        return refusal("seat_in_room", code, code + " stands in " + room.code() + ".");
      }
    }
    if (floor.decor().stream().anyMatch(decor -> isFixed(decor) && built(decor).overlaps(shape))) {
      return refusal("seat_on_fixture", code, code + " stands on something built in.");
    }
    for (Door door : site.doors()) {
      if (door.floor().equals(floor.code()) && clearance(door).overlaps(shape)) {
        return refusal(
            "seat_at_door", code, code + " is in the way of the door " + door.code() + ".");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> crowded(Space seat, Shape shape, Map<Space, Shape> after) {
    for (Map.Entry<Space, Shape> other : after.entrySet()) {
      if (other.getKey().id() == seat.id() || !other.getValue().overlaps(shape)) continue;
      String text = seat.code() + " stands on " + other.getKey().code() + ".";
      return refusal("seat_on_seat", seat.code(), text);
    }
    return Optional.empty();
  }

  /** The smallest open space it is a part of; else its floor. */
  static Shape area(Site site, Floor floor, Space seat) {
    return site.spaces().stream()
        .filter(space -> space.kind() == SpaceKind.OPEN_SPACE && space.zone().equals(seat.zone()))
        .filter(space -> space.atoms().contains(seat.id()))
        .min(Comparator.comparingInt(space -> space.atoms().size()))
        .flatMap(Space::shape)
        .orElseGet(() -> Shape.rectangle(0, 0, floor.width(), floor.height()));
  }

  private static boolean isFixed(Decor decor) {
    return FIXED.contains(decor.kind());
  }

  private static Shape built(Decor decor) {
    Point at = decor.points().getFirst();
    return decor.kind() == Decor.Kind.COLUMN
        ? Shape.rectangle(
            at.x() - HALF_COLUMN, at.y() - HALF_COLUMN, 2 * HALF_COLUMN, 2 * HALF_COLUMN)
        : new Shape(decor.points());
  }

  /** As deep before and behind the door as its leaf is wide. */
  private static Shape clearance(Door door) {
    int width = door.width();
    return switch (door.opens()) {
      case NORTH, SOUTH ->
          Shape.rectangle(door.at().x() - width / 2, door.at().y() - width, width, 2 * width);
      case EAST, WEST ->
          Shape.rectangle(door.at().x() - width, door.at().y() - width / 2, 2 * width, width);
    };
  }

  private static String field(String seat) {
    return "seats." + seat;
  }

  private static Optional<Refusal> refusal(String code, String seat, String text) {
    return Optional.of(new Refusal(code, field(seat), text));
  }

  private static Read no(String code, String field, String text) {
    return new Read.No(new Refusal(code, field, text));
  }
}
