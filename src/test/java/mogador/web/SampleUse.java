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
import mogador.reporting.UsePage.Group;
import mogador.reporting.UsePage.Row;
import mogador.reporting.UsePage.Share;

/** Use over time: of busy weeks, of none, and of too few. */
final class SampleUse {
  private static final LocalText UPPER =
      new LocalText("Premier étage", "الطابق الأول", "First floor");

  private SampleUse() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    pages.put("/ops/essaouira/use", sample(Optional.of(new Share(43, 29, 35)), false, rows()));
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
    return new SamplePages.Sample(
        "reporting/use.jte",
        new UsePage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            LocalDate.of(2026, 11, 4),
            LocalDate.of(2026, 12, 1),
            whole.isEmpty() && !tooSmall,
            List.of(
                new Choice("rdc", SamplePages.GROUND, false),
                new Choice("etage-1", UPPER, tooSmall)),
            List.of("office", "meeting_room", "position"),
            tooSmall ? Optional.of("office") : Optional.empty(),
            whole,
            tooSmall,
            rows,
            whole.isEmpty()
                ? List.of()
                : List.of(
                    group("office", 61, 4, 6),
                    group("meeting_room", 38, 4, 4),
                    group("position", 44, 27, 35),
                    new Group(Optional.empty(), Optional.of(SamplePages.GROUND), Optional.empty()),
                    new Group(
                        Optional.empty(), Optional.of(UPPER), Optional.of(new Share(9, 3, 12))))));
  }

  private static Group group(String kind, int percent, int peak, int spaces) {
    return new Group(
        Optional.of(kind), Optional.empty(), Optional.of(new Share(percent, peak, spaces)));
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
