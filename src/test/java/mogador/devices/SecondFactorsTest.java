package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mogador.access.AccessRight;
import mogador.access.AccessSnapshot;
import mogador.access.Assurance;
import mogador.access.CredentialHash;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.CredentialStatus;
import mogador.access.Decision;
import mogador.access.Doorway;
import mogador.access.PersonAccess;
import mogador.kernel.Await;
import mogador.kernel.TimeSlot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A door that asks for a PIN as well, and two servers that share what readers send. */
class SecondFactorsTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final UUID NADIA = new UUID(1, 1);
  private static final CredentialHash HASH = new CredentialHash(new byte[32]);
  private static final Device READER =
      new Device(
          new DeviceId("essaouira", "r-vault"),
          Optional.of("vault"),
          Optional.empty(),
          Optional.empty());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Consumer<String>> servers = new ArrayList<>();
  private final DeviceEvents events = new DeviceEvents(new SimpleMeterRegistry());
  private final List<DeviceEvent> heard = new CopyOnWriteArrayList<>();
  private final DeviceEvents.Listening listening = events.listen(heard::add);
  private final BadgeDesk one = server();
  private final BadgeDesk other = server();

  @AfterEach
  void close() {
    listening.close();
  }

  @Test
  void theBadgeAsksForThePinAndThePinOpensOnWhicheverServer() throws Exception {
    assertThat(badge(one, NOON)).isEqualTo("second_factor_needed");
    assertThat(pin(other, "2580", NOON.plusSeconds(5))).isEqualTo("granted");
    assertThat(pin(one, "2580", NOON.plusSeconds(6)))
        .as("one badge serves for one PIN")
        .isEqualTo("unknown_credential");
  }

  @Test
  void aPinAloneOrTooLateOpensNothing() throws Exception {
    assertThat(pin(one, "2580", NOON)).isEqualTo("unknown_credential");
    assertThat(badge(one, NOON)).isEqualTo("second_factor_needed");
    assertThat(pin(one, "2580", NOON.plusSeconds(20).plusMillis(1)))
        .isEqualTo("unknown_credential");
    assertThat(badge(one, NOON.plusSeconds(30))).isEqualTo("second_factor_needed");
    assertThat(pin(one, "2580", NOON.plusSeconds(50))).isEqualTo("granted");
  }

  @Test
  void anothersPinIsWrong() throws Exception {
    assertThat(HASH.ofPin(NADIA, digits("2580")))
        .isNotEqualTo(HASH.ofPin(new UUID(1, 2), digits("2580")));
    badge(one, NOON);
    assertThat(pin(one, "2570", NOON)).isEqualTo("wrong_pin");
    assertThat(pin(one, "2580", NOON.plusSeconds(3))).as("tried again").isEqualTo("granted");
  }

  @Test
  void thePinUnderDuressOpensAndOnlyTheServerKnows() throws Exception {
    badge(one, NOON);
    JsonNode free = decision(one, "pin", "2580", NOON);
    badge(one, NOON.plusSeconds(60));
    JsonNode forced = decision(one, "pin", "2581", NOON.plusSeconds(61));
    assertThat(without(forced, "request")).isEqualTo(without(free, "request"));
    Await.until("both are told", () -> granted().size() == 2);
    assertThat(granted().stream().map(Decision.Granted::duress)).containsExactly(false, true);
  }

  @Test
  void afterFiveWrongOnesThePinRestsForTenMinutesOnEveryServer() throws Exception {
    for (int i = 0; i < 5; i++) {
      Instant at = NOON.plusSeconds(30L * i);
      badge(i % 2 == 0 ? one : other, at);
      assertThat(pin(one, "0000", at.plusSeconds(1))).isEqualTo("wrong_pin");
    }
    Instant fifth = NOON.plusSeconds(121);
    badge(other, fifth.plusSeconds(60));
    assertThat(pin(other, "2580", fifth.plusSeconds(61))).isEqualTo("pin_paused");
    Instant rested = fifth.plus(Duration.ofMinutes(10));
    badge(other, rested.minusSeconds(5));
    assertThat(pin(other, "2580", rested.minusSeconds(1))).isEqualTo("pin_paused");
    assertThat(pin(other, "2580", rested)).isEqualTo("granted");
  }

  @Test
  void fourWrongOnesOrFiveFarApartAreForgiven() {
    List<Instant> apart = new ArrayList<>();
    for (int i = 0; i < 5; i++) apart.add(NOON.plus(Duration.ofSeconds(151L * i)));
    Instant last = apart.getLast();
    assertThat(SecondFactors.isPaused(apart, last)).as("604 s").isFalse();
    assertThat(SecondFactors.isPaused(apart.subList(0, 4), last)).isFalse();
    List<Instant> close = new ArrayList<>();
    for (int i = 0; i < 5; i++) close.add(NOON.plus(Duration.ofSeconds(150L * i)));
    assertThat(SecondFactors.isPaused(close, close.getLast())).as("600 s").isTrue();
  }

  @Test
  void whatNoServerOfOursSaidIsLetBe() {
    var factors = new SecondFactors(told -> {});
    for (String bad : new String[] {"", "{", "[]", "{\"hash\": \"zz\"}", "{\"at\": \"now\"}"}) {
      factors.heard(bad);
    }
    assertThat(factors.before(READER.id(), NOON)).isEmpty();
  }

  private List<Decision.Granted> granted() {
    return heard.stream()
        .filter(DeviceEvent.DecisionMade.class::isInstance)
        .map(event -> ((DeviceEvent.DecisionMade) event).decision())
        .filter(Decision.Granted.class::isInstance)
        .map(Decision.Granted.class::cast)
        .toList();
  }

  private String badge(BadgeDesk server, Instant at) throws IOException {
    return decision(server, "uid", "04A1B2C3", at).path("reason").asText();
  }

  private String pin(BadgeDesk server, String digits, Instant at) throws IOException {
    return decision(server, "pin", digits, at).path("reason").asText();
  }

  private static JsonNode decision(BadgeDesk server, String kind, String text, Instant at)
      throws IOException {
    String hex =
        kind.equals("pin")
            ? java.util.HexFormat.of().withUpperCase().formatHex(digits(text))
            : text;
    var credential = new PresentedCredential(CredentialKind.of(kind).orElseThrow(), hex);
    var badge =
        new BadgeMessage(UUID.randomUUID().toString(), "vault", credential, Optional.of(at));
    var sent = new ArrayList<byte[]>();
    server.answer(READER, badge, at, sent::add);
    return JSON.readTree(sent.getFirst());
  }

  private static JsonNode without(JsonNode node, String field) {
    ObjectNode copy = node.deepCopy();
    copy.remove(field);
    return copy;
  }

  private BadgeDesk server() {
    var factors = new SecondFactors(told -> servers.forEach(server -> server.accept(told)));
    servers.add(factors::heard);
    return new BadgeDesk(
        SecondFactorsTest::snapshot, HASH, factors, events, new SimpleMeterRegistry());
  }

  private static AccessSnapshot snapshot() {
    CredentialKey badge =
        HASH.of(CredentialKind.UID, java.util.HexFormat.of().parseHex("04A1B2C3"));
    var day = new TimeSlot(NOON.minusSeconds(86_400), NOON.plusSeconds(86_400));
    return AccessSnapshot.EMPTY
        .withDoors(
            List.of(new Doorway("essaouira", "vault", Set.of(), Assurance.TWO_FACTORS, 5_000)))
        .with(
            new PersonAccess(
                NADIA,
                false,
                List.of(
                    new PersonAccess.Held(badge, CredentialStatus.ACTIVE),
                    new PersonAccess.Held(
                        HASH.ofPin(NADIA, digits("2580")), CredentialStatus.ACTIVE)),
                List.of(AccessRight.ofRole(new UUID(5, 5), NADIA, "essaouira", day))));
  }

  private static byte[] digits(String pin) {
    return pin.getBytes(StandardCharsets.US_ASCII);
  }
}
