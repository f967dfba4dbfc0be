package mogador.sites;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The spaces of a site as they stand on a day. */
final class Arranged {
  private static final Point STAYS = new Point(0, 0);

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
                    space.isAtom()
                        ? seats.getOrDefault(space.id(), space)
                        : whole(site, space, seats))
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

  /** A table goes where most of its seats went; nothing is booked whole that lacks a seat. */
  private static Space whole(Site site, Space space, Map<Long, Space> seats) {
    var own = new ArrayList<Space>();
    for (long atom : space.atoms()) Optional.ofNullable(seats.get(atom)).ifPresent(own::add);
    boolean complete = own.stream().allMatch(seat -> seat.shape().isPresent());
    boolean let = space.bookable() && complete;
    if (space.kind() != SpaceKind.TABLE) return space.at(space.shape(), space.label(), let);
    Point way = mostCommonWay(site, own);
    return space.at(
        space.shape().map(shape -> shape.moved(way.x(), way.y())),
        space.label().map(label -> new Point(label.x() + way.x(), label.y() + way.y())),
        let);
  }

  private static Point mostCommonWay(Site site, List<Space> seats) {
    Map<Point, Integer> ways = new LinkedHashMap<>(Map.of(STAYS, 0));
    for (Space seat : seats) {
      Optional<Shape> was = site.space(seat.code()).flatMap(Space::shape);
      if (was.isEmpty() || seat.shape().isEmpty()) continue;
      int right = seat.shape().get().left() - was.get().left();
      int down = seat.shape().get().top() - was.get().top();
      ways.merge(new Point(right, down), 1, Integer::sum);
    }
    return ways.entrySet().stream()
        .max(
            Map.Entry.<Point, Integer>comparingByValue()
                .thenComparing(e -> e.getKey().equals(STAYS)))
        .orElseThrow()
        .getKey();
  }
}
