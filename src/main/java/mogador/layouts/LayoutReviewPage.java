package mogador.layouts;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;
import mogador.web.PlanView;

/**
 * What a change of layout comes to, before it is confirmed.
 *
 * @param withdrawn the layout that is to be withdrawn; empty when one is to be added
 * @param to the day of the next layout
 * @param plan the floor as it will be
 * @param seats as the editor sends them, to go back to it
 * @param version names what is seen here
 * @param notice why it was not done: a code of {@code layouts.refusal}
 */
public record LayoutReviewPage(
    String site,
    LocalText siteName,
    String floor,
    Optional<String> withdrawn,
    LocalDate from,
    Optional<LocalDate> to,
    List<LocalText> moved,
    List<LocalText> away,
    List<LocalText> back,
    PlanView plan,
    List<Row> broken,
    List<Apart> apart,
    String seats,
    String version,
    String key,
    Optional<String> notice) {
  public LayoutReviewPage {
    moved = List.copyOf(moved);
    away = List.copyOf(away);
    back = List.copyOf(back);
    broken = List.copyOf(broken);
    apart = List.copyOf(apart);
  }

  /**
   * A booking that loses its place.
   *
   * @param places where it can go, the proposed one chosen
   * @param cancelled whether its manager has chosen to cancel it
   */
  public record Row(
      String id,
      String reference,
      LocalText space,
      LocalDateTime from,
      LocalDateTime to,
      String holder,
      String email,
      List<Choice> places,
      boolean proposed,
      boolean cancelled) {
    public Row {
      places = List.copyOf(places);
    }
  }

  /** People who would no longer sit side by side. */
  public record Apart(LocalDateTime from, LocalDateTime to, String holder, List<LocalText> seats) {
    public Apart {
      seats = List.copyOf(seats);
    }
  }
}
