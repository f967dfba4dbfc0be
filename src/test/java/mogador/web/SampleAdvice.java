package mogador.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mogador.kernel.LocalText;
import mogador.reporting.Advice;
import mogador.reporting.AdvicePage;
import mogador.reporting.CloseHours;

/** Advice of each kind, none, and too little known for any. */
final class SampleAdvice {
  private SampleAdvice() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    var seats = new Advice.SeatsForRooms(35, 21, 4, 143, 322, 8);
    var floor =
        new AdvicePage.Floor(
            new LocalText("Premier étage", "الطابق الأول", "First floor"),
            List.of(
                close(List.of(DayOfWeek.values()), 0, 7),
                close(List.of(DayOfWeek.values()).subList(0, 5), 20, 24),
                close(List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), 13, 24),
                close(List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), 17, 20),
                close(List.of(DayOfWeek.FRIDAY), 12, 15),
                close(List.of(DayOfWeek.TUESDAY), 18, 20),
                close(List.of(DayOfWeek.SATURDAY), 7, 9)));
    var more = new Advice.MoreRoomNeeded(new Advice.Tenant("Arganier Labs", 240_000, 5, 9, 38));
    var less = new Advice.LessRoomNeeded(new Advice.Tenant("Atlas Numérique", 540_000, 2, 4, 40));
    var empty = new Advice.LessRoomNeeded(new Advice.Tenant("Thuya SARL", 144_000, 0, 3, 40));
    pages.put(
        "/ops/essaouira/use/advice",
        page(true, 2, List.of(seats), List.of(floor), List.of(more, less, empty)));
    pages.put("/advice/none", page(true, 1, List.of(), List.of(), List.of()));
    pages.put("/advice/unknown", page(false, 0, List.of(), List.of(), List.of()));
    return pages;
  }

  private static CloseHours close(List<DayOfWeek> days, int from, int until) {
    return new CloseHours(
        days,
        from,
        until,
        7,
        List.of(
            new Advice.OfKind("meeting_room", 2, 1, OptionalInt.of(0)),
            new Advice.OfKind("office", 13, 0, OptionalInt.empty()),
            new Advice.OfKind("position", 12, 4, OptionalInt.of(9))));
  }

  private static SamplePages.Sample page(
      boolean known,
      int keptBack,
      List<Advice.SeatsForRooms> seats,
      List<AdvicePage.Floor> floors,
      List<Advice> tenants) {
    return new SamplePages.Sample(
        "reporting/advice.jte",
        new AdvicePage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            LocalDate.of(2026, 10, 6),
            LocalDate.of(2026, 11, 30),
            known,
            keptBack,
            seats,
            floors,
            tenants));
  }
}
