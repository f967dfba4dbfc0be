package mogador.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.reporting.BookedPage.Part;
import mogador.reporting.BookedPage.Row;
import mogador.reporting.BookedReport.Line;
import mogador.reporting.Drawing.Anchor;
import mogador.sites.Floor;
import mogador.sites.SpaceKind;
import mogador.web.Frame;

/** What became of bookings as bars, each as long as all of its bookings. Pure. */
final class BookedDrawing {
  private static final int WIDTH = 960;
  private static final int LABELS = 260;
  private static final int BAR = WIDTH - 2 * Drawing.MARGIN - LABELS;
  private static final int THICK = 18;
  private static final int ROW = 56;
  private static final int HEADING = 44;
  private static final int TOP = 108;
  private static final int LEGEND = 84;

  /** Told apart in grey too. */
  private enum Outcome {
    ATTENDED("#06305A"),
    EARLY("#9DBFDF"),
    NO_SHOW("#B8651B"),
    UNKNOWN(Drawing.NOT_TOLD);

    private final String fill;

    Outcome(String fill) {
      this.fill = fill;
    }

    private String word(Frame frame) {
      return switch (this) {
        case ATTENDED -> frame.t("booked.attended");
        case EARLY -> frame.t("booked.measure.early");
        case NO_SHOW -> frame.t("booked.measure.no_show");
        case UNKNOWN -> frame.t("booked.measure.unknown");
      };
    }

    private int of(BookedFigures figures) {
      return switch (this) {
        case ATTENDED -> figures.attended();
        case EARLY -> figures.early();
        case NO_SHOW -> figures.noShows();
        case UNKNOWN -> figures.unknown();
      };
    }
  }

  /** Empty where it is kept back, or nothing was booked. */
  private record Bar(String label, boolean keptBack, Optional<BookedFigures> figures) {}

  private record Section(String heading, List<Bar> bars) {}

  private final BookedAnswer answer;
  private final Optional<LocalText> with;
  private final Frame frame;

  private BookedDrawing(BookedAnswer answer, Optional<LocalText> with, Frame frame) {
    this.answer = answer;
    this.with = with;
    this.frame = frame;
  }

  /**
   * Draws the whole, what it is compared with, its kinds and its floors.
   *
   * @param with the name of the site it is compared with
   */
  static String of(BookedAnswer answer, Optional<LocalText> with, Frame frame) {
    return new BookedDrawing(answer, with, frame).draw();
  }

  private String draw() {
    List<Section> sections = sections();
    int rows = sections.stream().mapToInt(section -> section.bars().size()).sum();
    String name = answer.asked().site().name().in(frame.language());
    var drawing =
        new Drawing(
            WIDTH,
            TOP + sections.size() * HEADING + rows * ROW + Drawing.MARGIN,
            frame.language(),
            frame.t("booked.title", "site", name),
            subtitle(),
            subtitle() + ". " + described(sections.getFirst().bars()));
    int x = Drawing.MARGIN;
    for (Outcome outcome : Outcome.values()) {
      drawing.box(x, LEGEND, 14, 14, outcome.fill, outcome.word(frame));
      drawing.text(
          x + 22, LEGEND + 12, 12, Anchor.START, Drawing.MUTED, false, outcome.word(frame));
      x += (WIDTH - 2 * Drawing.MARGIN) / Outcome.values().length;
    }
    int y = TOP;
    for (Section section : sections) {
      drawing.text(Drawing.MARGIN, y + 20, 15, Anchor.START, Drawing.INK, true, section.heading());
      drawing.rule(Drawing.MARGIN, y + 30, WIDTH - 2 * Drawing.MARGIN);
      y += HEADING;
      for (Bar bar : section.bars()) {
        draw(drawing, y, bar);
        y += ROW;
      }
    }
    return drawing.toString();
  }

  private String subtitle() {
    UseAsked asked = answer.asked();
    String floor =
        asked
            .floor()
            .flatMap(asked.site()::floor)
            .map(Floor::name)
            .map(level -> level.in(frame.language()))
            .orElseGet(() -> frame.t("use.floor.all"));
    String kind =
        asked
            .kind()
            .map(SpaceKind::code)
            .map(code -> frame.word("kinds", code))
            .orElseGet(() -> frame.t("use.kind.all"));
    return kind + " · " + floor + " · " + days(answer.period());
  }

  private String described(List<Bar> bars) {
    return String.join(
        " ",
        bars.stream()
            .map(
                bar ->
                    bar.label() + ": " + bar.figures().map(this::said).orElse(nothing(bar)) + ".")
            .toList());
  }

  private List<Section> sections() {
    List<Bar> whole = new ArrayList<>();
    whole.add(bar(days(answer.period()), answer.report().whole()));
    whole.add(bar(days(answer.period().before()), answer.before().whole()));
    answer
        .other()
        .ifPresent(
            other ->
                whole.add(
                    bar(with.map(name -> name.in(frame.language())).orElse(""), other.whole())));
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(frame.t("booked.whole"), whole));
    for (Part part : BookedPage.parts(answer)) {
      if (!part.code().equals("kind") && !part.code().equals("floor")) continue;
      List<Bar> bars = part.rows().stream().map(this::bar).toList();
      sections.add(new Section(frame.t("booked.by." + part.code()), bars));
    }
    return sections;
  }

  private static Bar bar(String label, Optional<Line> line) {
    return new Bar(label, line.filter(Line::keptBack).isPresent(), line.flatMap(Line::booked));
  }

  private Bar bar(Row row) {
    String label =
        row.kind()
            .map(code -> frame.word("kinds", code))
            .or(() -> row.name().map(name -> name.in(frame.language())))
            .orElse("");
    return new Bar(label, row.keptBack(), row.booked());
  }

  private String days(UsePeriod period) {
    return UsePage.days(frame, period.from(), period.to());
  }

  private void draw(Drawing drawing, int y, Bar bar) {
    drawing.text(Drawing.MARGIN, y + 14, 13, Anchor.START, Drawing.INK, false, bar.label());
    int x = Drawing.MARGIN + LABELS;
    Optional<BookedFigures> told = bar.figures().filter(figures -> figures.bookings() > 0);
    if (told.isEmpty()) {
      drawing.text(x, y + 14, 12, Anchor.START, Drawing.MUTED, false, nothing(bar));
      return;
    }
    BookedFigures figures = told.get();
    int before = 0;
    for (Outcome outcome : Outcome.values()) {
      int count = outcome.of(figures);
      int from = x + BAR * before / figures.bookings();
      before += count;
      int until = x + BAR * before / figures.bookings();
      if (count == 0) continue;
      int wide = Math.max(1, until - from - 1);
      drawing.box(from, y, wide, THICK, outcome.fill, outcome.word(frame) + " " + count);
    }
    drawing.text(x, y + 36, 12, Anchor.START, Drawing.MUTED, false, said(figures));
  }

  private String nothing(Bar bar) {
    return frame.t(bar.keptBack() ? "booked.kept" : "booked.no_number");
  }

  /** As {@code Bookings 37: Attended 30 · Ended early 4 · …}. */
  private String said(BookedFigures figures) {
    List<String> outcomes = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      outcomes.add(outcome.word(frame) + " " + outcome.of(figures));
    }
    return frame.t(
        "booked.bar", "bookings", figures.bookings(), "outcomes", String.join(" · ", outcomes));
  }
}
