package mogador.sites;

import java.util.Map;
import mogador.web.Svg;

/** The signs that tell states apart without colour; plan.css shows the one of a space's state. */
final class PlanSigns {
  /** Each about 50 cm wide around its own middle. */
  private static final Map<String, String> SIGNS =
      Map.of(
          "person", "<circle cy=\"-12\" r=\"12\"/><path d=\"M-23 25a23 21 0 0 1 46 0z\"/>",
          "cross", "<path d=\"M-17-17L17 17M17-17L-17 17\"/>",
          "check", "<path d=\"M-20 2L-6 16L21-15\"/>",
          "ring", "<circle r=\"17\"/>",
          "date", "<path d=\"M-19-14h38v32h-38zM-19-3h38M-9-22v12M9-22v12\"/>",
          "ask", "<path d=\"M-11-12a11 11 0 1 1 15 11q-4 2-4 9M0 18v3\"/>");

  private static final String TREE =
      "<circle class=\"plan-leaves\" r=\"78\"/><path class=\"plan-twigs\" d=\"M0 0L52-34M0 0L34"
          + " 52M0 0L-48 40M0 0L-50-34M0 0L4-64\"/>";
  private static final String PLANT =
      "<path class=\"plan-leaves\" d=\"M0 0q34-8 30-46q-32 10-30 46q-8-34-46-30q10 32 46 30q-34"
          + " 8-30 46q32-10 30-46q8 34 46 30q-10-32-46-30z\"/>";

  private PlanSigns() {}

  static void define(Svg svg, String id) {
    svg.add("<defs>");
    SIGNS.forEach((sign, path) -> svg.add("<g id=\"" + id + "-" + sign + "\">" + path + "</g>"));
    svg.add("<g id=\"" + id + "-tree\">" + TREE + "</g>");
    svg.add("<g id=\"" + id + "-plant\">" + PLANT + "</g>");
    pattern(svg, id, "hatch", 26, 45, "<path class=\"stroke\" d=\"M0 0V26\"/>");
    pattern(svg, id, "deck", 40, 0, "<path class=\"stroke\" d=\"M0 0V40\"/>");
    pattern(svg, id, "tile", 100, 45, "<path class=\"stroke\" d=\"M0 0H100M0 0V100\"/>");
    pattern(
        svg,
        id,
        "wave",
        160,
        0,
        "<path class=\"stroke\" d=\"M0 40q40-26 80 0t80 0M0 120q40-26 80" + " 0t80 0\"/>");
    svg.add("</defs>");
  }

  private static void pattern(Svg svg, String id, String name, int size, int turn, String drawn) {
    svg.add("<pattern id=\"%s-%s\" class=\"p-%s\" patternUnits=\"userSpaceOnUse\"", id, name, name)
        .add(" width=\"%d\" height=\"%d\" patternTransform=\"rotate(%d)\">", size, size, turn)
        .add(drawn)
        .add("</pattern>");
  }

  /** The signs of a space around a point, all but that of its state hidden. */
  static void add(Svg svg, String id, int x, int y, double scale) {
    svg.add("<g class=\"signs\" transform=\"translate(%d %d) scale(%s)\">", x, y, scale);
    SIGNS.keySet().stream()
        .sorted()
        .forEach(sign -> svg.add("<use class=\"sign %s\" href=\"#%s-%s\"/>", sign, id, sign));
    svg.add("</g>");
  }
}
