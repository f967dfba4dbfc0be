package mogador.sites;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a site file draws: floors, spaces and doors. */
final class PlanReader {
  private static final Shape NOWHERE = Shape.rectangle(0, 0, 1, 1);
  private static final int MOST_CORNERS = 100;
  private static final Pattern FEATURE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private PlanReader() {}

  static Floor floor(Field field) {
    Fields floor = field.fields("code", "name", "size", "decor");
    List<Integer> size = floor.need("size").lengths("width", "height");
    int width = size.isEmpty() ? 0 : size.get(0);
    int height = size.isEmpty() ? 0 : size.get(1);
    List<Decor> decor = new ArrayList<>();
    for (Field item : floor.may("decor").map(Field::items).orElse(List.of())) {
      Optional<Decor> drawn = decorOf(item);
      drawn.ifPresent(decor::add);
      boolean fits =
          drawn.stream()
              .flatMap(d -> d.points().stream())
              .allMatch(p -> p.x() <= width && p.y() <= height);
      if (!fits && !size.isEmpty()) item.complain("lies outside its floor");
    }
    return new Floor(
        floor.need("code").code(), floor.need("name").words(100), width, height, decor);
  }

  private static Optional<Decor> decorOf(Field field) {
    Fields decor = field.fields("kind", "at", "line", "rect", "polygon", "name");
    Decor.Kind kind = decor.need("kind").choice(Decor.Kind.values(), Decor.Kind::code);
    String wanted = kind.fewest() == 1 ? "at" : kind.fewest() == 2 ? "line" : "rect or polygon";
    List<Point> points =
        switch (kind.fewest()) {
          case 1 -> decor.may("at").map(at -> List.of(point(at))).orElse(List.of());
          case 2 -> decor.may("line").map(PlanReader::points).orElse(List.of());
          default -> shape(decor).map(Shape::corners).orElse(List.of());
        };
    if (points.size() < kind.fewest()) {
      field.complain("a " + kind.code() + " is drawn by " + wanted);
      return Optional.empty();
    }
    return Optional.of(new Decor(kind, points, decor.may("name").map(name -> name.words(100))));
  }

  /** A space; the rules it has of its own are put into {@code rules} under its code. */
  static SiteDocument.Plot plot(Field field, Map<String, RuleLayer> rules) {
    Fields plot =
        field.fields(
            "code",
            "kind",
            "floor",
            "zone",
            "name",
            "capacity",
            "area",
            "features",
            "bookable",
            "parts",
            "shape",
            "label",
            "rules");
    Shape shape = spaceShape(plot.need("shape"));
    String code = plot.need("code").code();
    plot.may("rules")
        .map(own -> RulesReader.layer(own, SpaceRules.Scope.SPACE))
        .ifPresent(layer -> rules.putIfAbsent(code, layer));
    return new SiteDocument.Plot(
        code,
        plot.need("kind").choice(SpaceKind.values(), SpaceKind::code),
        plot.need("floor").code(),
        plot.need("zone").code(),
        plot.need("name").words(100),
        plot.need("capacity").whole(0, 10_000),
        plot.may("area").map(area -> area.hundredths("m²", 100_000) * 100L).orElse(0L),
        plot.may("features").map(PlanReader::features).orElse(List.of()),
        plot.need("bookable").flag(),
        plot.may("parts").map(PlanReader::parts).orElse(List.of()),
        shape,
        plot.may("label").map(PlanReader::point).orElseGet(shape::middle));
  }

  private static List<String> features(Field list) {
    return list.items().stream()
        .map(
            item ->
                item.value(
                    "a feature such as screen or sea-view",
                    "",
                    text -> Optional.of(text).filter(t -> FEATURE.matcher(t).matches())))
        .distinct()
        .toList();
  }

  private static List<String> parts(Field list) {
    List<String> parts = list.items().stream().map(Field::code).toList();
    if (parts.isEmpty()) list.complain("is empty; leave it out for a space without parts");
    if (parts.stream().distinct().count() < parts.size()) list.complain("names a part twice");
    return parts;
  }

  private static Shape spaceShape(Field field) {
    return shape(field.fields("rect", "polygon"))
        .orElseGet(
            () -> {
              field.complain("should be {rect: [x, y, width, height]} or {polygon: [[x, y], …]}");
              return NOWHERE;
            });
  }

  private static Optional<Shape> shape(Fields fields) {
    if (fields.may("rect").isPresent()) return fields.may("rect").map(PlanReader::rectangle);
    return fields.may("polygon").map(PlanReader::polygon);
  }

  private static Shape rectangle(Field field) {
    List<Integer> lengths = field.lengths("x", "y", "width", "height");
    if (lengths.isEmpty()) return NOWHERE;
    if (lengths.get(2) == 0 || lengths.get(3) == 0) field.complain("has no area");
    return Shape.rectangle(lengths.get(0), lengths.get(1), lengths.get(2), lengths.get(3));
  }

  private static Shape polygon(Field field) {
    List<Point> corners = points(field);
    if (corners.size() < 3) {
      field.complain("has fewer than three corners");
      return NOWHERE;
    }
    if (corners.size() > MOST_CORNERS) field.complain("has more than " + MOST_CORNERS + " corners");
    return new Shape(corners.subList(0, Math.min(corners.size(), MOST_CORNERS)));
  }

  private static List<Point> points(Field list) {
    return list.items().stream().map(PlanReader::point).toList();
  }

  private static Point point(Field field) {
    List<Integer> lengths = field.lengths("x", "y");
    return lengths.isEmpty() ? new Point(0, 0) : new Point(lengths.get(0), lengths.get(1));
  }

  static Door door(Field field) {
    Fields door =
        field.fields("code", "name", "floor", "at", "width", "opens", "from", "to", "needs");
    return new Door(
        door.need("code").code(),
        door.need("name").words(100),
        door.need("floor").code(),
        point(door.need("at")),
        door.may("width").map(width -> width.whole(50, 1_000)).orElse(90),
        door.need("opens").choice(Door.Side.values(), side -> side.name().toLowerCase(Locale.ROOT)),
        door.need("from").code(),
        door.need("to").code(),
        door.may("needs")
            .map(needs -> needs.choice(Door.Needs.values(), n -> n.name().toLowerCase(Locale.ROOT)))
            .orElse(Door.Needs.BASIC));
  }
}
