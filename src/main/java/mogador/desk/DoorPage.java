package mogador.desk;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * Who may open a door: {@code GET /ops/SITE/doors/DOOR}. Times are the site's.
 *
 * @param needs a code of {@code door.needs.CODE}
 * @param spaces one reaches through it
 * @param open how many it opens for now
 * @param now of these, the page that is shown
 * @param page from 1
 * @param later for whom it opens within 24 hours, at most 50
 * @param refusals the last ones
 * @param zone that it leads into, if rules there go by who is inside
 * @param said what was just done, a key of {@code doorway.said.KEY}
 */
public record DoorPage(
    String site,
    LocalText siteName,
    String door,
    LocalText name,
    String needs,
    List<LocalText> spaces,
    LocalDateTime at,
    int open,
    List<Row> now,
    int page,
    int pages,
    List<Row> later,
    int laterCount,
    List<Refused> refusals,
    Optional<Zone> zone,
    Optional<String> said) {

  /**
   * A zone that counts.
   *
   * @param inside how many are taken to be in it
   */
  public record Zone(String code, LocalText name, int inside) {}

  /** Somebody for whom it opens, why, and when. */
  public record Row(
      String person,
      String name,
      String source,
      List<LocalText> spaces,
      LocalDateTime from,
      LocalDateTime to) {
    public Row {
      spaces = List.copyOf(spaces);
    }
  }

  /**
   * Somebody it did not open for.
   *
   * @param person empty when the badge is nobody's
   * @param rights how those of the person stood then
   */
  public record Refused(
      String person,
      String name,
      String kind,
      LocalDateTime at,
      LocalText words,
      List<Standing> rights) {
    public Refused {
      rights = List.copyOf(rights);
    }
  }

  public DoorPage {
    spaces = List.copyOf(spaces);
    now = List.copyOf(now);
    later = List.copyOf(later);
    refusals = List.copyOf(refusals);
  }
}
