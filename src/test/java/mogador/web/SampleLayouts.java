package mogador.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.layouts.LayoutEditPage;
import mogador.layouts.LayoutReviewPage;
import mogador.layouts.LayoutsPage;
import mogador.layouts.LayoutsPage.Row;
import mogador.sites.PlanSvg;
import mogador.sites.SeedSites;
import mogador.sites.Shape;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.sites.TestSites;
import mogador.web.SamplePages.Sample;

/** The pages on which seats are rearranged. */
final class SampleLayouts {
  private static final Site SITE = TestSites.site(SeedSites.document("essaouira"));
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final List<Space> SEATS =
      SITE.spaces().stream().filter(s -> s.kind() == SpaceKind.POSITION).toList();

  private SampleLayouts() {}

  static Map<String, Sample> all() {
    var pages = new LinkedHashMap<String, Sample>();
    pages.put("/ops/essaouira/layouts", new Sample("layouts/layouts.jte", list(rows())));
    pages.put("/layouts/none", new Sample("layouts/layouts.jte", list(rows().subList(3, 4))));
    pages.put("/layouts/new", new Sample("layouts/edit.jte", edit(Optional.empty())));
    pages.put(
        "/layouts/refused",
        new Sample(
            "layouts/edit.jte",
            edit(
                Optional.of(
                    new LayoutEditPage.Refused(
                        "outside_area", Optional.of(SEATS.get(6).name()))))));
    pages.put("/layouts/review", new Sample("layouts/review.jte", review(Optional.empty())));
    pages.put(
        "/layouts/withdraw", new Sample("layouts/review.jte", review(Optional.of("some-layout"))));
    return pages;
  }

  private static LayoutsPage list(List<Row> rows) {
    return new LayoutsPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        List.of(
            new Choice("essaouira", SamplePages.ESSAOUIRA, true),
            new Choice("rabat", LocalText.same("Technopark Rabat"), false)),
        rows.size() > 1 ? Optional.of("added") : Optional.empty(),
        Optional.empty(),
        DAY,
        List.of(new LayoutsPage.FloorLayouts("rdc", plan(), rows)));
  }

  private static List<Row> rows() {
    return List.of(
        row("c", DAY.plusDays(35), Optional.empty(), "to_come", 12, 3, false),
        row("b", DAY, Optional.of(DAY.plusDays(34)), "holds", 4, 1, true),
        row("a", DAY.minusDays(90), Optional.of(DAY.minusDays(1)), "past", 2, 0, false),
        new Row(Optional.empty(), Optional.empty(), Optional.empty(), "past", 0, 0, false));
  }

  private static Row row(
      String id,
      LocalDate from,
      Optional<LocalDate> until,
      String status,
      int moved,
      int away,
      boolean shown) {
    return new Row(Optional.of(id), Optional.of(from), until, status, moved, away, shown);
  }

  private static LayoutEditPage edit(Optional<LayoutEditPage.Refused> refusal) {
    return new LayoutEditPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        "rdc",
        DAY,
        DAY.minusDays(9),
        DAY.plusYears(3),
        plan(),
        SEATS.stream().map(seat -> seat(seat, refusal.isPresent())).toList(),
        new LayoutEditPage.Area(100, 560, 2300, 1820),
        refusal);
  }

  private static LayoutEditPage.Seat seat(Space seat, boolean refused) {
    Shape shape = seat.shape().orElseThrow();
    return new LayoutEditPage.Seat(
        seat.code(),
        seat.name(),
        shape.left(),
        shape.top(),
        shape.width(),
        shape.height(),
        seat.code().equals("p-12") || seat.code().equals("p-35"),
        refused && seat.code().equals("p-07"));
  }

  private static LayoutReviewPage review(Optional<String> withdrawn) {
    List<Choice> places =
        SEATS.subList(7, 12).stream()
            .map(s -> new Choice(s.reference(), s.name(), s.code().equals("p-08")))
            .toList();
    LocalDateTime nine = DAY.atTime(9, 0);
    return new LayoutReviewPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        "rdc",
        withdrawn,
        DAY,
        Optional.of(DAY.plusDays(35)),
        SEATS.subList(15, 27).stream().map(Space::name).toList(),
        List.of(SEATS.get(6).name()),
        List.of(SEATS.get(30).name()),
        plan(),
        List.of(
            broken("b1", 6, nine, nine.plusHours(4), places, true),
            broken("b2", 6, nine.plusDays(1), nine.plusDays(9), places, true),
            broken("b3", 5, nine.plusDays(2), nine.plusDays(2).plusHours(1), List.of(), false)),
        List.of(
            new LayoutReviewPage.Apart(
                nine,
                nine.plusHours(3),
                "Salma El Idrissi",
                SEATS.subList(15, 18).stream().map(Space::name).toList())),
        "p-07 away",
        "0f5ea8",
        "key",
        withdrawn.isPresent() ? Optional.of("not_as_seen") : Optional.empty());
  }

  private static LayoutReviewPage.Row broken(
      String id,
      int seat,
      LocalDateTime from,
      LocalDateTime to,
      List<Choice> places,
      boolean proposed) {
    return new LayoutReviewPage.Row(
        id,
        "ESS-7K2M4Q",
        SEATS.get(seat).name(),
        from,
        to,
        "Youssef Benjelloun",
        "youssef.benjelloun@exemple-entreprise.ma",
        places,
        proposed,
        false);
  }

  private static PlanView plan() {
    String svg =
        PlanSvg.draw(
            SITE,
            "rdc",
            Language.FR,
            space ->
                space.kind() == SpaceKind.POSITION
                    ? new PlanSvg.Mark("standing", "en place", Optional.empty())
                    : PlanSvg.Mark.NONE);
    return new PlanView(SITE.floors().getFirst().name(), svg);
  }
}
