package mogador.booking;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * Other times or another space for a series, or for part of it: {@code GET /me/series/ID/change}.
 * Shows what would become of each date; only sending the form changes them.
 *
 * @param path of the series' page
 * @param first when the first date it is about is now
 * @param at its name in the series
 * @param scope a code of {@code series.scope.CODE}
 * @param spaces of its kind at its site
 * @param days later than now; negative earlier
 * @param keeps whether what cannot be as wished stays where it is; else it goes near
 * @param refusal why none of it can be, in words
 * @param rows what would become of each; none before anything is asked
 * @param shown what all that is shown is known by
 * @param key one change at most comes of this page, however often its button is pressed
 * @param changed whether something is not as it was shown before
 */
public record ChangeSeriesPage(
    String path,
    LocalText name,
    LocalText siteName,
    LocalDateTime first,
    String at,
    String scope,
    List<Choice> spaces,
    LocalTime from,
    LocalTime to,
    int days,
    boolean keeps,
    Optional<String> refusal,
    List<Row> rows,
    String shown,
    String key,
    boolean changed) {

  /** How far it may be moved at once. */
  public static final int MOST_DAYS = 366;

  /**
   * One date.
   *
   * @param outcome booked, moved or kept
   * @param why a code of {@code series.why.CODE} where it is not as wished
   */
  public record Row(
      LocalDateTime from,
      LocalDateTime to,
      LocalText place,
      String outcome,
      Optional<String> why,
      long totalCentimes) {

    public boolean is(String code) {
      return outcome.equals(code);
    }
  }

  public ChangeSeriesPage {
    spaces = List.copyOf(spaces);
    rows = List.copyOf(rows);
  }

  /** How many would be changed. */
  public long moving() {
    return rows.stream().filter(row -> !row.is("kept")).count();
  }

  public long kept() {
    return rows.stream().filter(row -> row.is("kept")).count();
  }
}
