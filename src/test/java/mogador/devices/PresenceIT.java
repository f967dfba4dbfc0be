package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.access.Doorway;
import mogador.kernel.Await;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceNow;
import mogador.sites.Network;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import mogador.sites.Space;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sensors of Essaouira, over a real broker, onto the board and into a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresenceIT {
  private static final String SENSOR_PASSWORD = "a-password-of-a-seat-sensor";

  private Park park;
  private Space seat;
  private Device sensor;
  private MqttProbe probe;

  @BeforeAll
  void open() throws Exception {
    park = new Park();
    seat = park.network().space(Park.SITE, "p-01").orElseThrow();
    sensor =
        park.registry.all().stream()
            .filter(device -> device.space().equals(Optional.of(seat.id())))
            .findFirst()
            .orElseThrow();
    DevicePasswords.set(park.database.sql(), Park.SITE, sensor.id().code(), SENSOR_PASSWORD);
    park.registry.refresh();
    probe = MqttProbe.connect(park.broker.url(), sensor.id().toString(), SENSOR_PASSWORD);
  }

  @AfterAll
  void close() throws Exception {
    probe.close();
    park.close();
  }

  @Test
  void aSensorMovesItsSpaceAndOnlyItsSpace() throws Exception {
    assertThat(park.board.of(seat.id())).isEqualTo(PresenceNow.UNKNOWN);
    say("vacant", 1_000);
    Await.until("vacant", () -> park.board.of(seat.id()) == PresenceNow.VACANT);
    say("occupied", 2_000);
    Await.until("occupied", () -> park.board.of(seat.id()) == PresenceNow.OCCUPIED);
    say("vacant", 1_500); // overtaken on its way
    say("occupied", 3_000);
    Await.until("three signs stored", () -> signs() == 3);
    Await.until(
        "heard",
        () ->
            park.heard.stream()
                .anyMatch(
                    e ->
                        e instanceof DeviceEvent.PresenceChanged c
                            && c.space() == seat.id()
                            && c.now() == PresenceNow.OCCUPIED));
    assertThat(
            park.board.all(Park.SITE).values().stream()
                .filter(c -> c.space() != room().id())
                .filter(c -> c.now() != PresenceNow.UNKNOWN))
        .hasSize(1);
    var restored = new PresenceBoard(Clock.systemUTC(), (site, space, signal) -> {});
    restored.watch(Watch.spaces(park.network(), park.registry.all()));
    park.signs.restore(restored);
    assertThat(restored.of(seat.id())).isEqualTo(PresenceNow.OCCUPIED);
    assertThat(signs()).isEqualTo(3);
  }

  @Test
  void aCounterSaysWhetherSomebodyIsInItsRoomUntilItHasMissedSomebody() throws Exception {
    Space room = room();
    var counter = new DeviceId(Park.SITE, "count-m-1");
    park.database
        .sql()
        .run(
            """
            insert into device (site_id, code, kind, space_id, by_hand)
            values ($1, $2, 'people_counter', $3, true)
            """,
            Park.SITE,
            counter.code(),
            room.id());
    DevicePasswords.set(park.database.sql(), Park.SITE, counter.code(), SENSOR_PASSWORD);
    park.registry.refresh();
    try (MqttProbe door =
        MqttProbe.connect(park.broker.url(), counter.toString(), SENSOR_PASSWORD)) {
      count(door, counter, 0, 0);
      Await.until("nobody", () -> said(counter).equals(List.of("vacant")));
      count(door, counter, 2, 0);
      Await.until("occupied", () -> park.board.of(room.id()) == PresenceNow.OCCUPIED);
      count(door, counter, 2, 2);
      Await.until("empty", () -> said(counter).size() == 3);
      count(door, counter, 2, 3);
      count(door, counter, 3, 3);
      Await.until("somebody came in unseen, and another", () -> said(counter).size() == 4);
    }
    assertThat(said(counter)).containsExactly("vacant", "occupied", "vacant", "occupied");
  }

  @Test
  void whoeverIsLetInOrOutAtASpacesOwnDoorLeavesASignThere() {
    String inner = "{code: r-m-1, door: d-m-1}\n  - {code: r-m-1-in, door: d-m-1, side: inner}";
    String file = SeedSites.file(Park.SITE).replace("{code: r-m-1, door: d-m-1}", inner);
    if (!(SiteFile.read(file) instanceof SiteFile.Good(SiteDocument document))) {
      throw new AssertionError(SiteFile.read(file));
    }
    assertThat(park.sites.importSite(document, Instant.now())).isInstanceOf(Sites.Imported.class);
    park.sites.load();
    List<StoredEvent> events =
        List.of(
            passed("r-m-1", "granted", 1),
            passed("r-m-1", "denied", 2),
            passed("r-entrance", "granted", 3),
            passed("r-m-1-in", "granted", 4));
    var signs = new JournalSigns(park.sites::current, Clock.systemUTC());
    park.database.inTransaction(
        sql -> {
          signs.stored(sql, new JournalListener.News(events, List.of(), List.of()));
          return events;
        });
    assertThat(said(new DeviceId(Park.SITE, "r-m-1"))).containsExactly("badge");
    assertThat(said(new DeviceId(Park.SITE, "r-m-1-in"))).containsExactly("left");
    assertThat(said(new DeviceId(Park.SITE, "r-entrance"))).isEmpty();
  }

  private static StoredEvent passed(String reader, String kind, int sequence) {
    return new StoredEvent(
        Park.SITE,
        reader,
        "journal-1",
        sequence,
        kind,
        Instant.now(),
        Optional.of(reader.equals("r-entrance") ? "d-entrance" : "d-m-1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private Space room() {
    return park.network().space(Park.SITE, "m-1").orElseThrow();
  }

  private static void count(MqttProbe door, DeviceId counter, int in, int out) throws Exception {
    String telemetry =
        """
        {"at": null, "boot": "boot0001", "uptime_ms": %d, "count_in": %d, "count_out": %d}\
        """
            .formatted(1_000 * (in + out + 1), in, out);
    door.publish(counter.topic("telemetry"), telemetry.getBytes(StandardCharsets.UTF_8), false);
  }

  /** What a device's signs were, in the order of their time. */
  private List<String> said(DeviceId device) {
    return park.database
        .sql()
        .list(
            row -> row.getString("kind"),
            "select kind from sign where device_code = $1 order by happened_at",
            device.code());
  }

  @Test
  void aDoorIsASpacesOwnWhenItLeadsNowhereElse() {
    Network network = park.network();
    Map<Doorway.Key, Long> own = Watch.ownDoors(network);
    assertThat(own).doesNotContainKey(new Doorway.Key(Park.SITE, "entrance"));
    own.forEach(
        (door, space) -> {
          Space behind = network.spaceById(space).orElseThrow();
          assertThat(network.doorsTo(behind)).anyMatch(d -> d.code().equals(door.door()));
          assertThat(network.site(door.site()).orElseThrow().spaces())
              .filteredOn(s -> s.isAtom() && s.zone().equals(behind.zone()))
              .containsExactly(behind);
        });
    assertThat(own).isNotEmpty();
  }

  private void say(String presence, long uptimeMs) throws Exception {
    String telemetry =
        """
        {"at": null, "boot": "boot0001", "uptime_ms": %d, "presence": "%s"}\
        """
            .formatted(uptimeMs, presence);
    probe.publish(
        sensor.id().topic("telemetry"), telemetry.getBytes(StandardCharsets.UTF_8), false);
  }

  private long signs() {
    return park.count("select count(*) from sign where space_id = $1", seat.id());
  }
}
