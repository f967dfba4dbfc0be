package mogador.sites;

import java.util.List;
import java.util.stream.Collectors;

/** SVG text in the making. Whatever comes from outside goes through {@link #escape}. */
final class Svg {
  private final StringBuilder out = new StringBuilder(32_000);

  Svg add(String markup) {
    out.append(markup);
    return this;
  }

  /** Markup with numbers and words of our own, one for each {@code %d} or {@code %s} in it. */
  Svg add(String markup, Object... values) {
    int from = 0;
    for (Object value : values) {
      int at = markup.indexOf('%', from);
      out.append(markup, from, at).append(value);
      from = at + 2;
    }
    out.append(markup, from, markup.length());
    return this;
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** The {@code d} of a line through these points. */
  static String line(List<Point> points) {
    return points.stream().map(p -> p.x() + " " + p.y()).collect(Collectors.joining("L", "M", ""));
  }

  static String outline(Shape shape) {
    return line(shape.corners()) + "Z";
  }

  /** One line of text around a point. */
  Svg text(String css, int x, int y, int size, String words) {
    return add("<text class=\"%s\" x=\"%d\" y=\"%d\" font-size=\"%d\">", css, x, y, size)
        .add(escape(words))
        .add("</text>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
