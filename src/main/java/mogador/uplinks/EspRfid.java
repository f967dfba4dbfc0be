package mogador.uplinks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import mogador.platform.Ids;

/**
 * What readers with the firmware esp-rfid publish. Of whoever comes to them only that somebody was
 * let in, or was not, is read: no card, no name and no PIN leaves this class. Source:
 * github.com/esprfid/esp-rfid, README-MQTT.md and src/mqtt.esp.
 */
final class EspRfid {
  /** Whether a badge was good: {@code granted} or {@code denied}. */
  static final String ACCESS = "access";

  /** {@code open} or {@code closed}. */
  static final String DOOR = "door";

  /** In seconds. */
  static final String UPTIME = "uptime";

  static final String MODEL = "esp-rfid";

  private static final Set<String> LIVES = Set.of("boot", "heartbeat");

  /** What its list may say of a card, in words or as its numbers for the same. */
  private static final Set<String> LETS_IN = Set.of("always", "admin", "1", "99");

  /** A clock that has not been set counts from 1970, and from each start anew. */
  private static final Instant CLOCK_IS_SET = Instant.parse("2020-01-01T00:00:00Z");

  private static final Instant NO_CLOCK_IS_SO_FAR = Instant.parse("2100-01-01T00:00:00Z");

  private EspRfid() {}

  static Uplink uplink(JsonNode message) {
    String name =
        UplinkJson.text(message.has("hostname") ? message.path("hostname") : older(message));
    if (name.isEmpty()) throw new UplinkJson.Unreadable("no_hostname");
    Map<String, Value> fields = fields(message);
    Instant at = time(message.path("time"));
    return new Uplink(
        eui(name), "", name, MODEL, Optional.of(at), 0, 0, "", fields, key(message, at, fields));
  }

  /** It has no number of its own, so one is made of what it is called. */
  static String eui(String hostname) {
    byte[] hash = Ids.sha256((MODEL + "/" + hostname).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /** Earlier versions tell their host name as that of their door. */
  private static JsonNode older(JsonNode message) {
    return message.path("door");
  }

  private static Map<String, Value> fields(JsonNode message) {
    String type = word(message.path("type"));
    Map<String, Value> fields = new LinkedHashMap<>();
    if (type.equals("access")) {
      access(message).ifPresent(said -> fields.put(ACCESS, new Value.Word(said)));
    } else if (LIVES.contains(type)) {
      long uptime = message.path("uptime").asLong(-1);
      if (uptime >= 0) fields.put(UPTIME, new Value.Quantity(uptime));
    } else if (word(message.path("src")).equals("door")) {
      door(message).ifPresent(said -> fields.put(DOOR, new Value.Word(said)));
    } else if (!Set.of("event", "log").contains(word(message.path("cmd")))) {
      // Lists of its users, its configuration, and answers to orders of others.
      throw new UplinkJson.Unreadable("other_message");
    }
    return fields;
  }

  /** Nothing where nobody showed anything: a button inside, or an order from afar, opened. */
  private static Optional<String> access(JsonNode message) {
    if (message.path("uid").asText("").isBlank()) return Optional.empty();
    JsonNode said = message.has("access") ? message.path("access") : message.path("acctype");
    boolean granted =
        said.isArray()
            ? StreamSupport.stream(said.spliterator(), false).anyMatch(EspRfid::letsIn)
            : letsIn(said);
    boolean known = word(message.path("isKnown")).equals("true");
    return Optional.of(granted && known ? "granted" : "denied");
  }

  private static boolean letsIn(JsonNode access) {
    return LETS_IN.contains(word(access));
  }

  private static Optional<String> door(JsonNode message) {
    return switch (word(message.path("desc"))) {
      case "door open" -> Optional.of("open");
      case "door closed" -> Optional.of("closed");
      default -> Optional.empty();
    };
  }

  private static Instant time(JsonNode seconds) {
    Instant at = Instant.ofEpochSecond(Math.clamp(seconds.asLong(0), 0L, Integer.MAX_VALUE * 4L));
    if (at.isBefore(CLOCK_IS_SET) || at.isAfter(NO_CLOCK_IS_SO_FAR)) {
      throw new UplinkJson.Unreadable("no_clock");
    }
    return at;
  }

  /**
   * Nothing in it numbers the messages: its time, its kind and what was taken of it are its key.
   */
  private static String key(JsonNode message, Instant at, Map<String, Value> fields) {
    StringBuilder key = new StringBuilder().append(at.getEpochSecond());
    key.append('/').append(kind(message));
    fields.forEach(
        (field, value) -> key.append('/').append(field).append('=').append(value.shown()));
    return key.toString();
  }

  /** By words it may have, so that nothing else comes in by the key. */
  private static String kind(JsonNode message) {
    String type = word(message.path("type"));
    if (type.equals("access") || LIVES.contains(type)) return type;
    return word(message.path("src")).equals("door") ? "door" : "event";
  }

  private static String word(JsonNode node) {
    return node.asText("").strip().toLowerCase(Locale.ROOT);
  }
}
