package mogador.reporting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * A site's audit trail, for its manager: {@code GET /ops/SITE/audit}.
 *
 * @param sites those the manager may see
 * @param network whether it is the chain of the network as a whole
 * @param mayNetwork whether they may look at that one
 * @param group the code of what is shown, empty for all
 * @param day what is shown is of that day alone
 * @param days the newest first
 * @param older behind which number the next page begins
 * @param newest whether this is the first page
 */
public record AuditPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    boolean network,
    boolean mayNetwork,
    Optional<String> group,
    Optional<LocalDate> day,
    Chain chain,
    List<Day> days,
    Optional<Long> older,
    boolean newest) {

  /** What is known of the chain. */
  public sealed interface Chain {
    /** Nobody has looked yet. */
    record Unchecked() implements Chain {}

    /**
     * Whole up to a number, when it was last read.
     *
     * @param fullyAt when it was last read from its first entry
     */
    record Whole(long through, LocalDateTime at, LocalDateTime fullyAt) implements Chain {}

    /**
     * Broken.
     *
     * @param when the entry's own time, if it has one
     * @param fault a code of {@code audit.fault.CODE}
     * @param found when that was last seen
     */
    record Broken(long number, Optional<LocalDateTime> when, String fault, LocalDateTime found)
        implements Chain {}
  }

  /** The entries of a day. */
  public record Day(LocalDate date, List<Row> rows) {
    public Day {
      rows = List.copyOf(rows);
    }
  }

  /**
   * An entry in words.
   *
   * @param event whether it is a device's
   * @param about what it happened to, where its title does not say it
   * @param note what more is to be said
   */
  public record Row(
      long number,
      LocalTime at,
      boolean event,
      LocalText title,
      Optional<LocalText> about,
      Optional<LocalText> note,
      Who by,
      Who person,
      Who why) {}

  /** A personal field. */
  public sealed interface Who {
    record Known(String text) implements Who {}

    /** There was something, and its time is over. */
    record Erased() implements Who {}

    /** There never was anything. */
    record Nobody() implements Who {}
  }

  public AuditPage {
    sites = List.copyOf(sites);
    days = List.copyOf(days);
  }

  /** The groups that can be chosen, in order. */
  public List<String> groups() {
    return List.of("events", "commands", "credentials", "administration");
  }

  /** The address of what is shown, to which a page is added. */
  public String address() {
    var address = new StringBuilder("/ops/" + site + "/audit?");
    if (network) address.append("of=network&");
    group.ifPresent(code -> address.append("kind=").append(code).append('&'));
    day.ifPresent(date -> address.append("day=").append(date).append('&'));
    return address.substring(0, address.length() - 1);
  }
}
