package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import mogador.kernel.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlanSvgTest {
  private static final Site ESSAOUIRA = TestSites.site(SeedSites.document("essaouira"));
  private static final PlanSvg.Mark FREE =
      new PlanSvg.Mark("free", "libre", Optional.of("/spaces/x?from=1&to=2"));

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPlanOfTheSeedIsWellFormedAndShowsEverySpaceOnce(Language language) {
    for (String id : SeedSites.ids()) {
      Site site = TestSites.site(SeedSites.document(id));
      Set<String> drawn = new HashSet<>();
      for (Floor floor : site.floors()) {
        Document svg = parse(PlanSvg.draw(site, floor.code(), language, space -> FREE));
        Set<String> ids = new HashSet<>();
        for (Element element : elements(svg, "*")) {
          String own = element.getAttribute("id");
          assertThat(own.isEmpty() || ids.add(own)).as("id %s once", own).isTrue();
          String reference = element.getAttribute("data-space");
          if (!reference.isEmpty()) drawn.add(reference);
        }
        for (Element use : elements(svg, "use")) {
          assertThat(ids).contains(use.getAttribute("href").substring(1));
        }
      }
      assertThat(drawn)
          .containsExactlyInAnyOrderElementsOf(
              site.spaces().stream().map(Space::reference).toList());
    }
  }

  @Test
  void aMarkedSpaceSaysItsStateInItsClassItsTitleAndItsLink() {
    Element seat = seat(space -> FREE);
    assertThat(seat.getAttribute("class")).isEqualTo("space position free");
    assertThat(seat.getAttribute("data-space")).isEqualTo("essaouira/p-07");
    assertThat(seat.getFirstChild().getTextContent()).isEqualTo("Place 07, libre");
    Element link = (Element) seat.getElementsByTagName("a").item(0);
    assertThat(link.getAttribute("href")).isEqualTo("/spaces/x?from=1&to=2");
    assertThat(link.getAttribute("aria-label")).isEqualTo("Place 07, libre");
    assertThat(seat.getElementsByTagName("use").getLength()).as("a sign a state").isEqualTo(6);
  }

  @Test
  void aSpaceNothingIsSaidOfIsLeftToTheEye() {
    Element seat = seat(space -> PlanSvg.Mark.NONE);
    assertThat(seat.getAttribute("aria-hidden")).isEqualTo("true");
    assertThat(seat.getElementsByTagName("a").getLength()).isZero();
  }

  @Test
  void whatNamesAndLinksHoldStaysText() {
    String nasty = "<script>alert('1')</script> & \\\"x\\\"";
    String file = TestSites.SMALL.replace("name: A,", "name: \"" + nasty + "\",");
    Site site = TestSites.site(TestSites.document(file));
    PlanSvg.Mark mark = new PlanSvg.Mark("free", "\"><b>", Optional.of("\"><i>"));
    String svg = PlanSvg.draw(site, "g", Language.FR, space -> mark);
    parse(svg);
    assertThat(svg).doesNotContain("<script", "<b>", "<i>").contains("&lt;script&gt;");
  }

  @Test
  void noColourIsFixedInTheDrawing() {
    String svg = PlanSvg.draw(ESSAOUIRA, "rdc", Language.FR, space -> FREE);
    assertThat(
            Pattern.compile("(fill|stroke)=\"(?!url)|style=|#[0-9a-fA-F]{6}").matcher(svg).find())
        .isFalse();
  }

  @Test
  void arabicIsWrittenFromTheRight() {
    String svg = PlanSvg.draw(ESSAOUIRA, "rdc", Language.AR, space -> FREE);
    assertThat(svg).contains("direction=\"rtl\"", "قاعة السقالة", "57 م²");
  }

  @Test
  void aFloorTheSiteDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> PlanSvg.draw(ESSAOUIRA, "cave", Language.FR, space -> FREE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Element seat(Function<Space, PlanSvg.Mark> marks) {
    Document svg = parse(PlanSvg.draw(ESSAOUIRA, "rdc", Language.FR, marks));
    return elements(svg, "g").stream()
        .filter(g -> g.getAttribute("id").equals("s-p-07"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    Map<Integer, Element> elements = new HashMap<>();
    for (int i = 0; i < found.getLength(); i++) elements.put(i, (Element) found.item(i));
    return List.copyOf(elements.values());
  }

  private static Document parse(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError("not well formed", e);
    }
  }
}
