package mogador.web;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.muster.MusterPage;
import mogador.muster.RollPage;

/** Who is inside, and a muster that goes on, and one that is over. */
final class SampleMuster {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 12, 1, 9, 41);
  private static final LocalText UPPER =
      new LocalText("Premier étage", "الطابق الأول", "First floor");
  private static final LocalText HALL =
      new LocalText("Hall et galerie", "البهو والرواق", "Hall and gallery");
  private static final LocalText COWORKING =
      new LocalText("Coworking", "فضاء العمل المشترك", "Coworking");
  private static final LocalText DOOR =
      new LocalText("Porte du coworking", "باب فضاء العمل المشترك", "Coworking door");
  private static final MusterPage.Sums SUMS =
      new MusterPage.Sums(
          8,
          4,
          3,
          1,
          7,
          2,
          3,
          List.of(
              new MusterPage.Counted(
                  new LocalText("Espace coworking", "فضاء العمل المشترك", "Coworking space"),
                  6,
                  4,
                  1)));

  private SampleMuster() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    pages.put("/ops/essaouira/muster", new SamplePages.Sample("muster/now.jte", now(false)));
    pages.put("/ops/essaouira/muster/none", new SamplePages.Sample("muster/now.jte", now(true)));
    pages.put("/ops/essaouira/muster/roll", new SamplePages.Sample("muster/roll.jte", roll(true)));
    pages.put("/ops/essaouira/muster/over", new SamplePages.Sample("muster/roll.jte", roll(false)));
    return pages;
  }

  private static MusterPage now(boolean empty) {
    var groups =
        List.of(
            new MusterPage.Group(
                "rdc.hall",
                Optional.of(SamplePages.GROUND),
                Optional.of(HALL),
                List.of(person(0), person(1), person(2))),
            new MusterPage.Group(
                "rdc.coworking",
                Optional.of(SamplePages.GROUND),
                Optional.of(COWORKING),
                List.of(person(3), person(4))),
            new MusterPage.Group(
                "etage-1.etage",
                Optional.of(UPPER),
                Optional.of(UPPER),
                List.of(person(5), person(6), person(7))));
    return new MusterPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        NOW,
        empty ? new MusterPage.Sums(0, 0, 0, 0, 0, 0, 0, List.of()) : SUMS,
        empty ? List.of() : groups,
        empty
            ? List.of()
            : List.of(
                new MusterPage.Past("1", "drill", NOW.minusDays(30), 41, 41, true),
                new MusterPage.Past("2", "fire", NOW.minusDays(90), 33, 32, true)),
        !empty);
  }

  private static RollPage roll(boolean open) {
    return new RollPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        "roll",
        "",
        open ? "fire" : "drill",
        open ? "Fumée à la cuisine" : "",
        "Salma Bennis",
        NOW,
        open
            ? Optional.empty()
            : Optional.of(new RollPage.Ended("Salma Bennis", NOW.plusMinutes(19))),
        SUMS,
        3,
        List.of(
            new RollPage.Group(
                "rdc.hall",
                Optional.of(SamplePages.GROUND),
                Optional.of(HALL),
                rows(open, "rdc.hall", 0, 4)),
            new RollPage.Group(
                "etage-1.etage",
                Optional.of(UPPER),
                Optional.of(UPPER),
                rows(open, "etage-1.etage", 4, 8))));
  }

  private static List<RollPage.Row> rows(boolean open, String group, int from, int to) {
    var rows = new ArrayList<RollPage.Row>();
    for (int i = from; i < to; i++) {
      rows.add(
          new RollPage.Row(
              "essaouira",
              "roll",
              "" + i,
              group,
              person(i),
              open,
              i == 6,
              i % 3 == 1
                  ? Optional.of(new RollPage.Safe("Salma Bennis", NOW.plusMinutes(i)))
                  : Optional.empty()));
    }
    return rows;
  }

  private static MusterPage.Person person(int i) {
    var names =
        List.of(
            "Nadia El Idrissi",
            "يوسف العمراني",
            "Salma Bennis",
            "Hamza Ouazzani",
            "Kenza Alaoui Mdaghri",
            "Mehdi Chraïbi",
            "نور الدين الفاسي",
            "Ghita Tazi");
    String confidence = i % 4 == 2 ? "likely" : i == 7 ? "unsure" : "sure";
    String by = i == 6 ? "desk" : "door";
    return new MusterPage.Person(
        "00000000-0000-0000-0000-00000000000" + i,
        names.get(i),
        i % 3 == 0 ? "Arganier Labs" : i == 1 ? "أطلس للبرمجيات" : "",
        confidence,
        by,
        by.equals("door") ? Optional.of(DOOR) : Optional.empty(),
        i == 7 ? NOW.minusHours(12) : NOW.minusMinutes(7L * i + 3),
        NOW.toLocalDate());
  }
}
