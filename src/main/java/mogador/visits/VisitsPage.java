package mogador.visits;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A host's visitors: {@code GET /visits}.
 *
 * @param places where visitors may be invited to; none for who has no place of their own
 * @param said what was just done, a code of {@code visits.said.CODE}
 */
public record VisitsPage(
    List<Item> coming,
    List<Item> past,
    List<Place> places,
    Form form,
    Optional<String> said,
    Optional<Refused> refusal) {
  public VisitsPage {
    coming = List.copyOf(coming);
    past = List.copyOf(past);
    places = List.copyOf(places);
  }

  /**
   * A visit.
   *
   * @param space where they meet; empty for the entrance
   * @param status a code of {@code visits.status.CODE}
   * @param link for the visitor
   */
  public record Item(
      String id,
      String name,
      String company,
      String note,
      String host,
      LocalText siteName,
      Optional<LocalText> space,
      LocalDateTime from,
      LocalDateTime to,
      String status,
      boolean escort,
      Optional<String> email,
      Optional<String> badge,
      String link) {
    public boolean is(String code) {
      return status.equals(code);
    }
  }

  /**
   * Where visitors may be invited to.
   *
   * @param value the site's id, a slash, and the space's code, if it is one
   * @param space empty for the entrance
   */
  public record Place(String value, LocalText site, Optional<LocalText> space) {}

  /**
   * Why it was not.
   *
   * @param field of the form; empty if none alone is at fault
   * @param code of {@code visits.refusal.CODE}
   */
  public record Refused(String field, String code) {}

  /** What was typed, to correct it. */
  public record Form(
      String name,
      String email,
      String company,
      String note,
      String place,
      String language,
      LocalDate day,
      String from,
      String to) {}
}
