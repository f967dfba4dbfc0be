package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.occupancy.Forecast;
import mogador.occupancy.UseHistory;
import mogador.sites.Network;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.TestSites;
import mogador.web.Assets;
import mogador.web.Formats;
import mogador.web.Frame;
import mogador.web.Messages;
import mogador.web.Visitor;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing of a report says what its table says. */
class UseDrawingProperties {
  private static final Site SITE = TestSites.site(SeedSites.document("essaouira"));
  private static final UsePeriod DAYS =
      new UsePeriod(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 29), false);
  private static final Person NADIA =
      new Person(UUID.randomUUID(), "nadia@example.org", "Nadia", Language.FR, false);

  @Property(tries = 60)
  void everyNumberOfTheTableIsInItsPlaceInTheDrawingAndNoOther(
      @ForAll Random random, @ForAll Language language) {
    UseCompared compared = new UseCompared(answer(random, DAYS), answer(random, DAYS.before()));
    Document svg = read(drawing(SITE, compared, language));
    List<List<String>> lines =
        UseTable.of(compared).lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
    List<List<String>> byHour =
        lines.stream()
            .sorted(Comparator.comparing(cells -> 10 * number(cells, 1) + number(cells, 0)))
            .toList();
    List<String> told = new ArrayList<>();
    byHour.forEach(cells -> share(cells, 2).ifPresent(told::add));
    byHour.forEach(cells -> share(cells, 6).ifPresent(told::add));
    byHour.forEach(cells -> points(cells).ifPresent(told::add));
    assertThat(numbers(svg)).isEqualTo(told);
    long notTold =
        elements(svg, "rect").stream()
            .filter(box -> box.getAttribute("fill").equals(Drawing.NOT_TOLD))
            .count();
    assertThat(notTold).as("and one in the legend").isEqualTo(3 * 63 - told.size() + 1);
  }

  private static Optional<String> share(List<String> cells, int at) {
    if (cells.get(at).isEmpty()) return Optional.empty();
    double occupied = Double.parseDouble(cells.get(at));
    double known = Double.parseDouble(cells.get(at + 1));
    return Optional.of(String.valueOf(Math.round(100 * occupied / known)));
  }

  private static Optional<String> points(List<String> cells) {
    if (cells.get(10).isEmpty()) return Optional.empty();
    int points = number(cells, 10);
    return Optional.of((points > 0 ? "+" : points < 0 ? "−" : "") + Math.abs(points));
  }

  private static int number(List<String> cells, int at) {
    return Integer.parseInt(cells.get(at));
  }

  @Example
  void whatIsKeptBackIsNotInIt() {
    UseAnswer kept =
        new UseAnswer(
            asked(SITE, DAYS),
            groups(new UseHistory.Group(Optional.empty(), Optional.empty(), 47, 100, 2, 2)),
            true,
            List.of());
    UsePage page = UseView.of(managed(SITE), kept, Optional.empty(), Optional.empty());
    Document svg = read(UseDrawing.of(page, frame(Language.EN)));
    assertThat(numbers(svg)).isEmpty();
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("Too few to be shown")
        .doesNotContain("47");
  }

  @Example
  void aNameIsTextWhateverItHolds() {
    String file = TestSites.SMALL.replace("{fr: Sidi, ar: سيدي, en: Sidi}", "'<b>&\"Sidi\"</b>'");
    Site site = TestSites.site(TestSites.document(file));
    String text = drawing(site, compared(), Language.FR);
    assertThat(text).doesNotContain("<b>").contains("&lt;b&gt;&amp;&quot;Sidi&quot;");
    Element title = elements(read(text), "title").getFirst();
    assertThat(title.getTextContent()).startsWith("<b>&\"Sidi\"</b>");
  }

  @Example
  void arabicIsDrawnFromTheRight() {
    Document french = read(drawing(SITE, compared(), Language.FR));
    Document arabic = read(drawing(SITE, compared(), Language.AR));
    assertThat(arabic.getDocumentElement().getAttribute("direction")).isEqualTo("rtl");
    int width = Integer.parseInt(arabic.getDocumentElement().getAttribute("width"));
    for (int i = 0; i < elements(french, "rect").size(); i++) {
      Element left = elements(french, "rect").get(i);
      Element right = elements(arabic, "rect").get(i);
      assertThat(number(right, "x")).isEqualTo(width - number(left, "x") - number(left, "width"));
    }
  }

  @Example
  void theComingWeekIsDrawnWithItsDaysAndWithoutWhatIsNotKnown() {
    LocalDate first = LocalDate.of(2026, 12, 1);
    var page =
        new ForecastPage(
            "sidi",
            LocalText.same("Sidi <&\">"),
            List.of(),
            List.of(),
            Optional.empty(),
            false,
            Optional.of(first.atTime(9, 0)),
            List.of(first, first.plusDays(1)),
            List.of(
                new ForecastPage.Row(
                    LocalTime.of(9, 0),
                    List.of(Optional.of(new Forecast(61, 50, 70, 20, 35, 8)), Optional.empty()))));
    Document svg = read(ForecastDrawing.of(page, frame(Language.EN)));
    assertThat(numbers(svg)).containsExactly("61");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("Sidi <&\">", "Tue 1", "Wed 2", "From 8 weeks: 50 to 70 %");
  }

  private static UseCompared compared() {
    return new UseCompared(answer(new Random(7), DAYS), answer(new Random(8), DAYS));
  }

  private static String drawing(Site site, UseCompared compared, Language language) {
    var with = new UseWith(UseWith.BEFORE, false, compared.with().asked());
    return UseDrawing.of(
        UseView.of(managed(site), compared.answer(), Optional.of(with), Optional.of(compared)),
        frame(language));
  }

  /** Of some hours of the week, in whole minutes. */
  private static UseAnswer answer(Random random, UsePeriod days) {
    List<UseHistory.Hour> hours = new ArrayList<>();
    long occupied = 0;
    long known = 0;
    for (int weekday = 1; weekday <= 7; weekday++) {
      for (int hour = 9; hour <= 17; hour++) {
        if (random.nextInt(4) == 0) continue;
        long there = 60_000L * (1 + random.nextInt(900));
        long used = random.nextInt((int) (there / 60_000) + 1) * 60_000L;
        hours.add(new UseHistory.Hour(weekday, hour, used, there, 35, random.nextInt(36)));
        occupied += used;
        known += there;
      }
    }
    var all = new UseHistory.Group(Optional.empty(), Optional.empty(), occupied, known + 1, 35, 30);
    return new UseAnswer(asked(SITE, days), groups(all), false, hours);
  }

  private static UseGroups groups(UseHistory.Group all) {
    return new UseGroups(List.of(all));
  }

  private static UseAsked asked(Site site, UsePeriod days) {
    return new UseAsked(site, days, Optional.empty(), Optional.empty());
  }

  private static ManagedSite managed(Site site) {
    return new ManagedSite(Network.EMPTY, site, new Actor(NADIA, Set.of("*"), Set.of()));
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

  /** What stands in the cells. */
  private static List<String> numbers(Document svg) {
    return elements(svg, "text").stream()
        .filter(text -> text.getAttribute("font-size").equals("12"))
        .filter(text -> text.getAttribute("direction").equals("ltr"))
        .map(Element::getTextContent)
        .filter(words -> words.matches("[+−]?\\d+"))
        .toList();
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
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
