package mogador.web;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.uplinks.UplinksPage;
import mogador.uplinks.UplinksPage.Adopted;
import mogador.uplinks.UplinksPage.Field;
import mogador.uplinks.UplinksPage.Last;
import mogador.uplinks.UplinksPage.Said;
import mogador.uplinks.UplinksPage.Source;
import mogador.uplinks.UplinksPage.Stranger;

/** Sensors of other networks: some to adopt, no network server, none heard yet. */
final class SampleUplinks {
  private static final LocalDateTime SEEN = LocalDateTime.of(2026, 12, 1, 10, 42, 7);

  private SampleUplinks() {}

  static Map<String, SamplePages.Sample> all() {
    var pages = new LinkedHashMap<String, SamplePages.Sample>();
    pages.put("/ops/essaouira/uplinks", sample(sources(), strangers(), 7, devices()));
    pages.put("/uplinks/none", sample(List.of(), List.of(), 0, List.of()));
    pages.put("/uplinks/silent", sample(sources(), List.of(), 0, List.of()));
    return pages;
  }

  private static SamplePages.Sample sample(
      List<Source> sources, List<Stranger> strangers, int more, List<Adopted> devices) {
    return new SamplePages.Sample(
        "uplinks/uplinks.jte",
        new UplinksPage(
            "essaouira",
            SamplePages.ESSAOUIRA,
            SamplePages.sites(),
            sources,
            List.of(
                new Choice("p01", SamplePages.seat(1), false),
                new Choice("p02", SamplePages.seat(2), false)),
            List.of("network", "milesight-vs34x", "milesight-ws202", "esp-rfid"),
            List.of("occupied", "motion", "entries", "exits", "open", "badge", "battery"),
            strangers,
            more,
            "",
            devices,
            more > 0
                ? Optional.of(new Said("adopted", "eui-24e124538c123456"))
                : Optional.empty()));
  }

  private static List<Source> sources() {
    return List.of(
        new Source("chirpstack-1", "chirpstack", true),
        new Source("things-stack-2", "things_stack", false));
  }

  private static List<Stranger> strangers() {
    return List.of(
        new Stranger(
            last(
                "24e124538c223344",
                "VS341 rangée B",
                List.of(
                    new Field("battery", "98", "battery"),
                    new Field("occupancy", "occupied", "occupied")),
                Optional.empty()),
            "milesight-vs34x",
            130),
        new Stranger(
            last(
                "0004a30b001c0530",
                "",
                List.of(
                    new Field("temperature", "21.5", ""), new Field("motion", "true", "motion")),
                Optional.empty()),
            "network",
            130),
        new Stranger(
            last("a81758fffe0301aa", "dev1", List.of(), Optional.of("unknown_channel 0a ef")),
            "milesight-ws202",
            130),
        new Stranger(
            new Last(
                "3f6c21d09be4a785",
                "esp-rfid-1",
                "porte-atelier",
                "",
                "esp-rfid",
                Optional.of(SEEN),
                0,
                "",
                List.of(
                    new Field("access", "granted", "badge"),
                    new Field("door", "closed", "open"),
                    new Field("uptime", "86400", "")),
                Optional.empty()),
            "esp-rfid",
            10));
  }

  private static List<Adopted> devices() {
    return List.of(
        new Adopted(
            last(
                "24e124538c123456",
                "VS341 rangée A",
                List.of(
                    new Field("battery", "97", "battery"),
                    new Field("occupancy", "vacant", "occupied")),
                Optional.empty()),
            "eui-24e124538c123456",
            SamplePages.seat(3),
            "milesight-vs34x",
            false,
            "vacant",
            false),
        new Adopted(
            new Last(
                "24e124538c654321",
                "chirpstack-1",
                "",
                "",
                "",
                Optional.empty(),
                0,
                "",
                List.of(),
                Optional.empty()),
            "eui-24e124538c654321",
            SamplePages.seat(4),
            "milesight-ws301",
            true,
            "none",
            true));
  }

  private static Last last(String eui, String name, List<Field> fields, Optional<String> refused) {
    return new Last(
        eui,
        "chirpstack-1",
        name,
        "Parc Essaouira",
        "Milesight",
        Optional.of(SEEN),
        85,
        "017562030001",
        fields,
        refused);
  }
}
