package mogador.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.visits.ChangePage;
import mogador.visits.DeskPage;
import mogador.visits.VisitorPage;
import mogador.visits.VisitsPage;
import mogador.visits.VisitsPage.Item;

/** Visitors: as their host, the desk and they themselves see it. */
final class SampleVisits {
  private static final LocalDateTime FROM = LocalDateTime.of(2026, 12, 1, 9, 0);
  private static final LocalText OFFICE = new LocalText("Bureau 01", "مكتب 01", "Office 01");
  private static final LocalText ADDRESS =
      new LocalText("Quartier Azlef, Essaouira", "حي أزلف، الصويرة", "Azlef, Essaouira");

  private static final List<VisitsPage.Place> PLACES =
      List.of(
          new VisitsPage.Place("essaouira/", SamplePages.ESSAOUIRA, Optional.empty()),
          new VisitsPage.Place("essaouira/b-01", SamplePages.ESSAOUIRA, Optional.of(OFFICE)));
  private static final VisitsPage.Form FORM =
      new VisitsPage.Form(
          "", "", "", "", "essaouira/b-01", "ar", LocalDate.of(2026, 12, 1), "09:00", "11:00");

  private SampleVisits() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    pages.put("/visits", new SamplePages.Sample("visits/host.jte", host(false)));
    pages.put("/visits/none", new SamplePages.Sample("visits/host.jte", host(true)));
    pages.put(
        "/visits/change",
        new SamplePages.Sample("visits/change.jte", change(Optional.empty(), Optional.empty())));
    pages.put(
        "/visits/change/refused",
        new SamplePages.Sample(
            "visits/change.jte",
            change(
                Optional.of(new VisitsPage.Refused("day", "not_there_then")), Optional.empty())));
    pages.put(
        "/visits/change/closed",
        new SamplePages.Sample(
            "visits/change.jte", change(Optional.empty(), Optional.of("received"))));
    pages.put(
        "/visit/ready",
        new SamplePages.Sample("visits/visitor.jte", visitor(VisitorPage.State.READY)));
    pages.put(
        "/visit/escorted",
        new SamplePages.Sample("visits/visitor.jte", visitor(VisitorPage.State.ESCORTED)));
    pages.put(
        "/visit/over",
        new SamplePages.Sample("visits/visitor.jte", visitor(VisitorPage.State.CANCELLED)));
    pages.put("/ops/essaouira/visits", new SamplePages.Sample("visits/desk.jte", desk()));
    return pages;
  }

  private static VisitsPage host(boolean empty) {
    return new VisitsPage(
        empty ? List.of() : List.of(item(1, "expected", false), item(2, "received", true)),
        empty ? List.of() : List.of(item(3, "left", false), item(4, "cancelled", false)),
        empty ? List.of() : PLACES,
        FORM,
        empty ? Optional.empty() : Optional.of("invited"),
        empty ? Optional.of(new VisitsPage.Refused("", "too_many")) : Optional.empty());
  }

  private static ChangePage change(Optional<VisitsPage.Refused> refusal, Optional<String> closed) {
    return new ChangePage(
        item(1, "expected", false), PLACES, FORM, refusal, closed, "/ops/essaouira/visits");
  }

  private static DeskPage desk() {
    return new DeskPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        FROM.toLocalDate(),
        "",
        List.of(item(1, "expected", false), item(2, "expected", true)),
        List.of(item(5, "received", false)),
        List.of(item(3, "left", false)),
        Optional.of("received"),
        Optional.empty());
  }

  private static VisitorPage visitor(VisitorPage.State state) {
    return new VisitorPage(
        state,
        "كريم الإدريسي",
        "Youssef Amrani",
        "Stationnement devant l’entrée",
        SamplePages.ESSAOUIRA,
        ADDRESS,
        Optional.of(OFFICE),
        FROM,
        FROM.plusHours(2),
        FROM.minusMinutes(15),
        state == VisitorPage.State.READY ? QrSvg.of("MGD1.KQ7ZP3M2XH6T4B5WVA", "QR") : "");
  }

  private static Item item(int number, String status, boolean escort) {
    return new Item(
        "v" + number,
        number == 2 ? "كريم الإدريسي" : "Leïla Benjelloun-Touimi",
        number % 2 == 1 ? "Souss Conseil SARL" : "",
        number == 5 ? "Vient voir Youssef, bureau 01" : "",
        "Youssef Amrani",
        SamplePages.ESSAOUIRA,
        number == 1 ? Optional.of(OFFICE) : Optional.empty(),
        FROM,
        FROM.plusHours(2),
        status,
        escort,
        number == 1 ? Optional.of("leila@example.org") : Optional.empty(),
        status.equals("received") ? Optional.of("04AABBCCDD0102") : Optional.empty(),
        "/visit/ready");
  }
}
