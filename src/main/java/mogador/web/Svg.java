package mogador.web;

/** SVG text in the making. Whatever comes from outside goes through {@link #escape}. */
public final class Svg {
  private final StringBuilder out = new StringBuilder(32_000);

  public Svg add(String markup) {
    out.append(markup);
    return this;
  }

  /** Markup with numbers and words of our own, one for each {@code %d} or {@code %s} in it. */
  public Svg add(String markup, Object... values) {
    int from = 0;
    for (Object value : values) {
      int at = markup.indexOf('%', from);
      out.append(markup, from, at).append(value);
      from = at + 2;
    }
    out.append(markup, from, markup.length());
    return this;
  }

  public static String escape(String text) {
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

  /** One line of text around a point. */
  public Svg text(String css, int x, int y, int size, String words) {
    return add("<text class=\"%s\" x=\"%d\" y=\"%d\" font-size=\"%d\">", css, x, y, size)
        .add(escape(words))
        .add("</text>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
