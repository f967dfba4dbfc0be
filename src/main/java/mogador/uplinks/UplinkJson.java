package mogador.uplinks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what network servers send: JSON of protocol buffers, in which empty fields are left out.
 */
final class UplinkJson {
  private static final int GREATEST = 64 * 1_024;
  private static final int LONGEST_TEXT = 120;
  private static final int LONGEST_NAME = 60;
  private static final int DEEPEST = 4;
  private static final Pattern EUI = Pattern.compile("[0-9a-fA-F]{16}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(60)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private UplinkJson() {}

  /** Ends the reading of a message; caught in {@link #read}. */
  static final class Unreadable extends RuntimeException {
    Unreadable(String why) {
      super(why, null, false, false);
    }
  }

  static Uplink.Read read(byte[] bytes, Function<JsonNode, Uplink> message) {
    if (bytes.length > GREATEST) return new Uplink.Read.Refused("too_long");
    try {
      if (!(JSON.readTree(bytes) instanceof ObjectNode object)) {
        return new Uplink.Read.Refused("not_json");
      }
      return new Uplink.Read.Good(message.apply(object));
    } catch (IOException e) {
      return new Uplink.Read.Refused("not_json");
    } catch (Unreadable e) {
      return new Uplink.Read.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** Cut where it is longer than anybody would read. */
  static String text(JsonNode node) {
    String text = CONTROL.matcher(node.asText("")).replaceAll(" ").strip();
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  static String eui(JsonNode node) {
    String eui = node.asText("");
    if (!EUI.matcher(eui).matches()) throw new Unreadable("no_dev_eui");
    return eui.toLowerCase(Locale.ROOT);
  }

  static int port(JsonNode node) {
    int port = node.asInt(0);
    if (port < 0 || port > 255) throw new Unreadable("port");
    return port;
  }

  static long frame(JsonNode node) {
    return Math.max(0, node.asLong(0));
  }

  /** Base64, in hexadecimal. */
  static String payload(JsonNode node) {
    try {
      byte[] bytes = Base64.getDecoder().decode(node.asText(""));
      if (bytes.length > Uplink.GREATEST_PAYLOAD) throw new Unreadable("payload");
      return HexFormat.of().formatHex(bytes);
    } catch (IllegalArgumentException e) {
      throw new Unreadable("payload");
    }
  }

  /** With any offset; absent or unreadable is not known. */
  static Optional<Instant> time(JsonNode node) {
    try {
      return Optional.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(node.asText(""), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What a network made of the bytes, flat: what is below has its parents' names before it. */
  static Map<String, Value> fields(JsonNode object) {
    Map<String, Value> fields = new LinkedHashMap<>();
    gather("", object, 0, fields);
    return fields;
  }

  private static void gather(String name, JsonNode node, int depth, Map<String, Value> fields) {
    if (fields.size() >= Uplink.FIELDS || depth > DEEPEST || name.length() > LONGEST_NAME) return;
    String before = name.isEmpty() ? "" : name + ".";
    if (node.isObject()) {
      node.properties()
          .forEach(child -> gather(before + child.getKey(), child.getValue(), depth + 1, fields));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) gather(before + i, node.get(i), depth + 1, fields);
    } else if (name.equals(name.strip()) && !name.isEmpty() && !CONTROL.matcher(name).find()) {
      value(node).ifPresent(value -> fields.put(name, value));
    }
  }

  private static Optional<Value> value(JsonNode node) {
    if (node.isBoolean()) return Value.of(node.booleanValue());
    if (node.isNumber()) return Value.of(node.doubleValue());
    return node.isTextual() && !CONTROL.matcher(node.textValue()).find()
        ? Value.of(node.textValue())
        : Optional.empty();
  }
}
