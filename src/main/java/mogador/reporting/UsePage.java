package mogador.reporting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * How much a site was used, by hour and weekday: {@code GET /ops/SITE/use}.
 *
 * @param sites those the manager may see
 * @param from the first day, {@code to} the last
 * @param wrong whether other days were asked for than can be shown
 * @param kind the one chosen; empty for all
 * @param whole what is chosen, over all its hours; empty while nothing is known, or too little to
 *     say it of nobody in particular
 * @param tooSmall whether it is kept back, for it would tell of single persons
 * @param rows an hour each, those nobody ever uses left out
 * @param groups floors and kinds
 */
public record UsePage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    LocalDate from,
    LocalDate to,
    boolean wrong,
    List<Choice> floors,
    List<String> kinds,
    Optional<String> kind,
    Optional<Share> whole,
    boolean tooSmall,
    List<Row> rows,
    List<Group> groups) {
  public UsePage {
    sites = List.copyOf(sites);
    floors = List.copyOf(floors);
    kinds = List.copyOf(kinds);
    rows = List.copyOf(rows);
    groups = List.copyOf(groups);
  }

  /**
   * How much of what there was.
   *
   * @param percent of the time that is known of, 0 to 100
   * @param peak how many were used at once, at most
   * @param spaces of so many
   */
  public record Share(int percent, int peak, int spaces) {
    static Share of(long occupiedMillis, long knownMillis, int peak, int spaces) {
      long percent = knownMillis == 0 ? 0 : Math.round(100.0 * occupiedMillis / knownMillis);
      return new Share((int) percent, peak, spaces);
    }

    /** 0 for nothing to 5 for nearly all. */
    public int level() {
      return Math.min(5, (percent + 19) / 20);
    }
  }

  /** An hour of each weekday, from Monday on; empty where nothing is known. */
  public record Row(LocalTime hour, List<Optional<Share>> days) {
    public Row {
      days = List.copyOf(days);
    }
  }

  /**
   * All of a kind, or all of a floor.
   *
   * @param share empty where it would tell of single persons
   */
  public record Group(Optional<String> kind, Optional<LocalText> floor, Optional<Share> share) {}

  public List<DayOfWeek> weekdays() {
    return List.of(DayOfWeek.values());
  }

  /** A day of that weekday, for its name. */
  public LocalDate dayOf(DayOfWeek weekday) {
    return LocalDate.EPOCH.with(TemporalAdjusters.nextOrSame(weekday));
  }
}
