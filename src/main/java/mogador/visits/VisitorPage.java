package mogador.visits;

import java.time.LocalDateTime;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A visitor's own page, found by its link: {@code GET /visit/TOKEN}.
 *
 * @param qr as SVG; empty when nothing opens
 */
public record VisitorPage(
    State state,
    String name,
    String host,
    String note,
    LocalText siteName,
    LocalText address,
    Optional<LocalText> space,
    LocalDateTime from,
    LocalDateTime to,
    LocalDateTime doorsFrom,
    String qr) {

  /** Where the visit is. */
  public enum State {
    READY,
    ESCORTED,
    OVER,
    CANCELLED
  }
}
