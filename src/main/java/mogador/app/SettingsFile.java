package mogador.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML file of settings, flattened to dotted keys. */
final class SettingsFile {
  private SettingsFile() {}

  /**
   * Reads a file.
   *
   * @throws Settings.Wrong if it cannot be read or is not a mapping of texts
   */
  static Map<String, String> read(Path file) {
    try {
      Object tree =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
              .loadFromString(Files.readString(file));
      var flat = new TreeMap<String, String>();
      flatten("", tree == null ? Map.of() : tree, flat);
      return flat;
    } catch (IOException e) {
      throw new Settings.Wrong(List.of("cannot read " + file + ": " + e.getMessage()));
    } catch (YamlEngineException e) {
      throw new Settings.Wrong(List.of(file + " is not YAML: " + e.getMessage()));
    }
  }

  private static void flatten(String prefix, Object value, Map<String, String> flat) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (key, inner) ->
                  flatten(
                      prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key,
                      inner == null ? "" : inner,
                      flat));
      case List<?> list ->
          throw new Settings.Wrong(List.of(prefix + " is a list; settings are single values"));
      default -> flat.put(prefix, String.valueOf(value));
    }
  }
}
