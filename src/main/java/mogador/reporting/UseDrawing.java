package mogador.reporting;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mogador.reporting.HeatDrawing.Cell;
import mogador.reporting.HeatDrawing.Panel;
import mogador.reporting.UsePage.Compared;
import mogador.reporting.UsePage.Heat;
import mogador.reporting.UsePage.Share;
import mogador.web.Frame;

/** The heat maps of the page as one SVG, and how they differ. Pure. */
final class UseDrawing {
  /** Of the levels of a share. */
  static final List<String> SCALE = List.of("0", "1–20", "21–40", "41–60", "61–80", "81–100 %");

  private final UsePage page;
  private final Frame frame;
  private final List<String> weekdays;

  private UseDrawing(UsePage page, Frame frame) {
    this.page = page;
    this.frame = frame;
    this.weekdays =
        page.weekdays().stream().map(day -> frame.formats().weekday(page.dayOf(day))).toList();
  }

  static String of(UsePage page, Frame frame) {
    return new UseDrawing(page, frame).draw();
  }

  private String draw() {
    List<Panel> panels = new ArrayList<>();
    panels.add(heat(page.heat()));
    page.compared().map(Compared::heat).map(this::heat).ifPresent(panels::add);
    page.compared().map(this::difference).ifPresent(panels::add);
    String kind =
        page.kind().map(code -> frame.word("kinds", code)).orElse(frame.t("use.kind.all"));
    return HeatDrawing.of(
        frame.language(),
        frame.t("use.title", "site", page.siteName().in(frame.language())),
        kind + " · " + frame.t("use.hours"),
        panels,
        SCALE,
        frame.t("use.unknown"));
  }

  private Panel heat(Heat heat) {
    String what = heat.what(frame) + " · " + heat.days(frame);
    if (heat.tooSmall()) return new Panel(what, frame.t("use.small"), List.of(), List.of());
    if (heat.whole().isEmpty()) return new Panel(what, frame.t("use.none"), List.of(), List.of());
    return new Panel(
        what,
        heat.whole().map(this::said).orElseThrow(),
        weekdays,
        heat.rows().stream().map(row -> row(row.hour(), row.days(), this::cell)).toList());
  }

  private Panel difference(Compared compared) {
    return new Panel(
        frame.t("use.points"),
        page.pointsSaid(frame),
        weekdays,
        compared.points().isEmpty()
            ? List.of()
            : compared.rows().stream()
                .map(row -> row(row.hour(), row.days(), Cell::points))
                .toList());
  }

  private <T> HeatDrawing.Row row(LocalTime hour, List<Optional<T>> days, Function<T, Cell> cell) {
    Cell notTold = Cell.notTold(frame.t("use.unknown"));
    return new HeatDrawing.Row(
        frame.formats().time(hour),
        days.stream().map(day -> day.map(cell).orElse(notTold)).toList());
  }

  private Cell cell(Share share) {
    return Cell.share(share.percent(), share.level(), said(share));
  }

  private String said(Share share) {
    return frame.t("use.percent", "percent", String.valueOf(share.percent()))
        + ", "
        + frame.t(
            "use.peak",
            "peak",
            String.valueOf(share.peak()),
            "spaces",
            String.valueOf(share.spaces()));
  }
}
