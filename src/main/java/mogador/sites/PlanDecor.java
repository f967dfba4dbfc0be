package mogador.sites;

import java.util.List;
import mogador.kernel.Language;
import mogador.web.Svg;

/** What is drawn around the spaces, so that the plan looks like the place. */
final class PlanDecor {
  private final Svg svg;
  private final String id;
  private final Language language;

  PlanDecor(Svg svg, String id, Language language) {
    this.svg = svg;
    this.id = id;
    this.language = language;
  }

  /** All that lies under the spaces. */
  void ground(List<Decor> decor) {
    for (Decor item : decor) ground(item);
    for (Decor item : decor) name(item);
  }

  /** Walls and windows, which stand on the spaces' edges. */
  void walls(List<Decor> decor) {
    for (Decor item : decor) {
      if (item.kind() == Decor.Kind.WALL) line("wall", item.points());
    }
    for (Decor item : decor) {
      if (item.kind() != Decor.Kind.WINDOW) continue;
      line("window", item.points());
      line("pane", item.points());
    }
  }

  private void line(String css, List<Point> points) {
    svg.add("<path class=\"%s\" d=\"%s\"/>", css, SvgPath.line(points));
  }

  private void ground(Decor item) {
    switch (item.kind()) {
      case WALL, WINDOW -> {}
      case PLANT, TREE -> grown(item);
      case COLUMN -> column(item.points().getFirst());
      case STAIRS -> stairs(area(item));
      case LIFT -> lift(area(item));
      case FOUNTAIN -> fountain(area(item));
      case SEA -> filled("sea", "wave", item);
      case TERRACE -> filled("terrace", "deck", item);
      case COURTYARD -> filled("courtyard", "tile", item);
      case SERVICE -> filled("service", "hatch", item);
      case GARDEN -> shape("garden", item);
      case HALL -> shape("hall", item);
      case COUNTER, SOFA, TABLE -> furniture(area(item));
    }
  }

  private static Shape area(Decor item) {
    return new Shape(item.points());
  }

  private void shape(String css, Decor item) {
    svg.add("<path class=\"%s\" d=\"%s\"/>", css, SvgPath.outline(area(item)));
  }

  private void filled(String css, String pattern, Decor item) {
    shape(css, item);
    String outline = SvgPath.outline(area(item));
    svg.add("<path class=\"over\" d=\"%s\" fill=\"url(#%s-%s)\"/>", outline, id, pattern);
  }

  private void grown(Decor item) {
    Point at = item.points().getFirst();
    String kind = item.kind().code();
    svg.add(
        "<use class=\"%s\" href=\"#%s-%s\" x=\"%d\" y=\"%d\"/>", kind, id, kind, at.x(), at.y());
  }

  private void column(Point at) {
    int left = at.x() - 20;
    int top = at.y() - 20;
    svg.add("<rect class=\"column\" x=\"%d\" y=\"%d\" width=\"40\" height=\"40\"/>", left, top);
  }

  private void furniture(Shape area) {
    svg.add("<rect class=\"furniture\" x=\"%d\" y=\"%d\"", area.left(), area.top())
        .add(" width=\"%d\" height=\"%d\" rx=\"18\"/>", area.width(), area.height());
  }

  private void stairs(Shape area) {
    StringBuilder treads = new StringBuilder(SvgPath.outline(area));
    boolean tall = area.height() >= area.width();
    int length = tall ? area.height() : area.width();
    for (int step = 35; step < length; step += 35) {
      treads.append(
          tall
              ? "M" + area.left() + " " + (area.top() + step) + "h" + area.width()
              : "M" + (area.left() + step) + " " + area.top() + "v" + area.height());
    }
    svg.add("<path class=\"stairs\" d=\"%s\"/>", treads);
  }

  private void lift(Shape area) {
    svg.add("<path class=\"lift\" d=\"%s", SvgPath.outline(area))
        .add("M%d %dL%d %d", area.left(), area.top(), area.right(), area.bottom())
        .add("M%d %dL%d %d\"/>", area.right(), area.top(), area.left(), area.bottom());
  }

  private void fountain(Shape area) {
    Point middle = area.middle();
    for (int radius = area.width() / 2; radius > 15; radius -= 28) {
      svg.add("<circle class=\"fountain\" cx=\"%d\" cy=\"%d\"", middle.x(), middle.y())
          .add(" r=\"%d\"/>", radius);
    }
  }

  private void name(Decor item) {
    if (item.name().isEmpty() || item.points().size() < 3) return;
    Shape area = area(item);
    String words = item.name().get().in(language);
    switch (item.kind()) {
      case LIFT, STAIRS ->
          svg.text("place", area.middle().x(), area.bottom() + 58, fit(words, 300), words);
      case COURTYARD ->
          svg.text("place", area.middle().x(), area.bottom() - 120, fit(words, 700), words);
      case HALL -> svg.text("place", area.middle().x(), area.bottom() - 640, 62, words);
      default ->
          svg.text(
              "place", area.middle().x(), area.middle().y() + 20, fit(words, area.width()), words);
    }
  }

  private static int fit(String words, int width) {
    return PlanText.fit(words, width, 62);
  }
}
