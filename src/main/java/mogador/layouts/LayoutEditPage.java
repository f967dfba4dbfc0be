package mogador.layouts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.PlanView;

/**
 * Where seats are rearranged: {@code GET /ops/SITE/layouts/new}.
 *
 * @param from the first day it is to hold
 * @param first the earliest such day; {@code last} the latest
 * @param plan with every seat drawn, those put away hidden
 * @param refusal why it cannot stand so
 */
public record LayoutEditPage(
    String site,
    LocalText siteName,
    String floor,
    LocalDate from,
    LocalDate first,
    LocalDate last,
    PlanView plan,
    List<Seat> seats,
    Area area,
    Optional<Refused> refusal) {
  public LayoutEditPage {
    seats = List.copyOf(seats);
  }

  /**
   * A seat as it is to stand.
   *
   * @param x of its top left corner, cm; so is {@code y}
   * @param faulty whether it is why the layout was refused
   */
  public record Seat(
      String code,
      LocalText name,
      int x,
      int y,
      int width,
      int height,
      boolean away,
      boolean faulty) {}

  /** What no seat leaves, in cm; the server knows better. */
  public record Area(int left, int top, int right, int bottom) {
    private static final int MARGIN = 120;

    /** As an SVG's view box, with a margin. */
    public String view() {
      int x = Math.max(0, left - MARGIN);
      int y = Math.max(0, top - MARGIN);
      return x + " " + y + " " + (right + MARGIN - x) + " " + (bottom + MARGIN - y);
    }
  }

  /** A code of {@code layouts.refusal}, and the seat at fault. */
  public record Refused(String code, Optional<LocalText> seat) {}
}
