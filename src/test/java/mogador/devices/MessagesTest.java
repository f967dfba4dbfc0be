package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import mogador.access.CredentialKind;
import mogador.occupancy.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  private static final String BADGE =
      """
      {"request": "7b1f0a52-9f0e-4d63-8f5f-2a3f3c1c9d10", "door": "entrance",
       "credential": {"kind": "uid", "bytes": "0004A1"}, "at": "2026-12-01T08:58:12.250Z",
       "boot": "5f0c9a31d2b84e67", "uptime_ms": 1094090}\
      """;

  @Test
  void aBadgeIsReadWithItsLeadingZeros() {
    BadgeMessage badge = good(BadgeMessage.parse(utf8(BADGE)));
    assertThat(badge.door()).isEqualTo("entrance");
    assertThat(badge.credential()).isEqualTo(new PresentedCredential(CredentialKind.UID, "0004A1"));
    assertThat(badge.at()).hasValue(Instant.parse("2026-12-01T08:58:12.250Z"));
    assertThat(badge.toString()).doesNotContain("0004A1");
  }

  @Test
  void unknownFieldsAreIgnored() {
    good(BadgeMessage.parse(utf8(BADGE.replace("\"door\"", "\"light\": [1, {}], \"door\""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"request\": | \"demande\": | missing_field | request",
        "7b1f0a52- | 7B1F0A52- | out_of_range | request",
        "\"entrance\" | 7 | wrong_type | door",
        "\"entrance\" | \"Ent rance\" | out_of_range | door",
        "\"uid\" | \"iris\" | out_of_range | credential.kind",
        "0004A1 | 004A1 | out_of_range | credential.bytes",
        "0004A1 | 0004a1 | out_of_range | credential.bytes",
        "0004A1 | `` | out_of_range | credential.bytes",
        "1094090 | 1094090.0 | wrong_type | uptime_ms",
        "1094090 | -1 | out_of_range | uptime_ms",
        "1094090 | 99999999999999999999 | out_of_range | uptime_ms",
        "1094090 | 1e3 | wrong_type | uptime_ms",
        "2026-12-01T08:58:12.250Z | 2026-13-01T08:58:12.250Z | out_of_range | at",
        "2026-12-01T08:58:12.250Z | 0000-12-01T08:58:12.250Z | out_of_range | at",
        "2026-12-01T08:58:12.250Z | 2026-12-01 | out_of_range | at",
        "\"2026-12-01T08:58:12.250Z\" | 17 | wrong_type | at",
        "\"uptime_ms\": 1094090 | \"uptime_ms\": 1, \"uptime_ms\": 2 | not_json | ``",
      })
  void whatIsWrongIsRefusedWithItsFieldAndReason(String from, String to, String why, String field) {
    Parsed.Refused<BadgeMessage> refused =
        refused(BadgeMessage.parse(utf8(BADGE.replace(from, to))));
    assertThat(refused.why().code()).isEqualTo(why);
    assertThat(refused.detail()).isEqualTo(field);
  }

  @Test
  void bytesThatAreNoMessageAreRefused() {
    assertThat(refused(BadgeMessage.parse(new byte[0])).why()).isEqualTo(Refusal.NOT_JSON);
    assertThat(refused(BadgeMessage.parse(utf8("[]"))).why()).isEqualTo(Refusal.NOT_JSON);
    assertThat(refused(BadgeMessage.parse(utf8("null"))).why()).isEqualTo(Refusal.NOT_JSON);
    assertThat(refused(BadgeMessage.parse(utf8(BADGE + "{}"))).why()).isEqualTo(Refusal.NOT_JSON);
    assertThat(refused(BadgeMessage.parse(utf8("\uFEFF" + BADGE))).why())
        .isEqualTo(Refusal.NOT_JSON);
    assertThat(refused(BadgeMessage.parse(utf8("{\"a\":".repeat(200)))).why())
        .isEqualTo(Refusal.NOT_JSON);
    assertThat(refused(BadgeMessage.parse(new byte[] {'{', (byte) 0xC3, '}'})).why())
        .isEqualTo(Refusal.NOT_UTF8);
    assertThat(refused(BadgeMessage.parse(utf8(BADGE + " ".repeat(1_024)))).why())
        .isEqualTo(Refusal.TOO_LONG);
  }

  @Test
  void anEventThatCannotBeReadIsKeptAsideWithItsReasonAndWithoutItsCredential() {
    JournalMessage batch =
        good(
            JournalMessage.parse(
                utf8(journal("\"kind\": \"granted\", \"credential\": {\"bytes\": \"04A1\"}"))));
    JournalEntry entry = batch.entries().getFirst();
    assertThat(entry.kind()).isEqualTo(JournalEntry.UNREADABLE);
    assertThat(entry.sequence()).isEqualTo(Long.MAX_VALUE);
    assertThat(entry.content().path("unreadable").asText()).isEqualTo("missing_field events.door");
    assertThat(entry.content().toString()).doesNotContain("04A1");
  }

  @Test
  void whatTheDatabaseCannotHoldIsKeptAsText() {
    for (String bad : new String[] {"\"a\\u0000b\"", "\"\\ud800\"", "1e999"}) {
      JournalMessage batch =
          good(JournalMessage.parse(utf8(journal("\"kind\": \"forced\", \"x\": " + bad))));
      assertThat(batch.entries().getFirst().kind()).isEqualTo(JournalEntry.UNREADABLE);
      assertThat(SafeJson.isStorable(batch.entries().getFirst().content())).isTrue();
    }
  }

  @Test
  void anUnknownKindIsStoredAsItIs() {
    JournalMessage batch = good(JournalMessage.parse(utf8(journal("\"kind\": \"sneezed\""))));
    assertThat(batch.entries().getFirst().kind()).isEqualTo("sneezed");
  }

  @Test
  void aBatchWithBrokenSequencesIsRefused() {
    String twice = journal("\"kind\": \"forced\"").replace("]", ", {\"sequence\": 5}]");
    assertThat(refused(JournalMessage.parse(utf8(twice))).detail()).isEqualTo("events.sequence");
    String tooBig =
        journal("\"kind\": \"forced\"").replace("9223372036854775807", "9223372036854775808");
    assertThat(refused(JournalMessage.parse(utf8(tooBig))).detail()).isEqualTo("events.sequence");
  }

  @Test
  void telemetryIsReadStrictly() {
    String good =
        "{\"at\": null, \"boot\": \"c2e81b7f00aa4d19\", \"uptime_ms\": 5, \"presence\":"
            + " \"occupied\"}";
    assertThat(good(TelemetryMessage.parse(utf8(good))).presence()).hasValue(Signal.Kind.OCCUPIED);
    assertThat(refused(TelemetryMessage.parse(utf8(good.replace("occupied", "maybe")))).detail())
        .isEqualTo("presence");
    String hot = good.replace("\"presence\"", "\"temperature_c\": 101, \"presence\"");
    assertThat(refused(TelemetryMessage.parse(utf8(hot))).detail()).isEqualTo("temperature_c");
  }

  @Test
  void aTimeIsTheDevicesTheEstimatedOrThatOfReception() {
    Instant received = Instant.parse("2026-12-01T09:00:00Z");
    String clockRight = journal("\"2026-12-01T09:00:01Z\"", "\"kind\": \"forced\"");
    assertThat(time(clockRight, received))
        .isEqualTo(new EventTime(Instant.parse("2026-12-01T08:00:00Z"), EventTime.Source.DEVICE));
    String clockOff = journal("\"2019-01-01T00:00:00Z\"", "\"kind\": \"forced\"");
    assertThat(time(clockOff, received))
        .isEqualTo(new EventTime(received.minusMillis(1_000), EventTime.Source.ESTIMATED));
    String otherLife = clockOff.replaceFirst("boot0001", "boot0002");
    assertThat(time(otherLife, received))
        .isEqualTo(new EventTime(received, EventTime.Source.RECEIVED));
  }

  private static EventTime time(String journal, Instant received) {
    JournalMessage batch = good(JournalMessage.parse(utf8(journal)));
    return EventTime.of(batch, batch.entries().getFirst(), received);
  }

  private static String journal(String event) {
    return journal("null", event);
  }

  private static String journal(String clock, String event) {
    return """
    {"journal": "journal1", "boot": "boot0001", "uptime_ms": 5000, "at": AT, "first": 1,
     "events": [{"sequence": 9223372036854775807, "at": "2026-12-01T08:00:00Z",
     "boot": "boot0001", "uptime_ms": 4000, %s}]}\
    """
        .replace("AT", clock)
        .formatted(event);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T good(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Good<T>(T message) -> message;
      case Parsed.Refused<T> refused -> throw new AssertionError(refused);
    };
  }

  private static <T> Parsed.Refused<T> refused(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Good<T>(T message) -> throw new AssertionError("was read: " + message);
      case Parsed.Refused<T> refused -> refused;
    };
  }
}
