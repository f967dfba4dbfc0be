package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * Another time or space for a booking: {@code GET /me/bookings/ID/change?space=&from=&to=}. Shows
 * what would become of it; only sending the form changes it.
 *
 * @param from as it is asked for now; so is {@code to}
 * @param begun whether only its end can change
 * @param spaces of its kind at its site
 * @param grainSeconds what bookings of the space begin and end on
 * @param asksAnew whether a manager would have to agree again
 * @param outcome what would become of the change; empty when nothing is to be changed
 */
public record ChangePage(
    String id,
    String reference,
    LocalText name,
    LocalText siteName,
    LocalDateTime wasFrom,
    LocalDateTime wasTo,
    long wasCentimes,
    LocalDateTime from,
    LocalDateTime to,
    boolean begun,
    List<Choice> spaces,
    long grainSeconds,
    boolean asksAnew,
    Outcome outcome,
    Optional<String> refusal,
    long totalCentimes,
    List<Alternative> alternatives) {

  /** What would become of it. */
  public enum Outcome {
    SAME,
    POSSIBLE,
    TAKEN,
    REFUSED
  }

  /** What is free instead; {@code href} asks for it here. */
  public record Alternative(
      LocalText name, LocalDateTime from, LocalDateTime to, long totalCentimes, String href) {}

  public ChangePage {
    spaces = List.copyOf(spaces);
    alternatives = List.copyOf(alternatives);
  }

  /** What would be paid more; negative for less. */
  public long difference() {
    return totalCentimes - wasCentimes;
  }
}
