package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A device's passwords and command keys, in flash: those it was provisioned with, or newer ones it
 * has fetched. A newer one is tried first, and the older stays until the server has signed
 * something with the newer: so no loss of power or of a message locks the device out.
 */
final class Keyring {
  /**
   * One password and what goes with it.
   *
   * @param number by the server's count; 0 for one that was not fetched
   */
  record Keys(int number, String password, Optional<String> commandKey) {
    @Override
    public String toString() {
      return "Keys " + number;
    }
  }

  private final Path file;
  private final String provisioned;
  private final List<Keys> held;
  private int tried;
  private Keys used;

  private Keyring(Path file, String provisioned, List<Keys> held) {
    this.file = file;
    this.provisioned = provisioned;
    this.held = held;
    used = held.getFirst();
  }

  /** Opens the flash; what the device was provisioned with anew stands in the place of all else. */
  static Keyring open(DeviceSpec spec, Path file) {
    var given = new Keys(spec.keys(), spec.password(), spec.commandKey());
    var held = new ArrayList<Keys>();
    String earlier = "";
    for (String line : Flash.read(file)) {
      Optional<JsonNode> node =
          Messages.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      if (node.isEmpty()) continue;
      if (node.get().has("provisioned")) earlier = node.get().path("provisioned").asText();
      else held.add(keys(node.get()));
    }
    boolean anew = held.isEmpty() || !earlier.equals(given.password());
    if (anew) {
      held.clear();
      held.add(given);
    }
    var ring = new Keyring(file, given.password(), held);
    if (anew) ring.write();
    return ring;
  }

  /** The password for the next try: the newest first, then the older ones in turn. */
  Keys forNextTry() {
    return held.get(held.size() - 1 - tried % held.size());
  }

  /** The broker has not taken it. */
  void refused() {
    tried++;
  }

  void accepted(Keys keys) {
    used = keys;
    tried = held.size() - 1 - held.indexOf(keys);
  }

  /** What it is connected with, or was last. */
  Keys used() {
    return used;
  }

  /** The newest that it has. */
  Keys newest() {
    return held.getLast();
  }

  /** Takes a newer one, to be tried from now on; durable when this returns. */
  void add(Keys newer) {
    // Of newer ones only the last is worth anything.
    while (held.size() > 1) held.removeLast();
    held.add(newer);
    tried = 0;
    write();
  }

  /** The newest holds alone: the server has shown that it goes by it. */
  void settle() {
    if (held.size() == 1) return;
    held.subList(0, held.size() - 1).clear();
    tried = 0;
    write();
  }

  /** What the server may sign with, the newest last. */
  List<String> commandKeys() {
    return held.stream().flatMap(keys -> keys.commandKey().stream()).toList();
  }

  private void write() {
    var lines = new ArrayList<String>();
    lines.add(Messages.JSON.createObjectNode().put("provisioned", provisioned).toString());
    for (Keys keys : held) lines.add(json(keys).toString());
    try (var flash = Flash.open(file)) {
      flash.replace(lines);
    }
  }

  private static ObjectNode json(Keys keys) {
    ObjectNode node = Messages.JSON.createObjectNode().put("keys", keys.number());
    node.put("password", keys.password());
    keys.commandKey().ifPresent(key -> node.put("command_key", key));
    return node;
  }

  private static Keys keys(JsonNode node) {
    return new Keys(
        node.path("keys").asInt(),
        node.path("password").asText(),
        Optional.ofNullable(node.get("command_key")).map(JsonNode::asText));
  }
}
