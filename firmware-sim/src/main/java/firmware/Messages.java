package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages of docs/device-protocol.md, version 1, as JSON. */
final class Messages {
  static final String FIRMWARE = "mogador-sim 1.0";
  static final int LARGEST = 32 * 1024;
  static final int LARGEST_EVENT = 900;
  static final int LONGEST_UNLOCK_MS = 30_000;

  private static final Pattern REASON = Pattern.compile("[a-z_]{1,40}");

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32} (uid|card|qr|phone|pin)");
  private static final Set<String> NEEDS = Set.of("basic", "proven", "two_factors");
  private static final int MOST_PARTS = 4_096;

  static final ObjectMapper JSON = new ObjectMapper();

  private Messages() {}

  static String online(Moment now, Memory memory) {
    Journal journal = memory.journal();
    ObjectNode state = JSON.createObjectNode().put("status", "online").put("boot", now.boot());
    state
        .put("firmware", memory.boot().version())
        .put("clock", now.at().isPresent() ? "set" : "unset");
    state.put("at", at(now)).put("uptime_ms", now.uptimeMs());
    state.put("journal", journal.id()).put("first", journal.first()).put("last", journal.last());
    memory.list().ifPresent(list -> describe(state, list));
    describe(state, memory.keys());
    return state.toString();
  }

  private static void describe(ObjectNode state, DoorList list) {
    list.manifest()
        .ifPresent(
            manifest ->
                state
                    .putObject("list")
                    .put("version", manifest.version())
                    .put("hash", list.hash())
                    .put("current", list.isCurrent())
                    .put("mode", list.mode().code()));
  }

  private static void describe(ObjectNode state, Keyring keys) {
    if (keys.used().number() == 0) return;
    ObjectNode said = state.putObject("keys").put("used", keys.used().number());
    if (!keys.newest().equals(keys.used())) said.put("next", keys.newest().number());
  }

  static String offline(String boot) {
    return JSON.createObjectNode().put("status", "offline").put("boot", boot).toString();
  }

  static String badge(ReaderLogic.Ask ask, Moment now) {
    ObjectNode badge = JSON.createObjectNode().put("request", ask.request());
    badge.put("door", ask.door());
    badge.set("credential", credential(ask.credential()).put("bytes", ask.credential().bytes()));
    return stamp(badge, now).toString();
  }

  static String telemetry(Sensor.Measured measured, Optional<Integer> battery, Moment now) {
    ObjectNode telemetry = stamp(JSON.createObjectNode(), now);
    switch (measured) {
      case Sensor.Measured.Seat(Sensor.Presence presence) ->
          telemetry.put("presence", presence.code());
      case Sensor.Measured.Passed(long in, long out) ->
          telemetry.put("count_in", in).put("count_out", out);
    }
    battery.ifPresent(percent -> telemetry.put("battery_pct", percent));
    return telemetry.toString();
  }

  /** An event as it is kept and sent for ever after: one line. */
  static String event(long sequence, Event event, Moment now) {
    ObjectNode line = JSON.createObjectNode().put("sequence", sequence);
    switch (event) {
      case Event.Ended ended -> {
        stamp(line.put("kind", ended.granted() ? "granted" : "denied"), now);
        line.put("door", ended.door()).put("request", ended.request());
        ObjectNode credential = credential(ended.credential());
        // A PIN is a secret one types: it does not rest in flash.
        if (ended.credential().kind() != Credential.Kind.PIN) {
          credential.put("bytes", ended.credential().bytes());
        }
        line.set("credential", credential);
        line.put("reason", ended.reason());
        if (ended.byList()) line.put("decided_by", "list");
      }
      case Event.AtDoor happened -> {
        stamp(line.put("kind", happened.kind().code()), now).put("door", happened.door());
        happened.request().ifPresent(request -> line.put("request", request));
      }
      case Event.Ordered ordered -> {
        ordered.door().ifPresent(at -> line.put("door", at));
        stamp(line.put("kind", "command"), now)
            .put("action", ordered.action())
            .put("command", ordered.command());
      }
      case Event.Stands(String kind, String door) ->
          stamp(line.put("kind", kind), now).put("door", door);
      case Event.ListApplied(String door, long version, int entries) ->
          stamp(line.put("kind", "list_applied"), now)
              .put("door", door)
              .put("version", version)
              .put("entries", entries);
      case Event.Tampered(boolean active, Optional<String> door) -> {
        stamp(line.put("kind", "tamper"), now).put("active", active);
        door.ifPresent(at -> line.put("door", at));
      }
      case Event.ClockSet() -> stamp(line.put("kind", "clock_set"), now);
      case Event.Started() -> stamp(line.put("kind", "power"), now).put("cause", "start");
      case Event.Overrun(long from, long through) ->
          stamp(line.put("kind", "journal_overrun"), now)
              .put("lost_from", from)
              .put("lost_through", through);
    }
    return line.toString();
  }

  /** A batch around events as they were written, byte for byte. */
  static String batch(String journal, long first, Moment now, List<String> events) {
    ObjectNode head = stamp(JSON.createObjectNode().put("journal", journal), now);
    String open = head.put("first", first).toString();
    return open.substring(0, open.length() - 1) + ",\"events\":[" + String.join(",", events) + "]}";
  }

  /** The decision, or empty when the message is not one. */
  static Optional<Decision> decision(byte[] payload) {
    Optional<JsonNode> read = read(payload);
    if (read.isEmpty()) return Optional.empty();
    JsonNode node = read.get();
    Optional<String> request = text(node.get("request"), 36);
    Optional<String> reason =
        text(node.get("reason"), 40).filter(code -> REASON.matcher(code).matches());
    JsonNode granted = node.path("granted");
    JsonNode unlock = node.path("unlock_ms");
    Optional<Texts> message = texts(node.path("message"));
    boolean good =
        granted.isBoolean()
            && unlock.canConvertToInt()
            && unlock.isIntegralNumber()
            && unlock.intValue() >= (granted.booleanValue() ? 500 : 0)
            && unlock.intValue() <= LONGEST_UNLOCK_MS;
    if (!good || request.isEmpty() || reason.isEmpty() || message.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision(
            request.get(), granted.booleanValue(), reason.get(), message.get(), unlock.intValue()));
  }

  /** Every event of a journal up to a sequence is safe. */
  record Ack(String journal, long through) {}

  static Optional<Ack> ack(byte[] payload) {
    Optional<JsonNode> read = read(payload);
    if (read.isEmpty()) return Optional.empty();
    Optional<String> journal = text(read.get().get("journal"), 64);
    JsonNode through = read.get().path("through");
    if (journal.isEmpty() || !through.isIntegralNumber() || !through.canConvertToLong()) {
      return Optional.empty();
    }
    return Optional.of(new Ack(journal.get(), through.longValue()));
  }

  /** What became of a command; {@code reason} only when it was rejected. */
  static String commandAck(String command, String outcome, Optional<String> reason, Moment now) {
    ObjectNode ack = JSON.createObjectNode().put("id", command).put("outcome", outcome);
    reason.ifPresent(why -> ack.put("reason", why));
    return stamp(ack, now).toString();
  }

  /**
   * How an update goes.
   *
   * @param version that runs now
   */
  static String update(
      String update, String step, Optional<String> reason, String version, Moment now) {
    ObjectNode told = JSON.createObjectNode().put("update", update).put("step", step);
    reason.ifPresent(why -> told.put("reason", why));
    return stamp(told.put("firmware", version), now).toString();
  }

  static String listRequest(long version, Optional<String> hash) {
    ObjectNode request = JSON.createObjectNode().put("version", version);
    hash.ifPresent(have -> request.put("hash", have));
    return request.toString();
  }

  /** A manifest with its signature, and perhaps what changed since the list of that base. */
  record Announcement(
      String manifest, String mac, Optional<String> base, List<String> put, List<String> drop) {}

  static Optional<Announcement> announcement(byte[] payload) {
    Optional<JsonNode> read = read(payload);
    if (read.isEmpty()) return Optional.empty();
    JsonNode node = read.get();
    Optional<List<String>> put = lines(node.path("put"));
    Optional<List<String>> drop = lines(node.path("drop"));
    if (put.isEmpty() || drop.isEmpty()) return Optional.empty();
    return Optional.of(
        new Announcement(
            node.path("manifest").asText(),
            node.path("mac").asText(),
            text(node.get("base"), 64),
            put.get(),
            drop.get()));
  }

  /** The manifest, or empty when the text is not one. */
  static Optional<Manifest> manifest(String text) {
    Optional<JsonNode> read = read(text.getBytes(StandardCharsets.UTF_8));
    if (read.isEmpty()) return Optional.empty();
    JsonNode node = read.get();
    JsonNode version = node.path("version");
    JsonNode unlock = node.path("unlock_ms");
    Optional<String> hash = text(node.get("hash"), 64).filter(HASH.asMatchPredicate());
    Optional<String> door = text(node.get("door"), 40);
    Optional<String> needs = text(node.get("needs"), 20).filter(NEEDS::contains);
    Optional<Manifest.Mode> mode = text(node.get("mode"), 20).flatMap(Manifest.Mode::of);
    boolean good =
        version.isIntegralNumber()
            && version.canConvertToLong()
            && version.longValue() > 0
            && unlock.isIntegralNumber()
            && unlock.canConvertToInt()
            && unlock.intValue() >= 500
            && unlock.intValue() <= LONGEST_UNLOCK_MS;
    if (!good || hash.isEmpty() || door.isEmpty() || needs.isEmpty() || mode.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Manifest(
            version.longValue(),
            hash.get(),
            door.get(),
            needs.get(),
            unlock.intValue(),
            mode.get(),
            node.path("asks_first").asBoolean(false),
            text));
  }

  /** A part of a list, or of what leads to it from the list of that base. */
  record ListPart(
      String to, Optional<String> base, int part, int parts, List<String> put, List<String> drop) {}

  static Optional<ListPart> listPart(byte[] payload) {
    Optional<JsonNode> read = read(payload);
    if (read.isEmpty()) return Optional.empty();
    JsonNode node = read.get();
    Optional<String> to = text(node.get("to"), 64);
    Optional<List<String>> put = lines(node.path("put"));
    Optional<List<String>> drop = lines(node.path("drop"));
    int part = node.path("part").asInt(0);
    int parts = node.path("parts").asInt(0);
    boolean good = part >= 1 && part <= parts && parts <= MOST_PARTS;
    if (!good || to.isEmpty() || put.isEmpty() || drop.isEmpty()) return Optional.empty();
    return Optional.of(
        new ListPart(to.get(), text(node.get("base"), 64), part, parts, put.get(), drop.get()));
  }

  /** Lines or keys of a list; empty when one of them is neither. */
  private static Optional<List<String>> lines(JsonNode node) {
    if (node.isMissingNode()) return Optional.of(List.of());
    if (!node.isArray()) return Optional.empty();
    var lines = new ArrayList<String>();
    for (JsonNode line : node) {
      if (!line.isTextual() || !KEY.matcher(line.textValue()).lookingAt()) return Optional.empty();
      lines.add(line.textValue());
    }
    return Optional.of(lines);
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Texts> texts(JsonNode node) {
    Optional<String> fr = text(node.get("fr"), 200);
    Optional<String> ar = text(node.get("ar"), 200);
    Optional<String> en = text(node.get("en"), 200);
    if (fr.isEmpty() || ar.isEmpty() || en.isEmpty()) return Optional.empty();
    return Optional.of(new Texts(fr.get(), ar.get(), en.get()));
  }

  /** A JSON object of a bearable size. */
  static Optional<JsonNode> read(byte[] payload) {
    if (payload.length > LARGEST) return Optional.empty();
    try {
      return Optional.ofNullable(JSON.readTree(payload)).filter(JsonNode::isObject);
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  static Optional<String> text(@Nullable JsonNode node, int longest) {
    if (node == null || !node.isTextual()) return Optional.empty();
    return Optional.of(node.textValue())
        .filter(text -> !text.isEmpty() && text.codePointCount(0, text.length()) <= longest);
  }

  private static ObjectNode credential(Credential credential) {
    return JSON.createObjectNode().put("kind", credential.kind().code());
  }

  private static ObjectNode stamp(ObjectNode node, Moment now) {
    return node.put("at", at(now)).put("boot", now.boot()).put("uptime_ms", now.uptimeMs());
  }

  private static @Nullable String at(Moment now) {
    return now.at().map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString()).orElse(null);
  }
}
