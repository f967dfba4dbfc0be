package mogador.reporting;

import java.util.List;
import mogador.kernel.Language;
import mogador.reporting.Drawing.Anchor;

/** Heat maps beside each other, as one SVG. Pure. */
final class HeatDrawing {
  private static final int CELL = 54;
  private static final int ROW = 26;
  private static final int LABELS = 56;
  private static final int GAP = 40;
  private static final int TOP = 96;

  /** Of the usual seven columns. */
  private static final int DAYS = 7;

  /** Nothing to nearly all: lighter to darker, in grey too. */
  private static final List<String> SHARES =
      List.of("#F2EFE8", "#E1ECF6", "#C4D9EC", "#9DBFDF", "#0F5EA8", "#06305A");

  /** As much, then more and more. */
  private static final List<String> MORE = List.of("#F2EFE8", "#D6E5F2", "#A5C5E2", "#0F5EA8");

  /** The same for less. */
  private static final List<String> LESS = List.of("#F2EFE8", "#F8E6D2", "#EDC08F", "#8F4A0D");

  private static final int LAST_LIGHT_SHARE = 3;
  private static final int LAST_LIGHT_POINTS = 2;

  /**
   * One of them.
   *
   * @param heading what it is of; may be blank
   * @param line what it says as a whole; may be blank
   */
  record Panel(String heading, String line, List<String> columns, List<Row> rows) {
    Panel {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  record Row(String label, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * @param words in it; blank where nothing is told
   * @param said to who points at it
   */
  record Cell(String words, String fill, String ink, String said) {
    static Cell share(int percent, int level, String said) {
      String ink = level > LAST_LIGHT_SHARE ? Drawing.ON_DARK : Drawing.INK;
      return new Cell(String.valueOf(percent), SHARES.get(level), ink, said);
    }

    static Cell points(UsePage.Points points) {
      int level = Math.abs(points.level());
      String ink = level > LAST_LIGHT_POINTS ? Drawing.ON_DARK : Drawing.INK;
      String fill = (points.level() < 0 ? LESS : MORE).get(level);
      return new Cell(points.text(), fill, ink, points.text());
    }

    static Cell notTold(String said) {
      return new Cell("", Drawing.NOT_TOLD, Drawing.INK, said);
    }
  }

  private final Drawing drawing;

  private HeatDrawing(Drawing drawing) {
    this.drawing = drawing;
  }

  /**
   * @param scale the words for the steps from nothing to nearly all
   * @param notTold likewise for what is not told
   */
  static String of(
      Language language,
      String title,
      String subtitle,
      List<Panel> panels,
      List<String> scale,
      String notTold) {
    int rows = panels.stream().mapToInt(panel -> panel.rows().size()).max().orElse(0);
    int wide = LABELS + DAYS * CELL;
    int width = 2 * Drawing.MARGIN + panels.size() * wide + (panels.size() - 1) * GAP;
    int bottom = TOP + 64 + rows * ROW;
    var drawing =
        new Drawing(width, bottom + 64, language, title, subtitle, subtitle + ". " + said(panels));
    var heat = new HeatDrawing(drawing);
    int x = Drawing.MARGIN;
    for (Panel panel : panels) {
      heat.panel(x, panel);
      x += wide + GAP;
    }
    heat.legend(bottom + 16, scale, notTold);
    return drawing.toString();
  }

  private static String said(List<Panel> panels) {
    return String.join(
        " ",
        panels.stream()
            .map(panel -> (panel.heading() + " " + panel.line()).strip() + ".")
            .toList());
  }

  private void panel(int x, Panel panel) {
    drawing.text(x, TOP, 15, Anchor.START, Drawing.INK, true, panel.heading());
    drawing.text(x, TOP + 20, 13, Anchor.START, Drawing.MUTED, false, panel.line());
    for (int i = 0; i < panel.columns().size() && !panel.rows().isEmpty(); i++) {
      String day = panel.columns().get(i);
      int middle = x + LABELS + i * CELL + CELL / 2;
      drawing.text(middle, TOP + 48, 12, Anchor.MIDDLE, Drawing.MUTED, false, day);
    }
    int y = TOP + 56;
    for (Row row : panel.rows()) {
      drawing.text(x, y + 17, 12, Anchor.START, Drawing.MUTED, false, row.label());
      for (int i = 0; i < row.cells().size(); i++) {
        Cell cell = row.cells().get(i);
        int left = x + LABELS + i * CELL;
        drawing.box(left + 1, y + 1, CELL - 2, ROW - 2, cell.fill(), cell.said());
        if (cell.words().isEmpty()) continue;
        drawing.number(left + CELL / 2, y + 17, 12, Anchor.MIDDLE, cell.ink(), false, cell.words());
      }
      y += ROW;
    }
  }

  private void legend(int y, List<String> scale, String notTold) {
    int x = Drawing.MARGIN;
    for (int i = 0; i < scale.size(); i++) {
      drawing.box(x, y, CELL - 2, 12, SHARES.get(i), scale.get(i));
      drawing.number(x + CELL / 2, y + 28, 11, Anchor.MIDDLE, Drawing.MUTED, false, scale.get(i));
      x += CELL;
    }
    drawing.box(x + CELL / 4, y, CELL - 2, 12, Drawing.NOT_TOLD, notTold);
    drawing.text(x + CELL / 4 + CELL / 2, y + 28, 11, Anchor.MIDDLE, Drawing.MUTED, false, notTold);
  }
}
