package mogador.reporting;

import mogador.kernel.Language;
import mogador.web.Svg;

/**
 * A report as one SVG that needs nothing else: no style sheet, no font, no script. Coordinates are
 * those of whoever reads from the left; for Arabic all is mirrored.
 */
final class Drawing {
  static final String INK = "#1B2430";
  static final String MUTED = "#586270";
  static final String ON_DARK = "#FFFFFF";
  static final String LINE = "#DDD8CC";

  /** For what is not told; a pattern, so that it is no shade of a scale. */
  static final String NOT_TOLD = "url(#not-told)";

  static final int MARGIN = 24;

  private static final int TITLE = 20;

  /** How wide a letter of a title is, of its height. */
  private static final double WIDE = 0.58;

  /** Where a text stands at its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final Svg svg = new Svg();
  private final int width;
  private final boolean mirrored;

  /**
   * @param title above it, and for who cannot see it
   * @param subtitle below that
   * @param description what it says, in words
   */
  Drawing(
      int width, int height, Language language, String title, String subtitle, String description) {
    this.width = width;
    this.mirrored = language.rightToLeft();
    svg.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", width, height)
        .add(" width=\"%d\" height=\"%d\" lang=\"%s\"", width, height, language.code())
        .add(" direction=\"%s\"", mirrored ? "rtl" : "ltr")
        .add(" font-family=\"Figtree, 'Readex Pro', system-ui, sans-serif\"")
        .add(" role=\"img\" aria-labelledby=\"title description\">");
    svg.add("<title id=\"title\">").add(Svg.escape(title)).add("</title>");
    svg.add("<desc id=\"description\">").add(Svg.escape(description)).add("</desc>");
    svg.add("<defs><pattern id=\"not-told\" width=\"8\" height=\"8\"")
        .add(" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
        .add("<path d=\"M0 0H8V8H0Z\" fill=\"#FFFFFF\"/>")
        .add("<path d=\"M0 0H3V8H0Z\" fill=\"#DDD8CC\"/></pattern></defs>");
    svg.add("<path d=\"M0 0H%dV%dH0Z\" fill=\"#FFFFFF\"/>", width, height);
    int room = width - 2 * MARGIN;
    int size = Math.min(TITLE, (int) (room / (WIDE * Math.max(1, title.length()))));
    text(MARGIN, 44, size, Anchor.START, INK, true, title);
    text(MARGIN, 66, 13, Anchor.START, MUTED, false, subtitle);
  }

  /** A box, with what is said of it to who points at it. */
  void box(int x, int y, int wide, int high, String fill, String said) {
    svg.add("<rect x=\"%d\" y=\"%d\" width=\"%d\"", mirrored ? width - x - wide : x, y, wide)
        .add(" height=\"%d\" rx=\"3\" fill=\"%s\"><title>", high, fill)
        .add(Svg.escape(said))
        .add("</title></rect>");
  }

  /** A line across. */
  void rule(int x, int y, int wide) {
    svg.add("<path d=\"M%d %dh%d\"", mirrored ? width - x - wide : x, y, wide)
        .add(" stroke=\"%s\" fill=\"none\"/>", LINE);
  }

  void text(int x, int y, int size, Anchor anchor, String fill, boolean strong, String words) {
    text(x, y, size, anchor, fill, strong, mirrored ? "rtl" : "ltr", words);
  }

  /** With a sign before it, in every language. */
  void number(int x, int y, int size, Anchor anchor, String fill, boolean strong, String number) {
    Anchor own = mirrored && anchor != Anchor.MIDDLE ? opposite(anchor) : anchor;
    text(x, y, size, own, fill, strong, "ltr", number);
  }

  private static Anchor opposite(Anchor anchor) {
    return anchor == Anchor.START ? Anchor.END : Anchor.START;
  }

  private void text(
      int x,
      int y,
      int size,
      Anchor anchor,
      String fill,
      boolean strong,
      String direction,
      String words) {
    String at =
        switch (anchor) {
          case START -> "start";
          case MIDDLE -> "middle";
          case END -> "end";
        };
    svg.add("<text x=\"%d\" y=\"%d\" font-size=\"%d\"", mirrored ? width - x : x, y, size)
        .add(" text-anchor=\"%s\" direction=\"%s\" fill=\"%s\"", at, direction, fill)
        .add(strong ? " font-weight=\"700\">" : ">")
        .add(Svg.escape(words))
        .add("</text>");
  }

  @Override
  public String toString() {
    return svg + "</svg>";
  }
}
