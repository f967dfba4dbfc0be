package mogador.sites;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import mogador.kernel.Language;
import mogador.web.Svg;

/** The spaces of a plan, each with its furniture, its name and the sign of its state. */
final class PlanSpaces {
  private static final int NAME = 68;
  private static final int SMALLEST = 40;

  private final Svg svg;
  private final String id;
  private final Site site;
  private final Language language;
  private final Function<Space, PlanSvg.Mark> marks;

  PlanSpaces(
      Svg svg, String id, Site site, Language language, Function<Space, PlanSvg.Mark> marks) {
    this.svg = svg;
    this.id = id;
    this.site = site;
    this.language = language;
    this.marks = marks;
  }

  /** A space, but a composed room, which is only the parts it is made of. */
  void draw(Space space) {
    if (space.shape().isEmpty() || isJoint(space)) return;
    Shape shape = space.shape().get();
    around(
        space,
        mark -> {
          switch (space.kind()) {
            case POSITION -> seat(space, shape, mark);
            case TABLE, OPEN_SPACE -> whole(space, shape, mark);
            case OFFICE, MEETING_ROOM, EVENT_ROOM, PHONE_BOOTH -> room(space, shape, mark);
          }
        });
  }

  /** A composed room that something is said of: a plate where its parts meet. */
  void drawJoint(Space space) {
    if (space.label().isEmpty() || !isJoint(space) || marks.apply(space).silent()) return;
    Point at = space.label().get();
    around(
        space,
        mark -> {
          Shape plate = Shape.rectangle(at.x() - 190, at.y() - 48, 380, 96);
          svg.add("<rect class=\"shape plate\" x=\"%d\" y=\"%d\"", plate.left(), plate.top())
              .add(" width=\"380\" height=\"96\" rx=\"48\"/>");
          svg.add("<rect class=\"hatch\" x=\"%d\" y=\"%d\"", plate.left(), plate.top())
              .add(" width=\"380\" height=\"96\" rx=\"48\" fill=\"url(#%s-hatch)\"/>", id);
          PlanSigns.add(svg, id, at.x() - 125, at.y(), 1.1);
          svg.text("name", at.x() + 40, at.y() + 20, 56, "↕ " + area(space));
        });
  }

  private static boolean isJoint(Space space) {
    return !space.isAtom()
        && space.kind() != SpaceKind.TABLE
        && space.kind() != SpaceKind.OPEN_SPACE;
  }

  private interface Drawing {
    void draw(PlanSvg.Mark mark);
  }

  private void around(Space space, Drawing inside) {
    PlanSvg.Mark mark = marks.apply(space);
    String name = space.name().in(language);
    String said =
        mark.silent() ? name : name + (language.rightToLeft() ? "، " : ", ") + mark.word();
    String state = mark.silent() ? "silent" : mark.state();
    svg.add("<g id=\"s-").add(space.code()).add("\" data-space=\"").add(space.reference());
    svg.add("\" data-name=\"").add(Svg.escape(name));
    svg.add("\" class=\"space ").add(space.kind().code().replace('_', '-')).add(" ");
    svg.add(Svg.escape(state)).add("\"");
    if (mark.silent()) svg.add(" aria-hidden=\"true\"");
    else if (mark.href().isEmpty()) svg.add(" role=\"img\"");
    svg.add("><title>").add(Svg.escape(said)).add("</title>");
    mark.href()
        .ifPresent(
            href -> {
              svg.add("<a href=\"").add(Svg.escape(href));
              svg.add("\" aria-label=\"").add(Svg.escape(said)).add("\">");
            });
    inside.draw(mark);
    svg.add(mark.href().isPresent() ? "</a></g>" : "</g>");
  }

  private void shape(Shape shape) {
    String outline = SvgPath.outline(shape);
    svg.add("<path class=\"shape\" d=\"%s\"/>", outline);
    svg.add("<path class=\"hatch\" d=\"%s\" fill=\"url(#%s-hatch)\"/>", outline, id);
  }

  /** A cell with a desk and a chair; the sign is on the chair, where the person would be. */
  private void seat(Space space, Shape cell, PlanSvg.Mark mark) {
    int x = cell.left();
    int width = cell.width();
    int deep = cell.height() / 2;
    boolean below = deskIsBelow(space);
    int desk = below ? cell.bottom() - deep : cell.top();
    int chair = below ? cell.top() + deep / 2 : cell.bottom() - deep / 2;
    int middle = cell.middle().x();
    shape(cell);
    svg.add("<rect class=\"desk\" x=\"%d\" y=\"%d\" width=\"%d\"", x + 5, desk + 4, width - 10)
        .add(" height=\"%d\" rx=\"8\"/>", deep - 8);
    svg.add("<rect class=\"chair\" x=\"%d\" y=\"%d\"", middle - 36, chair - 34)
        .add(" width=\"72\" height=\"68\" rx=\"26\"/>");
    if (!mark.silent()) PlanSigns.add(svg, id, middle, chair, 1);
    svg.text("name", middle, desk + deep / 2 + 22, 62, shortName(space));
  }

  /**
   * Desks meet in the middle of their table; a single one stands at the nearer wall. As the site
   * file has them: a seat that is moved is not turned.
   */
  private boolean deskIsBelow(Space seat) {
    List<SiteDocument.Plot> plots = site.document().spaces();
    Shape cell = shape(plots, plot -> plot.code().equals(seat.code())).orElseThrow();
    Shape around = shape(plots, plot -> plot.parts().contains(seat.code())).orElse(cell);
    boolean atTable =
        plots.stream()
            .anyMatch(p -> p.kind() == SpaceKind.TABLE && p.parts().contains(seat.code()));
    boolean inUpperHalf = cell.middle().y() < around.middle().y();
    return atTable == inUpperHalf;
  }

  private static Optional<Shape> shape(
      List<SiteDocument.Plot> plots, Predicate<SiteDocument.Plot> which) {
    return plots.stream().filter(which).map(SiteDocument.Plot::shape).findFirst();
  }

  private static String shortName(Space space) {
    return space.code().substring(space.code().lastIndexOf('-') + 1);
  }

  private void whole(Space space, Shape shape, PlanSvg.Mark mark) {
    shape(shape);
    Point at = space.label().orElse(shape.middle());
    if (space.kind() == SpaceKind.OPEN_SPACE) {
      String words = zone(space);
      svg.text("place", at.x(), at.y(), PlanText.fit(words, 620, 62), words);
      if (!mark.silent()) PlanSigns.add(svg, id, at.x(), at.y() - 110, 1.6);
    } else if (!mark.silent()) {
      String words = space.name().in(language);
      PlanSigns.add(svg, id, at.x(), at.y() - 60, 1.8);
      svg.text("name", at.x(), at.y() + 70, PlanText.fit(words, shape.width() - 20, 62), words);
    }
  }

  private String zone(Space space) {
    return site.zones().stream()
        .filter(zone -> zone.code().equals(space.zone()))
        .map(zone -> zone.name().in(language))
        .findFirst()
        .orElse("");
  }

  private void room(Space space, Shape shape, PlanSvg.Mark mark) {
    shape(shape);
    PlanFurniture.draw(svg, space.kind(), shape, door(space, shape));
    boolean small = Math.max(shape.width(), shape.height()) < 300;
    Point at = space.label().orElse(shape.middle());
    if (small) {
      if (!mark.silent())
        PlanSigns.add(svg, id, at.x(), shape.top() + shape.height() * 3 / 10, 1.2);
      String words = space.name().in(language);
      int size = PlanText.fit(words, shape.width() - 16, 52);
      boolean fits = size >= SMALLEST;
      int y = shape.top() + shape.height() * 8 / 10;
      svg.text("name", at.x(), y, fits ? size : 62, fits ? words : shortName(space));
      return;
    }
    names(space, shape, at);
    if (!mark.silent()) PlanSigns.add(svg, id, shape.right() - 75, shape.top() + 75, 1.5);
  }

  /** Where a room is entered; its middle when it has no door of its own. */
  private Point door(Space space, Shape shape) {
    return site.doors().stream()
        .filter(door -> door.to().equals(space.zone()))
        .map(Door::at)
        .findFirst()
        .orElse(shape.middle());
  }

  private void names(Space space, Shape shape, Point at) {
    int width = shape.width() - 50;
    List<String> lines = PlanText.lines(space.name().in(language), width, NAME);
    int size = lines.stream().mapToInt(line -> PlanText.fit(line, width, NAME)).min().orElse(NAME);
    int step = size + 10;
    int y = at.y() - (lines.size() * step) / 2 + size / 2;
    for (String line : lines) {
      svg.text("name", at.x(), y, size, line);
      y += step;
    }
    if (space.areaCm2() > 0) svg.text("area", at.x(), y, 54, area(space));
  }

  private String area(Space space) {
    long squareMetres = Math.round(space.areaCm2() / 10_000.0);
    return squareMetres + (language.rightToLeft() ? " م²" : " m²");
  }
}
