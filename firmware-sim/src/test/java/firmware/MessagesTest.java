package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we send and read, held against the published schemas and page. */
class MessagesTest {
  private static final Path PAGE = Path.of("docs/device-protocol.md");
  private static final String BOOT = UUID.randomUUID().toString();
  private static final Moment SET =
      new Moment(Optional.of(Instant.parse("2026-12-01T08:58:12.250917Z")), BOOT, 1_094_090);
  private static final Moment UNSET = new Moment(Optional.empty(), BOOT, 12);
  private static final String REQUEST = UUID.randomUUID().toString();
  private static final Credential LONGEST = new Credential(Credential.Kind.QR, "0F".repeat(64));
  private static final String DOOR = "d".repeat(40);
  private static final DeviceSpec SENSOR =
      new DeviceSpec(
          "essaouira",
          "seat-p-07",
          DeviceSpec.Kind.SEAT_SENSOR,
          Optional.empty(),
          Optional.of("p-07"),
          "sixteen-printable",
          Optional.empty(),
          Optional.empty());
  private static final String GRANT =
      """
      {"request": "7b1f0a52-9f0e-4d63-8f5f-2a3f3c1c9d10", "granted": true, "reason": "granted",
       "message": {"fr": "Bienvenue", "ar": "مرحبا", "en": "Welcome"}, "unlock_ms": 5000}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void whatWeSendFollowsTheSchemas() throws IOException {
    for (Moment now : List.of(SET, UNSET)) {
      try (var memory = Memory.open(SENSOR, folder)) {
        assertFollows("state", Messages.online(now, memory));
      }
      assertFollows("badge", Messages.badge(new ReaderLogic.Ask(REQUEST, DOOR, LONGEST), now));
      assertFollows(
          "telemetry", Messages.telemetry(seat(Sensor.Presence.OCCUPIED), Optional.empty(), now));
      assertFollows(
          "telemetry", Messages.telemetry(seat(Sensor.Presence.VACANT), Optional.of(14), now));
      assertFollows(
          "telemetry",
          Messages.telemetry(new Sensor.Measured.Passed(12, 9), Optional.empty(), now));
      assertFollows(
          "update", Messages.update(REQUEST, "failed", Optional.of("wrong_hash"), "sim 1", now));
      assertFollows("update", Messages.update(REQUEST, "fetching", Optional.empty(), "sim 1", now));
      assertFollows("journal", Messages.batch("journal-1", 1, now, everyKind(now)));
    }
    assertFollows("state", Messages.offline(BOOT));
  }

  @Test
  void theLargestMessagesKeepTheirBounds() {
    var ended = new Event.Ended(false, DOOR, REQUEST, LONGEST, "r".repeat(40), true);
    String event = Messages.event(Long.MAX_VALUE, ended, SET);
    assertThat(event.length()).isLessThanOrEqualTo(Messages.LARGEST_EVENT);
    String batch =
        Messages.batch(
            "j".repeat(64), Long.MAX_VALUE, SET, java.util.Collections.nCopies(32, event));
    assertThat(batch.length()).isLessThanOrEqualTo(Messages.LARGEST);
    assertThat(Messages.badge(new ReaderLogic.Ask(REQUEST, DOOR, LONGEST), SET).length())
        .isLessThanOrEqualTo(1_024);
  }

  @Test
  void aPinDoesNotRestInFlash() {
    var pin = Credential.ofText(Credential.Kind.PIN, "2580");
    String event =
        Messages.event(1, new Event.Ended(false, DOOR, REQUEST, pin, "no_answer", false), SET);
    assertThat(event).contains("\"pin\"").doesNotContain(pin.bytes());
  }

  @Test
  void thePagesExamplesFollowTheSchemas() throws IOException {
    String page = Files.readString(PAGE);
    var schemas =
        List.of(
                "state",
                "badge",
                "decision",
                "journal",
                "telemetry",
                "command",
                "command-ack",
                "acl",
                "acl-request",
                "acl-list",
                "update")
            .iterator();
    Matcher examples = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
    while (examples.find()) assertFollows(schemas.next(), examples.group(1));
    assertThat(schemas.hasNext()).isFalse();
    assertFollows("journal-ack", "{\"journal\": \"a3d1f5c07b9e4e12\", \"through\": 20}");
  }

  @Test
  void aDecisionIsReadAndUnknownFieldsAreIgnored() {
    var decision = Messages.decision(bytes(GRANT.replaceFirst("\\{", "{\"later\": [1],")));
    assertThat(decision).isPresent();
    assertThat(decision.get().granted()).isTrue();
    assertThat(decision.get().unlockMs()).isEqualTo(5_000);
    assertThat(decision.get().message().ar()).isEqualTo("مرحبا");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "\"granted\"",
        "granted\": \"true\"",
        "granted\": null",
        "granted\": 1",
        "unlock_ms\": 30001",
        "unlock_ms\": 5000.5",
        "unlock_ms\": 0",
        "unlock_ms\": -1",
        "unlock_ms\": \"5000\"",
        "unlock_ms\": 99999999999999999999",
        "reason\": \"So good\"",
        "reason\": 3",
        "message\": \"Welcome\"",
        "message\": {}"
      })
  void aBadDecisionIsNone(String bad) {
    String field = bad.contains("\": ") ? bad.substring(0, bad.indexOf('"')) : "";
    String whole = field.isEmpty() ? bad : replaced(GRANT, field, bad);
    assertThat(Messages.decision(bytes(whole))).isEmpty();
  }

  @Test
  void anOversizedOrBrokenTextIsNone() {
    assertThat(Messages.decision(bytes(GRANT + " ".repeat(32 * 1024)))).isEmpty();
    byte[] broken = bytes(GRANT);
    broken[GRANT.indexOf("Bienvenue")] = (byte) 0xFF;
    assertThat(Messages.decision(broken)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"journal\": \"j\"}",
        "{\"through\": 3}",
        "{\"journal\": 1, \"through\": 3}",
        "{\"journal\": \"j\", \"through\": \"3\"}",
        "{\"journal\": \"j\", \"through\": 1.5}",
        "{\"journal\": \"j\", \"through\": 9223372036854775808}"
      })
  void aBadAcknowledgementIsNone(String bad) {
    assertThat(Messages.ack(bytes(bad))).isEmpty();
  }

  @Test
  void anAcknowledgementKeepsAllSixtyFourBits() {
    var ack = Messages.ack(bytes("{\"journal\": \"j\", \"through\": 9007199254740993}"));
    assertThat(ack).contains(new Messages.Ack("j", 9_007_199_254_740_993L));
  }

  private static List<String> everyKind(Moment now) {
    var events = new ArrayList<String>();
    events.add(Messages.event(1, new Event.Started(), now));
    events.add(
        Messages.event(2, new Event.Ended(true, DOOR, REQUEST, LONGEST, "granted", false), now));
    var pin = Credential.ofText(Credential.Kind.PIN, "2580");
    events.add(
        Messages.event(3, new Event.Ended(false, DOOR, REQUEST, pin, "no_answer", false), now));
    events.add(Messages.event(4, new Event.Overrun(1, 3), now));
    events.add(Messages.event(4, new Event.Tampered(true, Optional.of(DOOR)), now));
    events.add(Messages.event(4, new Event.Tampered(false, Optional.empty()), now));
    events.add(Messages.event(4, new Event.ClockSet(), now));
    for (Event.DoorKind kind : Event.DoorKind.values()) {
      events.add(Messages.event(5, new Event.AtDoor(kind, DOOR, Optional.of(REQUEST)), now));
      events.add(Messages.event(6, new Event.AtDoor(kind, DOOR, Optional.empty()), now));
    }
    return events;
  }

  private static void assertFollows(String schema, String message) throws IOException {
    var options =
        new JsonSchemaOptions()
            .setBaseUri("https://mogador.invalid/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    var read =
        JsonSchema.of(new JsonObject(Files.readString(Path.of("docs/schemas", schema + ".json"))));
    var outcome = Validator.create(read, options).validate(new JsonObject(message));
    assertThat(outcome.getValid()).as(message + outcome.toJson()).isTrue();
  }

  private static String replaced(String json, String field, String by) {
    String quoted = "\"" + field + "\": ";
    int start = json.indexOf(quoted);
    String value = json.substring(start + quoted.length());
    int end = field.equals("message") ? value.indexOf('}') + 1 : firstOf(value, ",}");
    return json.substring(0, start) + "\"" + by + value.substring(end);
  }

  private static int firstOf(String text, String ends) {
    for (int i = 0; i < text.length(); i++) if (ends.indexOf(text.charAt(i)) >= 0) return i;
    throw new IllegalArgumentException(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Sensor.Measured seat(Sensor.Presence presence) {
    return new Sensor.Measured.Seat(presence);
  }
}
