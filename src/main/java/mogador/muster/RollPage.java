package mogador.muster;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.muster.MusterPage.Person;
import mogador.muster.MusterPage.Sums;

/**
 * A muster: {@code GET /ops/SITE/muster/ROLL}, kept up to date while it goes on by the events of
 * {@code /ops/SITE/muster/events}: {@code row} (HTML of {@code muster/row.jte}), {@code ended},
 * {@code resync}.
 *
 * @param position in the stream of events, up to which the page surely reaches
 * @param safe how many are marked safe
 */
public record RollPage(
    String site,
    LocalText siteName,
    String roll,
    String position,
    String kind,
    String why,
    String startedBy,
    LocalDateTime startedAt,
    Optional<Ended> ended,
    Sums sums,
    int safe,
    List<Group> groups) {
  public RollPage {
    groups = List.copyOf(groups);
  }

  /** By whom and when. */
  public record Ended(String by, LocalDateTime at) {}

  /** A part of the site. */
  public record Group(
      String code, Optional<LocalText> floor, Optional<LocalText> zone, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Somebody on the roll.
   *
   * @param group the code of the group it stands in
   * @param open whether the muster goes on
   * @param later whether they came in after it was called
   */
  public record Row(
      String site,
      String roll,
      String entry,
      String group,
      Person person,
      boolean open,
      boolean later,
      Optional<Safe> safe) {}

  /** By whom and when. */
  public record Safe(String by, LocalDateTime at) {}
}
