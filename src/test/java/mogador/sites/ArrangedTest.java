package mogador.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.Language;
import org.junit.jupiter.api.Test;

class ArrangedTest {
  private static final Site SITE = TestSites.site(SeedSites.document("essaouira"));
  private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
  private static final LocalDate SECOND = LocalDate.of(2026, 12, 10);

  @Test
  void eachDayHasTheLayoutThatBeganLast() {
    Site site =
        SITE.with(
            List.of(
                layout(SECOND, Map.of("p-01", new Point(1700, 1400))),
                layout(FIRST, Map.of(), "p-01")));
    assertThat(shape(site.arranged(FIRST.minusDays(1)), "p-01")).isEqualTo(shape(SITE, "p-01"));
    assertThat(shape(site.arranged(FIRST), "p-01")).isEmpty();
    assertThat(shape(site.arranged(SECOND.minusDays(1)), "p-01")).isEmpty();
    assertThat(shape(site.arranged(SECOND), "p-01"))
        .contains(Shape.rectangle(1700, 1400, 160, 170));
    assertThat(shape(site.arranged(SECOND.plusYears(2)), "p-01")).isPresent();
  }

  @Test
  void aSeatPutAwayIsNotDrawnAndNeitherItNorItsWholesAreLet() {
    Site that = SITE.with(List.of(layout(FIRST, Map.of(), "p-05"))).arranged(FIRST);
    for (String code : List.of("p-05", "t-b", "coworking")) {
      assertThat(that.space(code).orElseThrow().bookable()).as(code).isFalse();
    }
    for (String code : List.of("p-06", "t-a", "m-1")) {
      assertThat(that.space(code).orElseThrow().bookable()).as(code).isTrue();
    }
    assertThat(PlanSvg.draw(that, "rdc", Language.FR, space -> PlanSvg.Mark.NONE))
        .contains("essaouira/p-06", "essaouira/coworking")
        .doesNotContain("essaouira/p-05");
  }

  @Test
  void aTableGoesWhereMostOfItsSeatsGo() {
    Map<String, Point> most =
        Map.of("p-13", at("p-13", 50), "p-14", at("p-14", 50), "p-15", at("p-15", 50));
    Map<String, Point> half = Map.of("p-13", at("p-13", 50), "p-14", at("p-14", 50));
    Shape table = shape(SITE, "t-d").orElseThrow();
    assertThat(shape(SITE.with(List.of(layout(FIRST, most))).arranged(FIRST), "t-d"))
        .contains(table.moved(50, 0));
    assertThat(shape(SITE.with(List.of(layout(FIRST, half))).arranged(FIRST), "t-d"))
        .contains(table);
  }

  @Test
  void aSeatThatIsMovedIsNotTurned() {
    Site that =
        SITE.with(List.of(layout(FIRST, Map.of("p-16", new Point(1800, 1350))))).arranged(FIRST);
    String before = PlanSvg.draw(SITE, "rdc", Language.FR, space -> PlanSvg.Mark.NONE);
    String after = PlanSvg.draw(that, "rdc", Language.FR, space -> PlanSvg.Mark.NONE);
    assertThat(group(after, "p-15")).isEqualTo(group(before, "p-15"));
    assertThat(group(after, "p-16")).isNotEqualTo(group(before, "p-16"));
  }

  private static String group(String svg, String code) {
    int from = svg.indexOf("<g id=\"s-" + code + "\"");
    return svg.substring(from, svg.indexOf("</g>", from));
  }

  private static Point at(String code, int right) {
    Shape shape = shape(SITE, code).orElseThrow();
    return new Point(shape.left() + right, shape.top());
  }

  private static Optional<Shape> shape(Site site, String code) {
    return site.space(code).orElseThrow().shape();
  }

  private static SeatLayout layout(LocalDate from, Map<String, Point> places, String... away) {
    Map<Long, Point> byId = new java.util.HashMap<>();
    places.forEach((code, point) -> byId.put(id(code), point));
    Set<Long> gone = Set.copyOf(Arrays.stream(away).map(ArrangedTest::id).toList());
    return new SeatLayout(UUID.randomUUID(), "rdc", from, byId, gone);
  }

  private static long id(String code) {
    return SITE.space(code).orElseThrow().id();
  }
}
