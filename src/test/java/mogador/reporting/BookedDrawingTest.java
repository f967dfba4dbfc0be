package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.reporting.BookedHistory.By;
import mogador.reporting.BookedReport.Line;
import mogador.sites.Site;
import mogador.sites.TestSites;
import mogador.web.Assets;
import mogador.web.Formats;
import mogador.web.Frame;
import mogador.web.Messages;
import mogador.web.Visitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BookedDrawingTest {
  private static final String NASTY = "<b>&\"Sidi\"</b>";
  private static final Site SITE =
      TestSites.site(
          TestSites.document(
              TestSites.SMALL.replace("{fr: Sidi, ar: سيدي, en: Sidi}", "'" + NASTY + "'")));
  private static final String ATTENDED = "#06305A";

  @ParameterizedTest
  @EnumSource(Language.class)
  void barsAreAsLongAsWhatTheyTellAndNamesStayText(Language language) {
    String text = BookedDrawing.of(answer(), Optional.of(LocalText.same(NASTY)), frame(language));
    assertThat(text).doesNotContain("<b>");
    Document svg = read(text);
    assertThat(svg.getDocumentElement().getTextContent()).contains(NASTY, "37", "53");
    List<Integer> attended =
        elements(svg).stream()
            .filter(box -> box.getAttribute("fill").equals(ATTENDED))
            .map(box -> Integer.parseInt(box.getAttribute("width")))
            .toList();
    // In the legend, then half of 53 and all of 37, of 652 with a gap after each.
    assertThat(attended).containsExactly(14, 652 * 26 / 53 - 1, 652 - 1);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void whatIsKeptBackHasNoBar(Language language) {
    Frame frame = frame(language);
    Document svg = read(BookedDrawing.of(answer(), Optional.empty(), frame));
    long boxes = elements(svg).size();
    assertThat(boxes).as("legend, three outcomes and one").isEqualTo(4 + 3 + 1);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains(frame.t("booked.kept"), frame.word("kinds", "office"));
  }

  private static BookedAnswer answer() {
    var days = new UsePeriod(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 29), false);
    var report =
        new BookedReport(
            List.of(
                line(By.ALL, "", Optional.of(figures(53, 26, 20, 7))),
                line(By.KIND, "office", Optional.empty()),
                line(By.KIND, "position", Optional.of(figures(37, 37, 0, 0)))));
    return new BookedAnswer(
        new UseAsked(SITE, days, Optional.empty(), Optional.empty()),
        report,
        new BookedReport(List.of()),
        Optional.of(new BookedReport(List.of())));
  }

  private static Line line(By by, String code, Optional<BookedFigures> figures) {
    return new Line(
        by,
        code,
        Optional.empty(),
        figures.isEmpty(),
        figures,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static BookedFigures figures(int bookings, int attended, int early, int noShows) {
    var time = new BookedFigures.Time(1, 1, 1, 0, 0);
    return new BookedFigures(bookings, attended, noShows, early, 0, 0, 0, time);
  }

  private static Frame frame(Language language) {
    return new Frame(
        Messages.in(language),
        Formats.in(language),
        Visitor.anyone(List.of()),
        new Assets(),
        "/",
        "");
  }

  private static List<Element> elements(Document document) {
    NodeList found = document.getElementsByTagName("rect");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
    return elements;
  }

  private static Document read(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError("not well formed", e);
    }
  }
}
