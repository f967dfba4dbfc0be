package mogador.muster;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * Who is inside a site now, and the musters there were: {@code GET /ops/SITE/muster}.
 *
 * @param sites those the manager may see
 * @param now at the site
 */
public record MusterPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    LocalDateTime now,
    Sums sums,
    List<Group> groups,
    List<Past> past,
    boolean left) {
  public MusterPage {
    sites = List.copyOf(sites);
    groups = List.copyOf(groups);
    past = List.copyOf(past);
  }

  /**
   * How many, and how surely.
   *
   * @param occupied places that sensors see occupied
   * @param unlisted of those, the places nobody on the list accounts for
   * @param silent watched places that nothing is known of
   * @param counters what people counters have counted
   */
  public record Sums(
      int all,
      int sure,
      int likely,
      int unsure,
      int occupied,
      int unlisted,
      int silent,
      List<Counted> counters) {
    public Sums {
      counters = List.copyOf(counters);
    }
  }

  /**
   * How many a space's counters have seen go in and not out again.
   *
   * @param listed how many of the list were last seen there
   * @param corrected how many they missed, as far as they can tell
   */
  public record Counted(LocalText space, long inside, int listed, long corrected) {}

  /**
   * A part of the site.
   *
   * @param code of its floor and zone
   * @param zone empty when it is not known
   */
  public record Group(
      String code, Optional<LocalText> floor, Optional<LocalText> zone, List<Person> people) {
    public Group {
      people = List.copyOf(people);
    }
  }

  /**
   * Somebody inside.
   *
   * @param id of the person; empty for somebody added by name
   * @param confidence a code of {@code muster.CODE}
   * @param seenBy a code of {@code muster.seen.CODE}: door, space, desk or hand
   * @param seenAt at the site; the day is told where it is not {@code today}
   */
  public record Person(
      String id,
      String name,
      String company,
      String confidence,
      String seenBy,
      Optional<LocalText> seenWhere,
      LocalDateTime seenAt,
      LocalDate today) {
    public boolean seenToday() {
      return seenAt.toLocalDate().equals(today);
    }
  }

  /** A muster that was or goes on. */
  public record Past(
      String id, String kind, LocalDateTime startedAt, int people, int safe, boolean ended) {}
}
