package mogador.booking;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * What a series would be, to be booked: {@code GET /spaces/SITE/CODE/series}; also what is shown
 * (409) when something of it was taken meanwhile.
 *
 * @param space as the API names it, e.g. {@code essaouira/p-07}
 * @param every a code of {@code series.every.CODE}
 * @param count how many there are; empty if {@code until} ends it
 * @param refusal a code of {@code refusal.CODE}: there is no such series
 * @param plan what {@link SeriesPlan#fingerprint} says of all that is shown
 * @param key one series at most comes of this page, however often its button is pressed
 * @param changed whether something is not as it was shown before
 * @param totalCentimes VAT included, of what is not left out
 */
public record SeriesPage(
    String space,
    LocalText name,
    String kind,
    LocalText siteName,
    LocalDateTime from,
    LocalDateTime to,
    String every,
    Optional<Integer> count,
    Optional<LocalDate> until,
    Optional<String> refusal,
    List<Row> rows,
    String plan,
    String key,
    boolean signedIn,
    boolean changed,
    long totalCentimes) {

  /**
   * One occurrence.
   *
   * @param recurrence its name
   * @param outcome booked, moved or skipped
   * @param why a code of {@code refusal.CODE} where it is not as wished
   * @param left whether it is left out by choice
   */
  public record Row(
      String recurrence,
      LocalDateTime from,
      LocalDateTime to,
      LocalText place,
      boolean elsewhere,
      String outcome,
      Optional<String> why,
      long totalCentimes,
      boolean left) {

    public boolean is(String code) {
      return outcome.equals(code);
    }
  }

  public SeriesPage {
    rows = List.copyOf(rows);
  }

  /** How many will be booked. */
  public long booked() {
    return rows.stream().filter(row -> !row.is("skipped") && !row.left()).count();
  }

  public long moved() {
    return rows.stream().filter(row -> row.is("moved")).count();
  }

  public long skipped() {
    return rows.stream().filter(row -> row.is("skipped")).count();
  }

  /** This page itself, to come back to after signing in. */
  public String href() {
    return "/spaces/%s/series?from=%s&to=%s&every=%s%s%s"
        .formatted(
            space,
            from,
            to,
            every,
            count.map(n -> "&count=" + n).orElse(""),
            until.map(day -> "&until=" + day).orElse(""));
  }

  public String back() {
    return "/spaces/" + space + "?from=" + from + "&to=" + to;
  }
}
