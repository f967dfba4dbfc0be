package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices that were provisioned by a code, as they are in their own flash. */
final class Provisioned {
  private static final String SUFFIX = ".identity";

  private Provisioned() {}

  /** Exchanges a code and keeps what came; all that a device knew before is replaced. */
  static DeviceSpec provision(String server, String code, Path data) throws ServerCalls.Failed {
    DeviceSpec spec = ServerCalls.exchange(server, code, Optional.empty());
    try (var flash = Flash.open(data.resolve(spec.site()).resolve(spec.code() + SUFFIX))) {
      flash.replace(List.of(json(spec).toString()));
    }
    return spec;
  }

  /** All that were provisioned in this folder. */
  static List<DeviceSpec> in(Path data) throws DeviceFile.Unusable {
    if (!Files.exists(data)) return List.of();
    var found = new ArrayList<DeviceSpec>();
    try (var files = Files.walk(data, 2)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        found.add(read(file));
      }
    } catch (IOException e) {
      throw new DeviceFile.Unusable("cannot read " + data + ": " + e.getMessage());
    }
    return found;
  }

  /** Those of a file and these; one that was provisioned by a code is what it was told it is. */
  static List<DeviceSpec> with(List<DeviceSpec> listed, List<DeviceSpec> provisioned) {
    Map<String, DeviceSpec> all = new LinkedHashMap<>();
    for (DeviceSpec spec : listed) all.put(spec.name(), spec);
    for (DeviceSpec spec : provisioned) all.put(spec.name(), spec);
    return List.copyOf(all.values());
  }

  private static DeviceSpec read(Path file) throws DeviceFile.Unusable {
    try (var flash = Flash.open(file)) {
      for (String line : flash.takeLines()) {
        Optional<JsonNode> node = Messages.read(line.getBytes(StandardCharsets.UTF_8));
        if (node.isPresent()) return DeviceFile.device(file.toString(), node.get());
      }
    }
    throw new DeviceFile.Unusable(file + " is damaged: provision the device again");
  }

  private static ObjectNode json(DeviceSpec spec) {
    ObjectNode node = Messages.JSON.createObjectNode().put("site", spec.site());
    node.put("code", spec.code()).put("kind", spec.kind().code()).put("password", spec.password());
    node.put("keys", spec.keys());
    spec.door().ifPresent(door -> node.put("door", door));
    spec.space().ifPresent(space -> node.put("space", space));
    spec.commandKey().ifPresent(key -> node.put("command_key", key));
    spec.credentialKey().ifPresent(key -> node.put("credential_key", key));
    spec.server().ifPresent(server -> node.put("server", server));
    spec.broker().ifPresent(broker -> node.put("broker", broker));
    return node;
  }
}
