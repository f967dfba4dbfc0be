package mogador.sites;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * Something drawn on a plan that nobody books.
 *
 * @param points one for a plant, a tree or a column; two or more for a wall or a window; three or
 *     more, a polygon, for the others
 */
public record Decor(Kind kind, List<Point> points, Optional<LocalText> name) {
  public Decor {
    points = List.copyOf(points);
    if (points.size() < kind.fewest()) {
      throw new IllegalArgumentException(kind.code() + " needs " + kind.fewest() + " points");
    }
  }

  /** What it is, with the fewest points that draw it. */
  public enum Kind {
    WALL(2),
    WINDOW(2),
    PLANT(1),
    TREE(1),
    COLUMN(1),
    STAIRS(3),
    LIFT(3),
    COURTYARD(3),
    FOUNTAIN(3),
    TERRACE(3),
    SEA(3),
    GARDEN(3),
    HALL(3),
    SERVICE(3),
    COUNTER(3),
    SOFA(3),
    TABLE(3);

    private final int fewest;
    private final String code = name().toLowerCase(Locale.ROOT);

    Kind(int fewest) {
      this.fewest = fewest;
    }

    int fewest() {
      return fewest;
    }

    /** As in site files. */
    public String code() {
      return code;
    }
  }
}
