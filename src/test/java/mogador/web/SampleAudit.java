package mogador.web;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.reporting.AuditPage;
import mogador.reporting.AuditPage.Chain;
import mogador.reporting.AuditPage.Row;
import mogador.reporting.AuditPage.Who;

/** The audit trail: whole, broken, and never looked at. */
final class SampleAudit {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final Who NOBODY = new Who.Nobody();
  private static final LocalText ENTRANCE =
      new LocalText("Entrée principale", "المدخل الرئيسي", "Main entrance");

  private SampleAudit() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    var whole = new Chain.Whole(12_846, DAY.atTime(9, 40), DAY.atTime(3, 10));
    pages.put("/ops/essaouira/audit", sample(whole, days()));
    pages.put(
        "/audit/broken",
        sample(
            new Chain.Broken(
                12_801, Optional.of(DAY.minusDays(1).atTime(17, 2)), "altered", DAY.atTime(9, 40)),
            days()));
    pages.put("/audit/none", sample(new Chain.Unchecked(), List.of()));
    return pages;
  }

  private static SamplePages.Sample sample(Chain chain, List<AuditPage.Day> days) {
    return new SamplePages.Sample(
        "reporting/audit.jte",
        new AuditPage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            false,
            true,
            days.isEmpty() ? Optional.of("commands") : Optional.empty(),
            days.isEmpty() ? Optional.of(DAY) : Optional.empty(),
            chain,
            days,
            days.isEmpty() ? Optional.empty() : Optional.of(12_785L),
            true));
  }

  private static List<AuditPage.Day> days() {
    return List.of(
        new AuditPage.Day(
            DAY,
            List.of(
                row(
                    12_846,
                    text("Ouvert", "فُتح", "Opened"),
                    Optional.of(ENTRANCE),
                    Optional.of(text("Bienvenue", "مرحبا", "Welcome")),
                    true,
                    NOBODY,
                    new Who.Known("Nadia Berrada"),
                    NOBODY),
                row(
                    12_845,
                    text("Réponse du lecteur", "جواب القارئ", "The reader’s answer"),
                    Optional.of(ENTRANCE),
                    Optional.of(text("exécuté", "نُفذ", "carried out")),
                    false,
                    NOBODY,
                    NOBODY,
                    NOBODY),
                row(
                    12_844,
                    text("Ouverture demandée", "طلب فتح", "Opening asked for"),
                    Optional.of(ENTRANCE),
                    Optional.empty(),
                    false,
                    new Who.Known("Salma El Idrissi"),
                    NOBODY,
                    new Who.Known("Livraison de mobilier, le livreur n’a pas de badge")),
                row(
                    12_843,
                    text("Bail accordé", "إبرام عقد كراء", "Lease granted"),
                    Optional.of(LocalText.same("L-ESS-7K2M4Q")),
                    Optional.of(
                        text("à partir du 01/01/2027", "ابتداء من 01/01/2027", "from 01/01/2027")),
                    false,
                    new Who.Known("Salma El Idrissi"),
                    NOBODY,
                    NOBODY))),
        new AuditPage.Day(
            DAY.minusDays(120),
            List.of(
                row(
                    311,
                    text("Refusé", "رُفض", "Refused"),
                    Optional.of(ENTRANCE),
                    Optional.of(text("Badge désactivé", "بطاقة معطلة", "Badge withdrawn")),
                    true,
                    NOBODY,
                    new Who.Erased(),
                    NOBODY),
                row(
                    310,
                    text("Ouverture demandée", "طلب فتح", "Opening asked for"),
                    Optional.of(ENTRANCE),
                    Optional.empty(),
                    false,
                    new Who.Erased(),
                    NOBODY,
                    new Who.Erased()))));
  }

  private static Row row(
      long number,
      LocalText title,
      Optional<LocalText> about,
      Optional<LocalText> note,
      boolean event,
      Who by,
      Who person,
      Who why) {
    return new Row(
        number,
        LocalTime.of(9, 41).minusMinutes(12_846 - number > 99 ? 40 : 12_846 - number),
        event,
        title,
        about,
        note,
        by,
        person,
        why);
  }

  private static LocalText text(String fr, String ar, String en) {
    return new LocalText(fr, ar, en);
  }
}
