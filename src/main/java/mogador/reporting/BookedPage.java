package mogador.reporting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mogador.kernel.LocalText;
import mogador.reporting.BookedHistory.By;
import mogador.reporting.BookedReport.Line;
import mogador.web.Choice;

/**
 * What was booked, and what became of it: {@code GET /ops/SITE/use/booked}.
 *
 * @param sites those the manager may see
 * @param others of these, those to compare with
 * @param from the first day, {@code to} the last
 * @param beforeFrom the first day of those before them, {@code beforeTo} the last
 * @param wrong whether other days were asked for than can be shown
 * @param with what it is compared with
 * @param floors of the site
 * @param kinds of its spaces
 * @param kind the one chosen; empty for all
 * @param tooSmall whether bookings are kept back, for they would tell of single persons
 * @param measures none while nothing is known
 */
public record BookedPage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<Choice> others,
    LocalDate from,
    LocalDate to,
    LocalDate beforeFrom,
    LocalDate beforeTo,
    boolean wrong,
    Optional<LocalText> with,
    List<Choice> floors,
    List<String> kinds,
    Optional<String> kind,
    boolean tooSmall,
    List<Measure> measures,
    List<Part> parts) {
  public BookedPage {
    sites = List.copyOf(sites);
    others = List.copyOf(others);
    floors = List.copyOf(floors);
    kinds = List.copyOf(kinds);
    measures = List.copyOf(measures);
    parts = List.copyOf(parts);
  }

  /** What a number counts. */
  public enum Unit {
    COUNT,
    PERCENT,
    MINUTES
  }

  /**
   * A number, and what to compare it with; empty where nothing is known or it is kept back.
   *
   * @param code its word in {@code booked.measure}
   */
  public record Measure(
      String code,
      Unit unit,
      Optional<Integer> now,
      Optional<Integer> before,
      Optional<Integer> other) {}

  /**
   * All kinds, floors, spaces, companies or hours.
   *
   * @param code its word in {@code booked.by}
   */
  public record Part(String code, List<Row> rows) {
    public Part {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One of them.
   *
   * @param kind its code where it is one
   * @param hour where it is one
   * @param name otherwise; empty for bookings of no company
   * @param squattedMinutes empty where it is not known, or kept back
   */
  public record Row(
      Optional<String> kind,
      Optional<LocalTime> hour,
      Optional<LocalText> name,
      boolean keptBack,
      Optional<BookedFigures> booked,
      Optional<Integer> squattedMinutes) {}

  static List<Measure> measures(
      BookedReport report, BookedReport before, Optional<BookedReport> other) {
    if (report.whole().isEmpty()) return List.of();
    List<Measure> measures = new ArrayList<>();
    record Asked(String code, Unit unit, Function<Line, Optional<Integer>> of) {}
    for (Asked asked :
        List.of(
            new Asked("bookings", Unit.COUNT, booked(BookedFigures::bookings)),
            new Asked("used", Unit.PERCENT, booked(BookedFigures::usedPercent)),
            new Asked("no_show", Unit.PERCENT, booked(BookedFigures::noShowPercent)),
            new Asked("released", Unit.COUNT, booked(BookedFigures::released)),
            new Asked("early", Unit.PERCENT, booked(BookedFigures::earlyPercent)),
            new Asked("rebooked", Unit.PERCENT, booked(BookedFigures::rebookedPercent)),
            new Asked("unknown", Unit.COUNT, booked(BookedFigures::unknown)),
            new Asked("squatted", Unit.PERCENT, Line::squattedPercent),
            new Asked("median", Unit.MINUTES, line -> line.stays().map(s -> s.median())),
            new Asked("longest", Unit.MINUTES, line -> line.stays().map(s -> s.longest())))) {
      measures.add(
          new Measure(
              asked.code(),
              asked.unit(),
              report.whole().flatMap(asked.of()),
              before.whole().flatMap(asked.of()),
              other.flatMap(BookedReport::whole).flatMap(asked.of())));
    }
    return measures;
  }

  /** Without the kind or the floor that was asked for: it is the whole. */
  static List<Part> parts(BookedAnswer answer) {
    List<Part> parts = new ArrayList<>();
    for (By by : List.of(By.KIND, By.FLOOR, By.COMPANY, By.SPACE, By.HOUR)) {
      if (by == By.KIND && answer.asked().kind().isPresent()) continue;
      if (by == By.FLOOR && answer.asked().floor().isPresent()) continue;
      List<Row> rows = answer.report().by(by).stream().map(BookedPage::row).toList();
      if (!rows.isEmpty()) parts.add(new Part(by.code(), rows));
    }
    return parts;
  }

  /** The name of the one chosen; empty for all. */
  public Optional<LocalText> floor() {
    return floors.stream().filter(Choice::chosen).map(Choice::label).findFirst();
  }

  /** The same in another form. */
  public String query() {
    var query = new StringBuilder("?from=" + from + "&to=" + to);
    append(query, "floor", floors);
    kind.ifPresent(code -> query.append("&kind=").append(code));
    append(query, "with", others);
    return query.toString();
  }

  private static void append(StringBuilder query, String name, List<Choice> choices) {
    choices.stream()
        .filter(Choice::chosen)
        .forEach(one -> query.append('&').append(name).append('=').append(one.value()));
  }

  private static Function<Line, Optional<Integer>> booked(Function<BookedFigures, Integer> of) {
    return line -> line.booked().map(of);
  }

  private static Row row(Line line) {
    return new Row(
        Optional.of(line.code()).filter(code -> line.by() == By.KIND),
        Optional.of(line.code())
            .filter(code -> line.by() == By.HOUR)
            .map(code -> LocalTime.of(Integer.parseInt(code), 0)),
        line.name(),
        line.keptBack(),
        line.booked(),
        line.squattedMillis().map(BookedReport::minutes));
  }
}
