package mogador.devices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A device's birth, or its last will.
 *
 * @param clockSet whether its clock is, of a device that is online
 * @param at its clock, if set
 * @param keys what it says of its passwords, of a device that fetches them itself
 * @param document as sent
 */
record StateMessage(
    boolean online,
    String boot,
    boolean clockSet,
    Optional<Instant> at,
    Optional<Keys> keys,
    ObjectNode document) {
  /**
   * Passwords by their numbers.
   *
   * @param used what it is connected with
   * @param next a newer one that it has
   */
  record Keys(int used, Optional<Integer> next) {}

  private static final int GREATEST = 32 * 1_024;
  private static final Set<String> MODES = Set.of("normal", "lockdown", "released");

  static Parsed<StateMessage> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, StateMessage::read);
  }

  private static StateMessage read(MessageReader message) {
    boolean online = oneOf(message, "status", "online", "offline");
    String boot = message.text("boot", MessageReader.ID);
    boolean clockSet = false;
    Optional<Instant> at = Optional.empty();
    Optional<Keys> keys = Optional.empty();
    if (online) {
      message.text("firmware", 64);
      clockSet = oneOf(message, "clock", "set", "unset");
      at = message.instant("at");
      message.integer("uptime_ms", 0, MessageReader.SAFE);
      message.text("journal", MessageReader.ID);
      message.integer("first", 1, Long.MAX_VALUE);
      message.integer("last", 0, Long.MAX_VALUE);
      if (message.has("list")) list(message.child("list"));
      if (message.has("keys")) keys = Optional.of(keys(message.child("keys")));
    }
    if (!SafeJson.isStorable(message.object())) throw message.outOfRange("");
    return new StateMessage(online, boot, clockSet, at, keys, message.object());
  }

  private static Keys keys(MessageReader keys) {
    int used = (int) keys.integer("used", 1, Integer.MAX_VALUE);
    Optional<Integer> next =
        keys.has("next")
            ? Optional.of((int) keys.integer("next", 1, Integer.MAX_VALUE))
            : Optional.empty();
    return new Keys(used, next);
  }

  private static void list(MessageReader list) {
    list.integer("version", 1, MessageReader.SAFE);
    list.text("hash", ListRequest.HASH);
    list.bool("current");
    if (!MODES.contains(list.text("mode", 16))) throw list.outOfRange("mode");
  }

  /** Whether it is the first of the two. */
  private static boolean oneOf(MessageReader message, String field, String yes, String no) {
    String text = message.text(field, 16);
    if (!Set.of(yes, no).contains(text)) throw message.outOfRange(field);
    return text.equals(yes);
  }
}
