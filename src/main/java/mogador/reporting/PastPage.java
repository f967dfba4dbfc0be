package mogador.reporting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import mogador.kernel.LocalText;
import mogador.web.Choice;
import mogador.web.PlanView;

/**
 * A site as it was at a moment: {@code GET /ops/SITE/past}.
 *
 * @param sites those the manager may see
 * @param earliest the first day that signs are kept of
 * @param wrong whether another moment was asked for, which is none or not kept
 * @param second the moment, since the day's beginning
 * @param seconds how long the day is, or was until now
 * @param counts how many spaces were in each state
 * @param plans every floor, states drawn
 */
public record PastPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    LocalDate earliest,
    LocalDate today,
    LocalDate day,
    LocalTime time,
    boolean wrong,
    long second,
    long seconds,
    List<Count> counts,
    List<PlanView> plans) {

  /** How many were in a state, a code of {@code state.CODE}. */
  public record Count(String state, long spaces) {}

  public PastPage {
    sites = List.copyOf(sites);
    counts = List.copyOf(counts);
    plans = List.copyOf(plans);
  }
}
