package mogador.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mogador.kernel.LocalText;
import mogador.occupancy.Forecast;
import mogador.reporting.ForecastPage;
import mogador.reporting.PastPage;
import mogador.reporting.UsePage;
import mogador.reporting.UsePage.Compared;
import mogador.reporting.UsePage.Group;
import mogador.reporting.UsePage.Heat;
import mogador.reporting.UsePage.Points;
import mogador.reporting.UsePage.PointsRow;
import mogador.reporting.UsePage.Row;
import mogador.reporting.UsePage.Share;
import mogador.reporting.UsePage.Withs;

/** Use over time: of busy weeks, of none, and of too few. */
final class SampleUse {
  private static final LocalText UPPER =
      new LocalText("Premier étage", "الطابق الأول", "First floor");

  private static final LocalDate NOW = LocalDate.of(2026, 11, 4);

  private SampleUse() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    pages.put("/ops/essaouira/use", sample(Optional.of(new Share(43, 29, 35)), false, rows()));
    pages.put("/use/before", compared(before(), true));
    pages.put("/use/floor", compared(floor(), false));
    pages.put("/use/kept", compared(kept(), true));
    pages.put("/use/none", sample(Optional.empty(), false, List.of()));
    pages.put("/use/small", sample(Optional.empty(), true, List.of()));
    pages.put("/ops/essaouira/past", past(false));
    pages.put("/past/wrong", past(true));
    pages.put("/ops/essaouira/use/forecast", forecast(true));
    pages.put("/forecast/none", forecast(false));
    return pages;
  }

  private static SamplePages.Sample forecast(boolean known) {
    LocalDate tomorrow = LocalDate.of(2026, 12, 2);
    List<ForecastPage.Row> rows = new ArrayList<>();
    for (int hour = 8; known && hour <= 19; hour++) {
      List<Optional<Forecast>> days = new ArrayList<>();
      for (int day = 0; day < 7; day++) {
        int percent = Math.max(3, 92 - 11 * Math.abs(hour - 11) - 4 * day);
        var forecast =
            new Forecast(percent, percent / 2, Math.min(100, percent + 9), percent / 3, 35, 8);
        days.add(day == 4 ? Optional.empty() : Optional.of(forecast));
      }
      rows.add(new ForecastPage.Row(LocalTime.of(hour, 0), days));
    }
    return new SamplePages.Sample(
        "reporting/forecast.jte",
        new ForecastPage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            List.of("office", "meeting_room", "position"),
            known ? Optional.of("position") : Optional.empty(),
            false,
            known ? Optional.of(tomorrow.atTime(11, 0)) : Optional.empty(),
            IntStream.range(0, 7).mapToObj(tomorrow::plusDays).toList(),
            rows));
  }

  private static SamplePages.Sample past(boolean wrong) {
    return new SamplePages.Sample(
        "reporting/past.jte",
        new PastPage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            LocalDate.of(2026, 8, 24),
            LocalDate.of(2026, 12, 1),
            LocalDate.of(2026, 11, 30),
            LocalTime.of(14, 35),
            wrong,
            52_500,
            86_400,
            List.of(
                new PastPage.Count("free", 18),
                new PastPage.Count("booked", 6),
                new PastPage.Count("occupied", 9),
                new PastPage.Count("unknown", 2)),
            List.of(
                new PlanView(
                    SamplePages.GROUND,
                    SamplePlan.svg(seat -> seat % 3 == 0 ? "occupied" : "free")))));
  }

  private static SamplePages.Sample sample(
      Optional<Share> whole, boolean tooSmall, List<Row> rows) {
    var heat = heat(Optional.empty(), NOW, whole, tooSmall, rows);
    return sample(heat, whole.isEmpty() ? List.of() : groups(Optional.empty()), Optional.empty());
  }

  private static SamplePages.Sample sample(
      Heat heat, List<Group> groups, Optional<Compared> compared) {
    boolean wrong = heat.whole().isEmpty() && !heat.tooSmall();
    boolean before = compared.filter(Compared::hasGroups).isPresent();
    return new SamplePages.Sample(
        "reporting/use.jte",
        new UsePage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            heat.from(),
            heat.to(),
            wrong,
            List.of(
                new Choice("rdc", SamplePages.GROUND, compared.isPresent() && !before),
                new Choice("etage-1", UPPER, heat.tooSmall())),
            List.of("office", "meeting_room", "position"),
            heat.tooSmall() ? Optional.of("office") : Optional.empty(),
            heat,
            groups,
            new Withs(
                before,
                List.of(new Choice("floor:etage-1", UPPER, compared.isPresent() && !before)),
                List.of(new Choice("site:casablanca", LocalText.same("Casablanca"), false)),
                before ? "2026-10-07" : "",
                before ? "2026-11-03" : "",
                wrong),
            compared));
  }

  /** Beside what was somewhat busier late, and calmer in the morning. */
  private static SamplePages.Sample compared(Heat other, boolean hasGroups) {
    Heat heat =
        heat(
            hasGroups ? Optional.empty() : Optional.of(SamplePages.GROUND),
            NOW,
            Optional.of(new Share(43, 29, 35)),
            false,
            rows());
    List<PointsRow> rows = new ArrayList<>();
    for (int hour = 7; hour <= 20; hour++) {
      int late = hour - 13;
      rows.add(
          new PointsRow(
              LocalTime.of(hour, 0),
              IntStream.range(0, 7)
                  .mapToObj(
                      day ->
                          day == 6 && late < 0
                              ? Optional.<Points>empty()
                              : Optional.of(new Points(late * (day + 1) / 2 + day)))
                  .toList()));
    }
    var points = other.whole().map(share -> new Points(43 - share.percent()));
    return sample(
        heat,
        groups(other.whole().map(_ -> new Share(38, 20, 35))),
        Optional.of(new Compared(other, points, rows, hasGroups)));
  }

  private static Heat before() {
    var whole = Optional.of(new Share(38, 31, 35));
    return heat(Optional.empty(), NOW.minusDays(28), whole, false, rows());
  }

  private static Heat floor() {
    return heat(Optional.of(UPPER), NOW, Optional.of(new Share(51, 11, 12)), false, rows());
  }

  private static Heat kept() {
    return heat(Optional.empty(), NOW.minusDays(28), Optional.empty(), true, List.of());
  }

  private static Heat heat(
      Optional<LocalText> floor,
      LocalDate from,
      Optional<Share> whole,
      boolean tooSmall,
      List<Row> rows) {
    return new Heat(Optional.empty(), floor, from, from.plusDays(27), whole, tooSmall, rows);
  }

  private static List<Group> groups(Optional<Share> with) {
    return List.of(
        group("office", new Share(61, 4, 6), with),
        group("meeting_room", new Share(38, 4, 4), with),
        group("position", new Share(44, 27, 35), with),
        new Group(Optional.empty(), Optional.of(SamplePages.GROUND), Optional.empty(), with),
        new Group(
            Optional.empty(),
            Optional.of(UPPER),
            Optional.of(new Share(9, 3, 12)),
            Optional.empty()));
  }

  private static Group group(String kind, Share share, Optional<Share> with) {
    return new Group(Optional.of(kind), Optional.empty(), Optional.of(share), with);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int hour = 7; hour <= 20; hour++) {
      List<Optional<Share>> days = new ArrayList<>();
      for (int day = 0; day < 7; day++) {
        int busy = Math.max(0, 96 - 9 * Math.abs(hour - 11) - (day > 4 ? 70 : 7 * day));
        days.add(
            hour == 7 && day == 6
                ? Optional.empty()
                : Optional.of(new Share(busy, busy * 35 / 100, 35)));
      }
      rows.add(new Row(LocalTime.of(hour, 0), days));
    }
    return rows;
  }
}
