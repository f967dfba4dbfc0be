package mogador.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.devices.LivePage;
import mogador.devices.ZonesCard;
import mogador.kernel.LocalText;
import mogador.leasing.RentRollPage;

/** The pages of those who manage a site: what is going on, and who pays rent. */
final class SampleStaff {
  private static final LocalText UPPER = new LocalText("Étage", "الطابق الأول", "Upper floor");
  private static final LocalText HALL =
      new LocalText("Hall et galerie", "البهو والرواق", "Hall and gallery");
  private static final LocalText COWORKING =
      new LocalText("Coworking", "فضاء العمل المشترك", "Coworking");
  private static final LocalText BORJ = new LocalText("Salle Borj", "قاعة البرج", "Borj hall");

  private SampleStaff() {}

  private static LivePage.Row row(int number) {
    LocalText door = new LocalText("Entrée principale", "المدخل الرئيسي", "Main entrance");
    boolean granted = number % 3 != 2;
    return new LivePage.Row(
        "r-entrance-sample-" + number,
        LocalTime.of(9, 41, 12).minusMinutes(number),
        granted ? "granted" : "denied",
        door,
        granted ? "Nadia Berrada" : "",
        granted
            ? new LocalText("Bienvenue", "مرحبا", "Welcome")
            : new LocalText("Badge inconnu", "بطاقة غير معروفة", "Unknown badge"),
        number == 4);
  }

  private static LivePage.Device device(boolean online) {
    return new LivePage.Device(
        "rd-01",
        new LocalText("Lecteur, entrée principale", "قارئ المدخل الرئيسي", "Reader, main entrance"),
        online,
        Optional.of(LocalTime.of(9, 40, 59)));
  }

  static LivePage live() {
    var places = new ArrayList<LivePage.Place>();
    var rows = new ArrayList<LivePage.Row>();
    for (int i = 1; i <= 35; i++) {
      places.add(
          new LivePage.Place(
              SamplePages.code(i),
              SamplePages.seat(i),
              SamplePages.GROUND,
              state(i),
              state(i).equals("booked") ? Optional.of(LocalTime.of(13, 0)) : Optional.empty()));
    }
    for (int i = 0; i < 12; i++) rows.add(row(i));
    return new LivePage(
        "essaouira",
        "",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        LocalTime.of(9, 41),
        new LivePage.Counts(18, 6, 9, 1, 2),
        List.of(
            new PlanView(SamplePages.GROUND, SamplePlan.svg(SampleStaff::state)),
            new PlanView(UPPER, SamplePlan.svg(_ -> "unknown"))),
        places,
        rows,
        List.of(device(true), device(false), device(true)),
        List.of(
            new LivePage.DoorHandle("entrance", new LocalText("Entrée", "المدخل", "Entrance")),
            new LivePage.DoorHandle(
                "m-1", new LocalText("Salle de réunion 1", "قاعة الاجتماع 1", "Meeting room 1"))),
        Optional.of(new LivePage.Said("opened", new LocalText("Entrée", "المدخل", "Entrance"))),
        SampleTrouble.banner(),
        new ZonesCard(
            "essaouira",
            List.of(
                zone("hall", HALL, "badges", 52, 50, 0, "over"),
                zone("coworking", COWORKING, "counters", 33, 36, 2, "nearly_full"),
                new ZonesCard.Row(
                    "etage",
                    UPPER,
                    "counters",
                    1,
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.of(LocalTime.of(14, 5)),
                    List.of(new ZonesCard.Counter("etage", UPPER))),
                new ZonesCard.Row(
                    "event",
                    BORJ,
                    "nothing",
                    0,
                    Optional.of(80),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    List.of()))));
  }

  private static ZonesCard.Row zone(
      String code, LocalText name, String by, long inside, int most, long missed, String fill) {
    List<ZonesCard.Counter> counters =
        by.equals("counters") ? List.of(new ZonesCard.Counter(code, name)) : List.of();
    return new ZonesCard.Row(
        code,
        name,
        by,
        inside,
        Optional.of(most),
        missed,
        Optional.of(fill),
        Optional.empty(),
        counters);
  }

  private static String state(int number) {
    if (number == 20 || number == 29) return "unknown";
    if (number == 9) return "squatted";
    if (SamplePages.taken(number)) return number % 3 == 0 ? "booked" : "occupied";
    return "free";
  }

  static RentRollPage rents() {
    var lines =
        List.of(
            line("BAIL-2026-014", "Argan Data SARL", 3, 245_000, 31, 31, 1_225_00),
            line("BAIL-2026-021", "أطلس للبرمجيات", 1, 180_000, 17, 31, 493_55),
            line("BAIL-2025-107", "Boréal & Fils", 2, 1_310_000, 31, 31, 6_550_00));
    return new RentRollPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        YearMonth.of(2026, 12),
        lines,
        8_268_55,
        1_653_71,
        2_150_000,
        1_656_000,
        List.of(
            new RentRollPage.Vacant(
                new LocalText("Bureau 204", "المكتب 204", "Office 204"), UPPER, 215_000),
            new RentRollPage.Vacant(
                new LocalText("Bureau 207", "المكتب 207", "Office 207"), UPPER, 280_000)));
  }

  private static RentRollPage.Line line(
      String reference, String company, int offices, long area, int days, int of, long rent) {
    var spaces = new ArrayList<LocalText>();
    for (int i = 1; i <= offices; i++) {
      spaces.add(new LocalText("Bureau 10" + i, "المكتب 10" + i, "Office 10" + i));
    }
    return new RentRollPage.Line(
        reference,
        company,
        spaces,
        area,
        5_000,
        LocalDate.of(2026, 12, 15),
        LocalDate.of(2028, 10, 14),
        days,
        of,
        rent,
        rent / 5);
  }
}
