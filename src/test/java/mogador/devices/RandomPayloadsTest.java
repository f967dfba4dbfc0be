package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A million payloads, noise and the protocol's own examples damaged: read or refused, no more. */
class RandomPayloadsTest {
  private static final int PAYLOADS = 1_000_000;
  private static final long SEED = 20_261_122;
  private static final Pattern EXAMPLE =
      Pattern.compile("```json\\n(\\{.*?\\})\\n```", Pattern.DOTALL);
  private static final List<Function<byte[], Parsed<?>>> READERS =
      List.of(
          BadgeMessage::parse,
          CommandAnswer::parse,
          JournalMessage::parse,
          ListRequest::parse,
          StateMessage::parse,
          TelemetryMessage::parse,
          UpdateReport::parse);

  private final Random random = new Random(SEED);

  @Test
  void everyOneIsReadOrRefusedWithItsReason() throws IOException {
    List<byte[]> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/device-protocol.md")))
            .results()
            .map(found -> found.group(1).getBytes(StandardCharsets.UTF_8))
            .toList();
    assertThat(examples).hasSizeGreaterThan(5);
    Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    int good = 0;
    for (int i = 0; i < PAYLOADS; i++) {
      byte[] payload = i % 4 == 0 ? noise() : damaged(examples.get(i % examples.size()));
      switch (read(READERS.get(random.nextInt(READERS.size())), payload)) {
        case Parsed.Good<?> read -> good++;
        case Parsed.Refused<?>(Refusal why, String detail) -> refused.merge(why, 1, Integer::sum);
      }
    }
    assertThat(good).as("some damage does no harm").isPositive();
    assertThat(refused)
        .containsKeys(
            Refusal.NOT_JSON,
            Refusal.NOT_UTF8,
            Refusal.MISSING_FIELD,
            Refusal.WRONG_TYPE,
            Refusal.OUT_OF_RANGE);
  }

  private static Parsed<?> read(Function<byte[], Parsed<?>> reader, byte[] payload) {
    try {
      return reader.apply(payload);
    } catch (RuntimeException e) {
      return fail("on " + new String(payload, StandardCharsets.ISO_8859_1), e);
    }
  }

  private byte[] noise() {
    var payload = new byte[random.nextInt(400)];
    random.nextBytes(payload);
    return payload;
  }

  /** Some bytes changed, doubled or left out. */
  private byte[] damaged(byte[] example) {
    byte[] payload = example.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(payload.length);
      switch (random.nextInt(4)) {
        case 0 -> payload[at] = (byte) random.nextInt(256);
        case 1 -> payload[at] = (byte) "{}[]\",:0-9e.tfn\\u".charAt(random.nextInt(17));
        case 2 -> payload = Arrays.copyOf(payload, Math.max(1, at));
        default -> System.arraycopy(payload, 0, payload, at, Math.min(at, payload.length - at));
      }
    }
    return payload;
  }
}
