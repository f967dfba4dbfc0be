package mogador.sites;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The spaces of a site as they stand on a day. */
final class Arranged {
  private Arranged() {}

  static Site on(Site site, LocalDate day) {
    List<SeatLayout> holding =
        site.floors().stream().flatMap(floor -> site.layout(floor.code(), day).stream()).toList();
    if (holding.isEmpty()) return site;
    Map<Long, Space> seats =
        site.spaces().stream()
            .filter(Space::isAtom)
            .map(space -> placed(space, holding))
            .collect(Collectors.toMap(Space::id, Function.identity()));
    List<Space> spaces =
        site.spaces().stream()
            .map(
                space ->
                    space.isAtom() ? seats.getOrDefault(space.id(), space) : whole(space, seats))
            .toList();
    return new Site(site.document(), spaces, site.layouts());
  }

  private static Space placed(Space space, List<SeatLayout> holding) {
    if (space.kind() != SpaceKind.POSITION || space.shape().isEmpty()) return space;
    for (SeatLayout layout : holding) {
      if (!layout.floor().equals(space.floor())) continue;
      if (layout.away().contains(space.id())) {
        return space.at(Optional.empty(), Optional.empty(), false);
      }
      Point corner = layout.places().get(space.id());
      if (corner != null) return moved(space, space.shape().get(), corner);
    }
    return space;
  }

  private static Space moved(Space seat, Shape shape, Point corner) {
    int right = corner.x() - shape.left();
    int down = corner.y() - shape.top();
    if (right == 0 && down == 0) return seat;
    return seat.at(
        Optional.of(shape.moved(right, down)),
        seat.label().map(label -> new Point(label.x() + right, label.y() + down)),
        seat.bookable());
  }

  /** A table is where its seats are; nothing is booked whole that lacks a seat. */
  private static Space whole(Space space, Map<Long, Space> seats) {
    var own = new ArrayList<Space>();
    for (long atom : space.atoms()) Optional.ofNullable(seats.get(atom)).ifPresent(own::add);
    boolean complete = own.stream().allMatch(seat -> seat.shape().isPresent());
    if (space.kind() != SpaceKind.TABLE) {
      return complete ? space : space.at(space.shape(), space.label(), false);
    }
    Optional<Shape> around = around(own);
    Optional<Point> label =
        around.equals(space.shape()) ? space.label() : around.map(Shape::middle);
    return space.at(around, label, space.bookable() && complete);
  }

  private static Optional<Shape> around(List<Space> seats) {
    List<Point> corners =
        seats.stream().flatMap(s -> s.shape().stream()).flatMap(s -> s.corners().stream()).toList();
    if (corners.isEmpty()) return Optional.empty();
    Shape all = new Shape(corners);
    return Optional.of(Shape.rectangle(all.left(), all.top(), all.width(), all.height()));
  }
}
