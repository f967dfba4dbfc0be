package mogador.uplinks;

import static mogador.uplinks.Published.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NetworkServerTest {
  @Test
  void theUplinkThatChirpStackPublishesIsReadAsItIs() {
    Uplink uplink = good(NetworkServer.CHIRPSTACK, Published.CHIRPSTACK);
    assertThat(uplink.eui()).isEqualTo("0101010101010101");
    assertThat(uplink.application()).isEqualTo("Test application");
    assertThat(uplink.name()).isEqualTo("Test device");
    assertThat(uplink.model()).isEqualTo("Test device-profile");
    assertThat(uplink.at()).contains(Instant.parse("2022-07-18T09:34:15.775023242Z"));
    assertThat(uplink.port()).isEqualTo(1);
    assertThat(uplink.frame()).isZero();
    assertThat(uplink.payload()).isEqualTo("aa");
    assertThat(uplink.decoded()).isEmpty();
    assertThat(uplink.key()).isEqualTo("3ac7e3c4-4401-4b8d-9386-a5c902f9202d");
  }

  @Test
  void theUplinkThatTheThingsStackPublishesIsReadAsItIs() {
    Uplink uplink = good(NetworkServer.THINGS_STACK, Published.THINGS_STACK);
    assertThat(uplink.eui()).isEqualTo("0004a30b001c0530");
    assertThat(uplink.application()).isEqualTo("app1");
    assertThat(uplink.name()).isEqualTo("dev1");
    assertThat(uplink.model()).isEmpty();
    assertThat(uplink.at()).contains(Instant.parse("2020-02-12T15:15:45.789585559Z"));
    assertThat(uplink.port()).isZero();
    assertThat(uplink.frame()).isEqualTo(1);
    assertThat(uplink.payload()).isEqualTo("8241de");
    assertThat(uplink.decoded())
        .containsEntry("temperature", new Value.Quantity(1))
        .containsEntry("luminosity", new Value.Quantity(0.64));
  }

  @Test
  void whatIsNoUplinkIsRefused() {
    assertThat(NetworkServer.THINGS_STACK.read(bytes(Published.THINGS_STACK_JOIN)))
        .isEqualTo(new Uplink.Read.Refused("no_uplink"));
    assertThat(NetworkServer.CHIRPSTACK.read(bytes("{}")))
        .isEqualTo(new Uplink.Read.Refused("no_deduplication_id"));
    assertThat(NetworkServer.CHIRPSTACK.read(bytes("[]")))
        .isEqualTo(new Uplink.Read.Refused("not_json"));
    String noBase64 = Published.CHIRPSTACK.replace("qg==", "*");
    assertThat(NetworkServer.CHIRPSTACK.read(bytes(noBase64)))
        .isEqualTo(new Uplink.Read.Refused("payload"));
    String otherEui = Published.CHIRPSTACK.replace("0101010101010101", "01");
    assertThat(NetworkServer.CHIRPSTACK.read(bytes(otherEui)))
        .isEqualTo(new Uplink.Read.Refused("no_dev_eui"));
  }

  @Test
  void oneMessageHasOneNameHoweverOftenItComesAndAnotherFrameHasAnother() {
    Uplink first = good(NetworkServer.THINGS_STACK, Published.THINGS_STACK);
    Uplink again = good(NetworkServer.THINGS_STACK, Published.THINGS_STACK.replace("gtw1", "gtw2"));
    Uplink next =
        good(
            NetworkServer.THINGS_STACK,
            Published.THINGS_STACK.replace("\"f_cnt\" : 1", "\"f_cnt\" : 2"));
    assertThat(again.key()).isEqualTo(first.key());
    assertThat(next.key()).isNotEqualTo(first.key());
  }

  @Test
  void whatANetworkDecodedIsFlatWithItsParentsNames() {
    String decoded =
        Published.CHIRPSTACK.replace(
            "\"data\": \"qg==\"",
            """
            "object": {"occupied": true, "battery": {"level": 97.0}, "note": null,
              "long": "%s", "lines": [{"in": 3}, {"in": 4}]}
            """
                .formatted("x".repeat(100)));
    Uplink uplink = good(NetworkServer.CHIRPSTACK, decoded);
    assertThat(uplink.payload()).isEmpty();
    assertThat(uplink.decoded())
        .containsOnlyKeys("occupied", "battery.level", "lines.0.in", "lines.1.in")
        .containsEntry("occupied", new Value.Flag(true))
        .containsEntry("battery.level", new Value.Quantity(97));
  }

  static Uplink good(NetworkServer server, String message) {
    return switch (server.read(bytes(message))) {
      case Uplink.Read.Good(Uplink uplink) -> uplink;
      case Uplink.Read.Refused(String why) -> throw new AssertionError(why);
    };
  }
}
