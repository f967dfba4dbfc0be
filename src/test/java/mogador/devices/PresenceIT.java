package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import mogador.access.Doorway;
import mogador.kernel.Await;
import mogador.occupancy.PresenceBoard;
import mogador.occupancy.PresenceNow;
import mogador.sites.Network;
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
            .filter(device -> device.space().equals(java.util.Optional.of(seat.id())))
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
            park.board.all(Park.SITE).values().stream().filter(c -> c.now() != PresenceNow.UNKNOWN))
        .hasSize(1);
    var restored = new PresenceBoard(Clock.systemUTC(), (site, space, signal) -> {});
    restored.watch(Watch.spaces(park.network(), park.registry.all()));
    park.signs.restore(restored);
    assertThat(restored.of(seat.id())).isEqualTo(PresenceNow.OCCUPIED);
    assertThat(signs()).isEqualTo(3);
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
