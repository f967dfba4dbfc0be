package mogador.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.desk.DoorPage;
import mogador.desk.PeoplePage;
import mogador.desk.PersonPage;
import mogador.desk.SchedulesPage;
import mogador.desk.Standing;
import mogador.kernel.LocalText;
import mogador.web.SamplePages.Sample;

/** The pages of those who decide who may enter. */
final class SampleDesk {
  private static final LocalText ENTRANCE =
      new LocalText("Entrée principale", "المدخل الرئيسي", "Main entrance");
  private static final LocalText OFFICE = new LocalText("Bureau 204", "المكتب 204", "Office 204");
  private static final LocalText REFUSED =
      new LocalText(
          "Votre accès est terminé", "انتهت مدة ولوجكم", "Too late, your access has ended");
  private static final LocalDateTime NOW = LocalDate.of(2026, 12, 1).atTime(9, 41, 12);

  private SampleDesk() {}

  static Map<String, Sample> all() {
    var pages = new LinkedHashMap<String, Sample>();
    pages.put("/ops/essaouira/people", new Sample("desk/people.jte", people("")));
    pages.put(
        "/ops/essaouira/people/none",
        new Sample(
            "desk/people.jte",
            new PeoplePage(
                "essaouira",
                SamplePages.ESSAOUIRA,
                SamplePages.sites(),
                "Zorro",
                true,
                List.of())));
    pages.put("/ops/essaouira/people/nadia", new Sample("desk/person.jte", person(true)));
    pages.put("/ops/essaouira/people/omar", new Sample("desk/person.jte", person(false)));
    pages.put("/ops/essaouira/doors/entrance", new Sample("desk/door.jte", door()));
    pages.put("/ops/essaouira/schedules", new Sample("desk/schedules.jte", schedules()));
    return pages;
  }

  private static PeoplePage people(String query) {
    var rows = new ArrayList<PeoplePage.Row>();
    String[] names = {"Nadia El Idrissi", "Youssef Amrani", "", "فاطمة الزهراء بنسعيد"};
    for (int i = 0; i < 12; i++) {
      rows.add(
          new PeoplePage.Row(
              "p" + i,
              names[i % 4],
              "personne.numero." + i + "@entreprise-exemple.ma",
              i % 2 == 0 ? "Argan Data SARL" : i % 3 == 0 ? "أطلس للبرمجيات, Boréal & Fils" : "",
              i == 5,
              i % 3));
    }
    return new PeoplePage(
        "essaouira", SamplePages.ESSAOUIRA, SamplePages.sites(), query, false, rows);
  }

  private static PersonPage person(boolean steward) {
    return new PersonPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        new PersonPage.Who(
            "nadia",
            steward ? "Nadia El Idrissi" : "فاطمة الزهراء بنسعيد",
            "nadia@example.ma",
            "Argan Data SARL",
            steward
                ? Optional.empty()
                : Optional.of(
                    new PersonPage.Kept(
                        "Badge prêté à un tiers", "Salma Bennis", Optional.of(NOW.minusDays(1))))),
        steward ? Optional.of(new PersonPage.Inside(OFFICE, ENTRANCE, NOW)) : Optional.empty(),
        steward,
        List.of(
            right("booking", "now", "ESS-7K2M4Q", Optional.of("/me/bookings/1"), 0),
            right("lease", "now", "L-ESS-2026-014", Optional.of("/ops/essaouira/rents"), 3),
            right("hand", "later", "Contrôle des extincteurs", Optional.empty(), 2),
            right("visit", "over", "", Optional.empty(), 1)),
        List.of(
            credential("uid", "Badge bleu", "active", Optional.of(NOW.plusDays(3))),
            credential("qr", "QR", "active", Optional.empty()),
            credential("uid", "", "lost", Optional.empty()),
            credential("card", "Carte", "revoked", Optional.empty())),
        List.of(passage(0, true), passage(1, false), passage(2, true), passage(3, true)),
        new PersonPage.Asking(
            doors(),
            NOW.withSecond(0).plusHours(9),
            steward,
            steward
                ? List.of(
                    new PersonPage.Answer("uid", "Badge bleu", false, REFUSED, true),
                    new PersonPage.Answer(
                        "qr", "", true, new LocalText("Bienvenue", "مرحبا", "Welcome"), false))
                : List.of(),
            steward ? standings() : List.of()),
        new PersonPage.Giving(
            List.of(
                new Choice("p-01", SamplePages.seat(1), false), new Choice("b-204", OFFICE, false)),
            List.of(new Choice("d-entrance", LocalText.same("Entrée"), false)),
            List.of(new Choice("1", LocalText.same("Ménage"), false)),
            NOW.withMinute(0).withSecond(0),
            NOW.toLocalDate().plusDays(1).atStartOfDay()),
        doors(),
        steward
            ? Optional.of(new PersonPage.Enrolling("1", ENTRANCE, 43, Optional.of(NOW), "uid"))
            : Optional.empty(),
        steward ? Optional.of("given") : Optional.empty(),
        steward ? Optional.empty() : Optional.of("anothers"));
  }

  private static PersonPage.Right right(
      String source, String state, String reference, Optional<String> href, int spaces) {
    var named = new ArrayList<LocalText>();
    for (int i = 1; i <= spaces; i++) {
      named.add(new LocalText("Bureau 20" + i, "المكتب 20" + i, "Office 20" + i));
    }
    boolean hand = source.equals("hand");
    return new PersonPage.Right(
        source,
        source.equals("visit")
            ? Optional.of(new LocalText("Technopark Tanger", "تكنوبارك طنجة", "Technopark Tangier"))
            : Optional.empty(),
        named,
        NOW.withMinute(0).withSecond(0),
        source.equals("lease") ? NOW.withMinute(0).plusYears(2) : NOW.withMinute(0).plusHours(3),
        hand ? Optional.of("Ménage") : Optional.empty(),
        state,
        reference,
        hand ? "Salma Bennis" : "",
        href,
        hand ? Optional.of("1") : Optional.empty());
  }

  private static PersonPage.Credential credential(
      String kind, String label, String state, Optional<LocalDateTime> expires) {
    return new PersonPage.Credential(
        kind + state, kind, label, state, NOW.toLocalDate().minusDays(40), expires);
  }

  private static PersonPage.Passage passage(int number, boolean granted) {
    return new PersonPage.Passage(
        NOW.minusMinutes(50L * number), granted, ENTRANCE, "uid", REFUSED, !granted);
  }

  private static List<Choice> doors() {
    return List.of(new Choice("entrance", ENTRANCE, true), new Choice("b-204", OFFICE, false));
  }

  private static List<Standing> standings() {
    return List.of(
        standing("booking", "over", Optional.of(new Standing.Distance("minutes", 12)), false),
        standing("hand", "taken_away", Optional.empty(), true),
        standing("hand", "other_hours", Optional.empty(), true),
        standing("lease", "other_doors", Optional.empty(), false));
  }

  private static Standing standing(
      String source, String word, Optional<Standing.Distance> distance, boolean moment) {
    return new Standing(
        source,
        List.of(OFFICE),
        NOW.withMinute(0).withSecond(0),
        NOW.withMinute(0).withSecond(0).plusHours(3),
        word,
        distance,
        moment ? Optional.of(NOW) : Optional.empty(),
        word.equals("other_hours") ? Optional.of("Ménage") : Optional.empty());
  }

  private static DoorPage door() {
    var now = new ArrayList<DoorPage.Row>();
    for (int i = 0; i < 9; i++) {
      now.add(
          new DoorPage.Row(
              "p" + i,
              i % 2 == 0 ? "Nadia El Idrissi" : "فاطمة الزهراء بنسعيد",
              i % 3 == 0 ? "lease" : "booking",
              i == 4 ? List.of() : List.of(OFFICE),
              NOW.withMinute(0).withSecond(0),
              NOW.withMinute(0).withSecond(0).plusHours(i * 9L + 1)));
    }
    return new DoorPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        "entrance",
        ENTRANCE,
        "two_factors",
        List.of(OFFICE),
        NOW,
        109,
        now,
        2,
        3,
        now.subList(0, 3),
        3,
        List.of(
            new DoorPage.Refused(
                "p1", "Nadia El Idrissi", "uid", NOW.minusMinutes(3), REFUSED, standings()),
            new DoorPage.Refused(
                "",
                "",
                "uid",
                NOW.minusMinutes(9),
                new LocalText("Badge inconnu", "بطاقة غير معروفة", "Unknown badge"),
                List.of())),
        Optional.of(new DoorPage.Zone("hall", OFFICE, 3)),
        Optional.of("reset"));
  }

  private static SchedulesPage schedules() {
    Map<DayOfWeek, String> week =
        Map.of(
            DayOfWeek.MONDAY, "08:00-12:30, 14:00-20:00",
            DayOfWeek.TUESDAY, "08:00-12:30, 14:00-20:00",
            DayOfWeek.SATURDAY, "10:00-00:00");
    return new SchedulesPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        List.of(
            new SchedulesPage.Row("1", "Ménage", week, true, 4),
            new SchedulesPage.Row("2", "أوقات الحراسة", week, false, 0)),
        new SchedulesPage.Row("", "", Map.of(), true, 0),
        Optional.empty(),
        Optional.of("name_taken"));
  }
}
