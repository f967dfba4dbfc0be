package mogador.calendars;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The addresses someone's calendars subscribe to: {@code GET /me/calendars}.
 *
 * @param given the address just made, which is shown this once
 * @param companies those they may make a feed of
 * @param spaces those they may make a feed of, by site
 * @param full whether they have as many as one may have
 */
public record CalendarsPage(
    Optional<Given> given,
    Optional<String> problem,
    List<Line> feeds,
    List<Option> companies,
    List<Group> spaces,
    boolean full) {

  /** A new address, and the same as calendars on this device open it. */
  public record Given(String name, String url, String webcal) {}

  /** A feed they have; its address is not known any more. */
  public record Line(String id, String name, String kind, LocalDate since) {}

  /** A choice. */
  public record Option(String value, String name) {}

  /** The spaces of a site. */
  public record Group(String name, List<Option> options) {
    public Group {
      options = List.copyOf(options);
    }
  }

  public CalendarsPage {
    feeds = List.copyOf(feeds);
    companies = List.copyOf(companies);
    spaces = List.copyOf(spaces);
  }
}
