package mogador.fleet;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * One device, for those who manage its site: {@code GET /ops/SITE/fleet/CODE}.
 *
 * @param keysSince when it fetched its present keys itself
 * @param renewing whether it has, or may have, newer ones
 * @param orders the latest, the newest first
 * @param code to be given to the device, shown this once
 * @param said what was just done: an order's outcome
 */
public record DevicePage(
    String site,
    LocalText siteName,
    FleetPage.Row row,
    boolean reader,
    Optional<LocalDateTime> keysSince,
    boolean renewing,
    List<Order> orders,
    Optional<FleetPage.Code> code,
    Optional<Said> said) {
  public DevicePage {
    orders = List.copyOf(orders);
  }

  /**
   * An order to it.
   *
   * @param by empty for the server itself
   * @param outcome executed, rejected, duplicate, no_answer
   */
  public record Order(
      LocalDateTime at,
      String action,
      String why,
      Optional<String> by,
      String outcome,
      Optional<String> reason) {}

  /**
   * What became of an order.
   *
   * @param outcome executed, refused, no_answer or offline
   */
  public record Said(String action, String outcome) {}
}
