package mogador.reporting;

import java.time.LocalDate;
import java.util.List;
import mogador.occupancy.Forecast;
import mogador.reporting.HeatDrawing.Cell;
import mogador.reporting.HeatDrawing.Panel;
import mogador.web.Frame;

/** The coming week as one SVG. Pure. */
final class ForecastDrawing {
  private ForecastDrawing() {}

  static String of(ForecastPage page, Frame frame) {
    String kind =
        page.kind().map(code -> frame.word("kinds", code)).orElse(frame.t("use.kind.all"));
    return HeatDrawing.of(
        frame.language(),
        frame.t("forecast.title", "site", page.siteName().in(frame.language())),
        kind + " · " + frame.t("forecast.days"),
        List.of(panel(page, frame)),
        UseDrawing.SCALE,
        frame.t("use.unknown"));
  }

  private static Panel panel(ForecastPage page, Frame frame) {
    String days =
        page.days().isEmpty()
            ? ""
            : UsePage.days(frame, page.days().getFirst(), page.days().getLast());
    if (page.tooSmall()) return new Panel(days, frame.t("use.small"), List.of(), List.of());
    if (page.rows().isEmpty()) {
      return new Panel(days, frame.t("forecast.none"), List.of(), List.of());
    }
    return new Panel(
        days,
        page.fullest()
            .map(
                hour ->
                    frame.t("forecast.fullest")
                        + " "
                        + frame.formats().day(hour.toLocalDate())
                        + ", "
                        + frame.formats().time(hour.toLocalTime()))
            .orElse(""),
        page.days().stream().map(day -> column(frame, day)).toList(),
        page.rows().stream().map(row -> row(row, frame)).toList());
  }

  private static String column(Frame frame, LocalDate day) {
    return frame.formats().weekday(day) + " " + day.getDayOfMonth();
  }

  private static HeatDrawing.Row row(ForecastPage.Row row, Frame frame) {
    Cell notTold = Cell.notTold(frame.t("use.unknown"));
    return new HeatDrawing.Row(
        frame.formats().time(row.hour()),
        row.days().stream()
            .map(hour -> hour.map(forecast -> cell(forecast, frame)).orElse(notTold))
            .toList());
  }

  private static Cell cell(Forecast forecast, Frame frame) {
    return Cell.share(
        forecast.percent(),
        ForecastPage.level(forecast),
        frame.t(
            "forecast.from",
            "least",
            forecast.least(),
            "most",
            forecast.most(),
            "weeks",
            forecast.weeks(),
            "peak",
            forecast.peak(),
            "spaces",
            forecast.spaces()));
  }
}
