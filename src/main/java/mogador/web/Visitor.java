package mogador.web;

import java.util.List;
import java.util.Optional;

/**
 * Who looks at a page and where they may go from it.
 *
 * @param name of the person signed in, as shown in the header
 * @param links the main navigation, in order
 */
public record Visitor(Optional<String> name, List<Link> links) {
  /**
   * A place in the navigation.
   *
   * @param label a key of {@link Messages}
   * @param href an absolute path; also the prefix of the pages that belong to it
   */
  public record Link(String label, String href) {}

  public Visitor {
    links = List.copyOf(links);
  }

  /** Nobody is signed in. */
  public static Visitor anyone(List<Link> links) {
    return new Visitor(Optional.empty(), links);
  }
}
