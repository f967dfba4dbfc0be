package mogador.sites;

import java.util.List;
import java.util.stream.Collectors;

/** What stands on a floor's plan as the {@code d} of an SVG path. */
final class SvgPath {
  private SvgPath() {}

  static String line(List<Point> points) {
    return points.stream().map(p -> p.x() + " " + p.y()).collect(Collectors.joining("L", "M", ""));
  }

  static String outline(Shape shape) {
    return line(shape.corners()) + "Z";
  }
}
