package mogador.uplinks;

import static mogador.uplinks.Published.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readers with esp-rfid, by the examples of its own description. */
class EspRfidTest {
  private static final String HOSTNAME = "your esp-rfid hostname";

  @Test
  void somebodyIsLetInWhomTheReaderKnowsAndLetsInAlways() {
    assertThat(access("Always")).isEqualTo(said("access", "granted"));
    assertThat(access("Admin")).isEqualTo(said("access", "granted"));
    assertThat(fields(Published.ESP_ACCESS.replace("\"the access state\"", "1")))
        .isEqualTo(said("access", "granted"));
    assertThat(fields(Published.ESP_TWO_DOORS.replace("access state door 2", "Always")))
        .isEqualTo(said("access", "granted"));
  }

  @Test
  void nobodyIsLetInWhomItDoesNotKnowOrDoesNotLetIn() {
    for (String state : new String[] {"Disabled", "Expired", "Wrong pin code", "Denied", ""}) {
      assertThat(access(state)).isEqualTo(said("access", "denied"));
    }
    assertThat(fields(Published.ESP_ACCESS)).isEqualTo(said("access", "denied"));
    assertThat(fields(Published.ESP_TWO_DOORS)).isEqualTo(said("access", "denied"));
    assertThat(fields(Published.ESP_DENIED)).isEqualTo(said("access", "denied"));
    assertThat(fields(Published.ESP_DENIED.replace("\"Denied\"", "\"Always\"")))
        .isEqualTo(said("access", "denied"));
  }

  @Test
  void aButtonInsideOrAnOrderFromAfarIsNobodysBadge() {
    String button =
        Published.ESP_ACCESS
            .replace("the access state", "Always")
            .replace("username\":\"username", "username\":\"Button")
            .replace("token UID", " ");
    assertThat(fields(button)).isEmpty();
  }

  @Test
  void theDoorIsOpenOrClosed() {
    assertThat(fields(Published.ESP_DOOR)).isEqualTo(said("door", "open"));
    assertThat(fields(Published.ESP_DOOR.replace("Door Open", "Door Closed")))
        .isEqualTo(said("door", "closed"));
    assertThat(fields(Published.ESP_DOOR.replace("Door Open", "Door is pretty"))).isEmpty();
  }

  @Test
  void bootHeartbeatAndLogSayThatItLives() {
    Uplink boot = good(Published.ESP_BOOT);
    assertThat(boot.at()).contains(Instant.ofEpochSecond(1_605_987_212));
    assertThat(boot.decoded()).isEqualTo(Map.of("uptime", new Value.Quantity(0)));
    assertThat(fields(Published.ESP_HEARTBEAT))
        .isEqualTo(Map.of("uptime", new Value.Quantity(999)));
    assertThat(fields(Published.ESP_UNKNOWN_TAG)).isEmpty();
  }

  @Test
  void itIsCalledByItsHostAndHasANumberMadeOfThat() {
    Uplink uplink = good(Published.ESP_ACCESS);
    assertThat(uplink.name()).isEqualTo(HOSTNAME);
    assertThat(uplink.model()).isEqualTo("esp-rfid");
    assertThat(uplink.eui()).matches("[0-9a-f]{16}").isEqualTo(EspRfid.eui(HOSTNAME));
    assertThat(good(Published.ESP_BOOT).eui()).isEqualTo(uplink.eui());
    assertThat(good(Published.ESP_ACCESS.replace("\"hostname\"", "\"door\"")).eui())
        .isEqualTo(uplink.eui());
    assertThat(good(Published.ESP_ACCESS.replace(HOSTNAME, "other")).eui())
        .isNotEqualTo(uplink.eui());
  }

  @Test
  void ofWhoeverCameNothingIsTaken() {
    for (String message :
        new String[] {
          Published.ESP_ACCESS,
          Published.ESP_DENIED,
          Published.ESP_UNKNOWN_TAG.replace("\"data\":\"\"", "\"data\":\"token UID 34\"")
        }) {
      assertThat(good(message).toString()).doesNotContain("token").doesNotContain("username");
    }
  }

  @Test
  void listsOfItsUsersAndAnswersToOthersAreRefused() {
    assertThat(refused(Published.ESP_USER)).isEqualTo("no_hostname");
    assertThat(refused(Published.ESP_DELETED)).isEqualTo("other_message");
    assertThat(refused(Published.ESP_BOOT.replace("1605987212", "12"))).isEqualTo("no_clock");
  }

  @Test
  void oneThatIsHeardIsTakenForWhatItIsBeforeItHasToldAnythingOfUse() {
    Uplink uplink = good(Published.ESP_BOOT);
    Heard heard =
        Heard.after(
                java.util.Optional.empty(),
                new Heard.Key("doors", uplink.eui()),
                uplink,
                Instant.ofEpochSecond(1_605_987_213),
                java.util.Optional.empty())
            .orElseThrow();
    assertThat(heard.codec()).isEqualTo(Codec.ESP_RFID);
    assertThat(heard.guess().signals())
        .isEqualTo(Map.of("access", UplinkSignal.BADGE, "door", UplinkSignal.OPEN));
    assertThat(heard.guess().isEnough()).isTrue();
  }

  private static Map<String, Value> access(String state) {
    return fields(Published.ESP_ACCESS.replace("the access state", state));
  }

  private static Map<String, Value> said(String field, String word) {
    return Map.of(field, new Value.Word(word));
  }

  private static Map<String, Value> fields(String message) {
    return good(message).decoded();
  }

  private static Uplink good(String message) {
    return NetworkServerTest.good(NetworkServer.ESP_RFID, message);
  }

  private static String refused(String message) {
    return switch (NetworkServer.ESP_RFID.read(bytes(message))) {
      case Uplink.Read.Good good -> throw new AssertionError(good);
      case Uplink.Read.Refused(String why) -> why;
    };
  }
}
