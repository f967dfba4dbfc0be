package mogador.devices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import mogador.access.CredentialKind;

/** Reads the fields of one JSON object as strictly as the device protocol says, and no further. */
final class MessageReader {
  static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
  static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  static final Pattern REQUEST =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");
  static final long SAFE = (1L << 53) - 1;

  private static final Pattern BYTES = Pattern.compile("([0-9A-F]{2}){1,64}");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectNode object;
  private final String path;

  private MessageReader(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Ends the reading of a message; caught in {@link #parse}. */
  static final class Unreadable extends RuntimeException {
    private final Refusal why;
    private final String detail;

    Unreadable(Refusal why, String detail) {
      super(why.code() + ": " + detail, null, false, false);
      this.why = why;
      this.detail = detail;
    }

    Refusal why() {
      return why;
    }

    String detail() {
      return detail;
    }
  }

  /** Reads bytes of at most that length as one JSON object. */
  static <T> Parsed<T> parse(byte[] bytes, int greatest, Function<MessageReader, T> read) {
    try {
      return new Parsed.Good<>(read.apply(new MessageReader(object(bytes, greatest), "")));
    } catch (Unreadable e) {
      return new Parsed.Refused<>(e.why(), e.detail());
    }
  }

  static MessageReader of(ObjectNode object, String path) {
    return new MessageReader(object, path);
  }

  ObjectNode object() {
    return object;
  }

  boolean has(String field) {
    return object.has(field);
  }

  /** A field that must be there; null counts as a value. */
  JsonNode node(String field) {
    JsonNode node = object.get(field);
    if (node == null) throw new Unreadable(Refusal.MISSING_FIELD, path + field);
    return node;
  }

  MessageReader child(String field) {
    if (node(field) instanceof ObjectNode child) return of(child, path + field + ".");
    throw wrongType(field);
  }

  String text(String field, int longest) {
    JsonNode node = node(field);
    if (!node.isTextual()) throw wrongType(field);
    if (node.textValue().isEmpty() || node.textValue().length() > longest) {
      throw outOfRange(field);
    }
    return node.textValue();
  }

  String text(String field, Pattern pattern) {
    String text = text(field, 200);
    if (!pattern.matcher(text).matches()) throw outOfRange(field);
    return text;
  }

  boolean bool(String field) {
    if (!node(field).isBoolean()) throw wrongType(field);
    return node(field).booleanValue();
  }

  long integer(String field, long least, long greatest) {
    JsonNode node = node(field);
    if (!node.isIntegralNumber()) throw wrongType(field);
    if (!node.canConvertToLong()) throw outOfRange(field);
    long value = node.longValue();
    if (value < least || value > greatest) throw outOfRange(field);
    return value;
  }

  double number(String field, double least, double greatest) {
    JsonNode node = node(field);
    if (!node.isNumber()) throw wrongType(field);
    double value = node.doubleValue();
    if (!(value >= least && value <= greatest)) throw outOfRange(field);
    return value;
  }

  /** An instant or null, the field itself required; between 1970 and 2200. */
  Optional<Instant> instant(String field) {
    if (node(field).isNull()) return Optional.empty();
    Instant instant = InstantText.read(text(field, 200)).orElseThrow(() -> outOfRange(field));
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) throw outOfRange(field);
    return Optional.of(instant);
  }

  CredentialKind kind(String field) {
    return CredentialKind.read(text(field, 16)).orElseThrow(() -> outOfRange(field));
  }

  /** A credential's bytes, 1 to 64 in upper-case hexadecimal, leading zeros kept. */
  String hex(String field) {
    return text(field, BYTES);
  }

  Unreadable wrongType(String field) {
    return new Unreadable(Refusal.WRONG_TYPE, path + field);
  }

  Unreadable outOfRange(String field) {
    return new Unreadable(Refusal.OUT_OF_RANGE, path + field);
  }

  private static ObjectNode object(byte[] bytes, int greatest) {
    if (bytes.length > greatest) throw new Unreadable(Refusal.TOO_LONG, bytes.length + " bytes");
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (JSON.readTree(text) instanceof ObjectNode object) return object;
      throw new Unreadable(Refusal.NOT_JSON, "not an object");
    } catch (CharacterCodingException e) {
      throw new Unreadable(Refusal.NOT_UTF8, "");
    } catch (IOException e) {
      throw new Unreadable(Refusal.NOT_JSON, "");
    }
  }
}
