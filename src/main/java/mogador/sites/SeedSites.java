package mogador.sites;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The Technopark network as this build brings it: demo data, and examples to copy. */
public final class SeedSites {
  private SeedSites() {}

  /** The ids of the sites that come with the build. */
  public static List<String> ids() {
    return List.of(
        "essaouira", "casablanca", "rabat", "tanger", "agadir", "fes", "oujda", "tiznit");
  }

  /**
   * The text of a site file.
   *
   * @throws IllegalArgumentException if the build brings no such site
   */
  public static String file(String id) {
    try (InputStream file = SeedSites.class.getResourceAsStream("/sites/" + id + ".yaml")) {
      if (file == null) throw new IllegalArgumentException("no site " + id + " comes with us");
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A site of the build, checked.
   *
   * @throws IllegalStateException if its file is wrong, which a test rules out
   */
  public static SiteDocument document(String id) {
    return switch (SiteFile.read(file(id))) {
      case SiteFile.Good(SiteDocument document) -> document;
      case SiteFile.Bad(List<Complaint> complaints) ->
          throw new IllegalStateException(id + ".yaml: " + complaints);
    };
  }
}
