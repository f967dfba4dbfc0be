package mogador.alarms;

import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * The alarms of a site, for its managers: {@code GET /ops/SITE/alarms}.
 *
 * @param kinds those that may be chosen, by their codes
 * @param kind the one that is
 * @param open all open ones of that kind
 * @param past the latest that are cleared
 * @param said what became of a step just taken: acknowledged, cleared, already, cause_lasts
 */
public record AlarmsPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<String> kinds,
    Optional<String> kind,
    List<AlarmBanner.Row> open,
    List<AlarmBanner.Row> past,
    Optional<String> said) {
  public AlarmsPage {
    sites = List.copyOf(sites);
    kinds = List.copyOf(kinds);
    open = List.copyOf(open);
    past = List.copyOf(past);
  }
}
