package mogador.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits plain text at what a page shows in its own way. */
public final class TextParts {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

  private TextParts() {}

  /** A piece of the text; {@code href} is empty for what is no address. */
  public record Part(String text, String href) {}

  /** Splits at the web addresses, so that a page can make links of them. */
  public static List<Part> of(String text) {
    var parts = new ArrayList<Part>();
    Matcher address = ADDRESS.matcher(text);
    int done = 0;
    while (address.find()) {
      if (address.start() > done) parts.add(new Part(text.substring(done, address.start()), ""));
      parts.add(new Part(address.group(), address.group()));
      done = address.end();
    }
    if (done < text.length()) parts.add(new Part(text.substring(done), ""));
    return parts;
  }

  /** Splits text at backticks: what stands at an odd place is code. */
  public static List<String> marked(String text) {
    return List.of(text.split("`", -1));
  }
}
