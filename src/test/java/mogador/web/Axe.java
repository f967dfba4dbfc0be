package mogador.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/**
 * Reads a page as axe-core does, within the page itself. Its own builder opens a window beside the
 * page for each reading: that takes seconds on a busy machine, and now and then the window is lost.
 * Our pages have no frames, which is all the window is for.
 */
public final class Axe {
  private static final String SOURCE = source();

  private static final List<String> WCAG_22_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private static final List<String> VIOLATIONS = List.of("violations");

  private static final String READ =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, arguments[0])
        .then(result => done(result.violations.map(rule =>
          `${rule.id}: ${rule.help} at `
            + rule.nodes.slice(0, 3).map(n => `${n.target} ${n.html}`).join(', '))))
        .catch(error => done([`axe failed: ${error}`]));
      """;

  private Axe() {}

  /** What breaks a rule of WCAG 2.2 AA on this page, in words. */
  public static List<String> wcag(JavascriptExecutor page) {
    return read(page, Map.of("resultTypes", VIOLATIONS, "runOnly", WCAG_22_AA));
  }

  /** The same by all of axe's rules, those of good practice too. */
  public static List<String> all(JavascriptExecutor page) {
    return read(page, Map.of("resultTypes", VIOLATIONS));
  }

  private static List<String> read(JavascriptExecutor page, Map<String, List<String>> options) {
    page.executeScript(SOURCE);
    Object found = Objects.requireNonNull(page.executeAsyncScript(READ, options));
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  private static String source() {
    try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
