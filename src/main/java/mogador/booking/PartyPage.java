package mogador.booking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.PlanView;

/**
 * Spaces side by side, to be booked: {@code GET /parties?site=&kind=&from=&to=&seats=}.
 *
 * @param kind a code of {@code kind.CODE}
 * @param seats how many are wished
 * @param free how many there are, when too few
 * @param refusal a code of {@code refusal.CODE} when nothing can be booked at that time
 * @param places the chosen ones; none when there are too few
 */
public record PartyPage(
    String site,
    LocalText siteName,
    String kind,
    int seats,
    LocalDateTime from,
    LocalDateTime to,
    Optional<Integer> free,
    Optional<String> refusal,
    List<Place> places,
    long totalCentimes,
    List<PlanView> plans,
    String key,
    boolean signedIn) {

  /** A chosen space. */
  public record Place(LocalText name, LocalText floor, long totalCentimes) {}

  public PartyPage {
    places = List.copyOf(places);
    plans = List.copyOf(plans);
  }

  /** This page itself, to come back to after signing in. */
  public String href() {
    return "/parties?site=%s&kind=%s&from=%s&to=%s&seats=%d".formatted(site, kind, from, to, seats);
  }

  public String back() {
    return "/?site=%s&kind=%s&day=%s&from=%s&to=%s"
        .formatted(site, kind, from.toLocalDate(), from.toLocalTime(), to.toLocalTime());
  }
}
