package mogador.sites;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * A polygon on a floor's plan: at least three corners, in cm, in order; the last joins the first.
 */
public record Shape(List<Point> corners) {
  public Shape {
    corners = List.copyOf(corners);
    if (corners.size() < 3) throw new IllegalArgumentException("a shape has three corners or more");
  }

  public static Shape rectangle(int x, int y, int width, int height) {
    return new Shape(
        List.of(
            new Point(x, y),
            new Point(x + width, y),
            new Point(x + width, y + height),
            new Point(x, y + height)));
  }

  public int left() {
    return corners.stream().mapToInt(Point::x).min().orElseThrow();
  }

  public int right() {
    return corners.stream().mapToInt(Point::x).max().orElseThrow();
  }

  public int top() {
    return corners.stream().mapToInt(Point::y).min().orElseThrow();
  }

  public int bottom() {
    return corners.stream().mapToInt(Point::y).max().orElseThrow();
  }

  public int width() {
    return right() - left();
  }

  public int height() {
    return bottom() - top();
  }

  /** The middle of its bounds. */
  public Point middle() {
    return new Point((left() + right()) / 2, (top() + bottom()) / 2);
  }

  /** The same so many cm to the right and down. */
  public Shape moved(int right, int down) {
    return new Shape(corners.stream().map(p -> new Point(p.x() + right, p.y() + down)).toList());
  }

  /** Whether all of another lies within this one; they may share edges. */
  public boolean holds(Shape other) {
    Area outside = new Area(other.outline());
    outside.subtract(new Area(outline()));
    return outside.getBounds2D().getWidth() <= 1 || outside.getBounds2D().getHeight() <= 1;
  }

  /** Whether the two share more than an edge. */
  public boolean overlaps(Shape other) {
    if (right() <= other.left() || other.right() <= left()) return false;
    if (bottom() <= other.top() || other.bottom() <= top()) return false;
    Area common = new Area(outline());
    common.intersect(new Area(other.outline()));
    return common.getBounds2D().getWidth() > 1 && common.getBounds2D().getHeight() > 1;
  }

  private Path2D outline() {
    Path2D outline = new Path2D.Double();
    outline.moveTo(corners.getFirst().x(), corners.getFirst().y());
    corners.forEach(corner -> outline.lineTo(corner.x(), corner.y()));
    outline.closePath();
    return outline;
  }
}
