package firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the file that lists the devices to be simulated. */
final class DeviceFile {
  /** Says which device and field are wrong. */
  static final class Unusable extends Exception {
    Unusable(String message) {
      super(message);
    }
  }

  private static final Pattern SITE = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern PASSWORD = Pattern.compile("[ -~]{16,128}");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  private DeviceFile() {}

  static List<DeviceSpec> read(Path file) throws Unusable {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new Unusable("cannot read " + file + ": " + e.getMessage());
    }
  }

  static List<DeviceSpec> parse(String json) throws Unusable {
    JsonNode listed;
    try {
      listed = Messages.JSON.readTree(json).path("devices");
    } catch (JsonProcessingException e) {
      throw new Unusable("not JSON: " + e.getOriginalMessage());
    }
    if (!listed.isArray() || listed.isEmpty()) throw new Unusable("\"devices\" must list some");
    var devices = new ArrayList<DeviceSpec>();
    var names = new HashSet<String>();
    for (JsonNode node : listed) {
      DeviceSpec device = device("devices[" + devices.size() + "]", node);
      if (!names.add(device.name())) throw new Unusable(device + " is listed twice");
      devices.add(device);
    }
    return devices;
  }

  /** One device, as the file lists it or the server tells of it. */
  static DeviceSpec device(String where, JsonNode node) throws Unusable {
    String kindCode = node.path("kind").asText();
    Optional<DeviceSpec.Kind> kind = DeviceSpec.Kind.of(kindCode);
    if (kind.isEmpty()) throw new Unusable(where + ": unknown kind \"" + kindCode + '"');
    boolean reader = kind.get() == DeviceSpec.Kind.READER;
    return new DeviceSpec(
        field(where, node, "site", SITE),
        field(where, node, "code", CODE),
        kind.get(),
        reader ? Optional.of(field(where, node, "door", CODE)) : Optional.empty(),
        Optional.ofNullable(node.get("space")).map(JsonNode::textValue),
        field(where, node, "password", PASSWORD),
        key(where, node, "command_key"),
        key(where, node, "credential_key"),
        Optional.ofNullable(node.get("server")).map(JsonNode::textValue),
        Optional.ofNullable(node.get("broker")).map(JsonNode::textValue),
        node.path("keys").asInt(0));
  }

  private static Optional<String> key(String where, JsonNode node, String name) throws Unusable {
    return node.has(name) ? Optional.of(field(where, node, name, KEY)) : Optional.empty();
  }

  private static String field(String where, JsonNode node, String name, Pattern pattern)
      throws Unusable {
    JsonNode value = node.path(name);
    if (value.isTextual() && pattern.matcher(value.textValue()).matches()) return value.textValue();
    throw new Unusable(where + ": \"" + name + "\" must match " + pattern);
  }
}
