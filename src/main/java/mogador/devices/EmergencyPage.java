package mogador.devices;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * Lockdowns and releases of a site: {@code GET /ops/SITE/emergency}.
 *
 * @param zones those that can be locked down by themselves
 * @param standing what holds now, the newest first
 * @param past what ended last
 * @param error whether the last try lacked a reason
 */
public record EmergencyPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<Choice> zones,
    List<Order> standing,
    List<Order> past,
    Reach reach,
    boolean error) {

  /**
   * Something ordered.
   *
   * @param mode lockdown or released
   * @param zone where; empty for the whole site
   */
  public record Order(
      UUID id,
      String mode,
      Optional<LocalText> zone,
      String why,
      String begunBy,
      LocalDateTime begunAt,
      Optional<String> endedBy,
      Optional<LocalDateTime> endedAt) {}

  /**
   * How far it has come.
   *
   * @param doors with a reader that has a list
   * @param agreeing whose reader says it stands as ordered
   * @param silent the doors whose reader is not connected, or says otherwise
   */
  public record Reach(int doors, int agreeing, List<LocalText> silent) {
    public Reach {
      silent = List.copyOf(silent);
    }
  }

  public EmergencyPage {
    sites = List.copyOf(sites);
    zones = List.copyOf(zones);
    standing = List.copyOf(standing);
    past = List.copyOf(past);
  }
}
