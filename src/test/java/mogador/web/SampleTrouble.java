package mogador.web;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.alarms.AlarmBanner;
import mogador.alarms.AlarmsPage;
import mogador.devices.EmergencyPage;
import mogador.fleet.DevicePage;
import mogador.fleet.FirmwarePage;
import mogador.fleet.FleetPage;
import mogador.kernel.LocalText;

/** The pages that say what is wrong at a site. */
final class SampleTrouble {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 12, 1, 9, 41, 7);
  private static final LocalText ENTRANCE =
      new LocalText("Entrée principale", "المدخل الرئيسي", "Main entrance");
  private static final LocalText SEAT = SamplePages.seat(7);

  private SampleTrouble() {}

  static AlarmBanner banner() {
    return new AlarmBanner(
        "essaouira",
        List.of(
            alarm(1, "forced", "severe", ENTRANCE, "r-entrance"),
            seen(alarm(2, "held_open", "attention", ENTRANCE, "r-entrance")),
            alarm(3, "battery_low", "notice", SEAT, "seat-p-07")),
        4);
  }

  static AlarmsPage alarms() {
    return new AlarmsPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        List.of("forced", "held_open", "offline"),
        Optional.of("offline"),
        List.of(
            alarm(1, "tamper", "severe", ENTRANCE, "r-entrance"),
            seen(alarm(2, "offline", "attention", SEAT, "seat-p-07"))),
        List.of(
            cleared(seen(alarm(4, "repeated_denials", "attention", ENTRANCE, "r-entrance")), ""),
            cleared(alarm(5, "offline", "attention", SEAT, "seat-p-07"), "Salma Idrissi")),
        Optional.of("acknowledged"));
  }

  static FleetPage fleet() {
    return new FleetPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        List.of(
            device("r-entrance", ENTRANCE, "offline", List.of("forced", "offline")),
            device("seat-p-07", SEAT, "online", List.of("battery_low")),
            device("r-m-1", ENTRANCE, "unknown", List.of()),
            device("r-m-2", ENTRANCE, "decommissioned", List.of())),
        List.of(new Choice("d-entrance", ENTRANCE, false)),
        List.of(new Choice("p-07", SEAT, false)),
        Optional.of("r-m-2"),
        Optional.of(
            new FleetPage.Issued(
                "r-m-1",
                "essaouira/r-m-1",
                "Uq3vT0hR4ZkEw7Yx9bN2mLsD6cJfGpAa",
                "0a".repeat(32),
                "5c".repeat(32))));
  }

  static DevicePage device() {
    return new DevicePage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        device("r-entrance", ENTRANCE, "online", List.of()),
        true,
        Optional.of(NOW.minusDays(40)),
        true,
        List.of(
            order("identify", "no_answer", Optional.empty()),
            order("lock", "executed", Optional.empty()),
            order("renew_keys", "rejected", Optional.of("unknown_action"))),
        Optional.of(new FleetPage.Code("7KQ2M-9XW4T", NOW.toLocalTime().plusMinutes(30))),
        Optional.of(new DevicePage.Said("identify", "no_answer")));
  }

  static FirmwarePage firmware() {
    return new FirmwarePage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        List.of(
            new FirmwarePage.Running("reader", "mogador-sim 1.0", 21),
            new FirmwarePage.Running("reader", "mogador-sim 1.1", 2)),
        List.of(new FirmwarePage.Known(new UUID(9, 1), "reader", "mogador-sim 1.1")),
        List.of(rollout(1, "halted", "failed"), rollout(2, "done", "done")),
        Optional.of(new FirmwarePage.Known(new UUID(9, 1), "reader", "mogador-sim 1.1")),
        Optional.of(
            new FirmwarePage.Adding(
                List.of("reader", "seat_sensor"),
                "seat_sensor",
                "mogador-sim 1.2",
                Map.of("version", "version_known", "image", "image_empty"))));
  }

  private static FirmwarePage.Rollout rollout(int number, String status, String last) {
    return new FirmwarePage.Rollout(
        new UUID(9, 10L + number),
        "reader",
        "mogador-sim 1.1",
        status,
        "Corrige l’heure d’été",
        "Salma Idrissi",
        NOW.minusDays(number),
        List.of(
            new FirmwarePage.Ring(1, List.of(part("r-entrance", "done"))),
            new FirmwarePage.Ring(2, List.of(part("r-m-1", "done"), part("r-m-2", last)))));
  }

  private static FirmwarePage.Device part(String code, String step) {
    return new FirmwarePage.Device(
        code, step, step.equals("failed") ? Optional.of("did_not_start") : Optional.empty());
  }

  private static DevicePage.Order order(String action, String outcome, Optional<String> reason) {
    return new DevicePage.Order(
        NOW.minusMinutes(3),
        action,
        "Le lecteur ne répond plus au badge de Mme Berrada",
        Optional.of("Salma Idrissi"),
        outcome,
        reason);
  }

  static EmergencyPage emergency() {
    var since = LocalDateTime.of(2026, 12, 1, 9, 42);
    return new EmergencyPage(
        "essaouira",
        SamplePages.ESSAOUIRA,
        SamplePages.sites(),
        List.of(new Choice("coworking", SEAT, false)),
        List.of(
            new EmergencyPage.Order(
                new UUID(8, 1),
                "lockdown",
                Optional.of(SEAT),
                "Intrusion signalée au premier étage",
                "Salma Idrissi",
                since,
                Optional.empty(),
                Optional.empty())),
        List.of(
            new EmergencyPage.Order(
                new UUID(8, 2),
                "released",
                Optional.empty(),
                "Exercice",
                "Salma Idrissi",
                since.minusDays(3),
                Optional.of("Salma Idrissi"),
                Optional.of(since.minusDays(3).plusMinutes(20)))),
        new EmergencyPage.Reach(14, 13, List.of(ENTRANCE)),
        true);
  }

  private static AlarmBanner.Row alarm(
      int number, String kind, String severity, LocalText place, String device) {
    return new AlarmBanner.Row(
        new UUID(7, number),
        kind,
        severity,
        place,
        device,
        NOW.minusMinutes(number),
        NOW.minusMinutes(number),
        number,
        number == 3,
        number == 2,
        number == 1,
        !kind.equals("offline") && !kind.equals("battery_low"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static AlarmBanner.Row seen(AlarmBanner.Row row) {
    return step(row, Optional.of(new AlarmBanner.Step(NOW, "Salma Idrissi")), row.cleared());
  }

  private static AlarmBanner.Row cleared(AlarmBanner.Row row, String by) {
    return step(row, row.acknowledged(), Optional.of(new AlarmBanner.Step(NOW, by)));
  }

  private static AlarmBanner.Row step(
      AlarmBanner.Row row,
      Optional<AlarmBanner.Step> acknowledged,
      Optional<AlarmBanner.Step> cleared) {
    return new AlarmBanner.Row(
        row.id(),
        row.kind(),
        row.severity(),
        row.place(),
        row.device(),
        row.since(),
        row.at(),
        row.count(),
        row.late(),
        row.over(),
        row.rings(),
        row.clearable(),
        acknowledged,
        cleared,
        cleared.map(step -> Duration.ofMinutes(12)));
  }

  private static FleetPage.Row device(
      String code, LocalText name, String state, List<String> alarms) {
    boolean known = state.equals("online") || state.equals("offline");
    return new FleetPage.Row(
        code,
        name,
        code.startsWith("r-") ? "reader" : "seat_sensor",
        code.startsWith("eui-"),
        state,
        known ? Optional.of(NOW) : Optional.empty(),
        known ? Optional.of("mogador-sim 1.0") : Optional.empty(),
        state.equals("offline") ? "off" : known ? "right" : "untold",
        state.equals("offline") ? Optional.of(60L) : Optional.empty(),
        known ? Optional.of("17–1204") : Optional.empty(),
        known ? Optional.of(1_204L) : Optional.empty(),
        state.equals("online") ? Optional.of(12) : Optional.empty(),
        true,
        Optional.empty(),
        alarms,
        state.equals("decommissioned")
            ? Optional.of(new FleetPage.LockedOut(NOW, "Salma Idrissi"))
            : Optional.empty());
  }
}
