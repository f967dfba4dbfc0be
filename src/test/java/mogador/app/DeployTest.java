package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of a deployment fit each other and the server; no container engine is needed. */
class DeployTest {
  private static final Path COMPOSE = Path.of("docker-compose.yml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:\\?|:-)[^}]*}");

  @Test
  void theServerAcceptsTheSettingsThatComposeGivesIt() throws Exception {
    var environment = new HashMap<String, String>();
    map(map(service("server"), "environment"))
        .forEach((name, value) -> environment.put(name, filled(String.valueOf(value))));
    Settings settings = Settings.read(Map.of(), environment);
    assertThat(settings.database().url()).isEqualTo("postgresql://postgres:5432/mogador");
    assertThat(settings.mqtt().url()).isEqualTo("tcp://mosquitto:1883");
  }

  @Test
  void everySecretMustBeGivenAndNoneIsCommitted() throws Exception {
    Matcher variable = VARIABLE.matcher(Files.readString(COMPOSE));
    var needed = new TreeSet<String>();
    var all = new TreeSet<String>();
    while (variable.find()) {
      all.add(variable.group(1));
      if (variable.group(2).equals(":?")) needed.add(variable.group(1));
    }
    assertThat(needed)
        .containsExactly(
            "MOGADOR_CREDENTIAL_KEY", "MOGADOR_DATABASE_PASSWORD", "MOGADOR_MQTT_PASSWORD");
    List<String> example = Files.readAllLines(Path.of(".env.example"));
    for (String secret : needed) assertThat(example).contains(secret + "=");
    for (String line : example) {
      if (line.isBlank() || line.startsWith("#")) continue;
      assertThat(all).contains(line.substring(0, line.indexOf('=')));
    }
    assertThat(Files.readAllLines(Path.of(".gitignore"))).contains(".env");
  }

  @Test
  void whatIsMountedOrCopiedFromTheCheckoutIsThere() throws Exception {
    var named = new ArrayList<String>();
    for (Object service : map(compose(), "services").values()) {
      if (map(service).get("volumes") instanceof List<?> volumes) {
        for (Object volume : volumes) named.add(String.valueOf(volume).split(":", 2)[0]);
      }
    }
    Map<String, Object> volumes = map(compose(), "volumes");
    assertThat(named).isNotEmpty();
    for (String volume : named) {
      if (volume.startsWith("./")) assertThat(Path.of(volume)).exists();
      else assertThat(volumes).containsKey(volume);
    }
    try (Stream<String> lines = Files.lines(Path.of("Dockerfile"))) {
      lines
          .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
          .map(line -> line.replaceFirst("COPY (--\\S+ )?", "").split(" ", 2)[0])
          .forEach(copied -> assertThat(Path.of(copied)).exists());
    }
  }

  @Test
  void theSimulatorAndTheSetupRunOnlyWhenAsked() throws Exception {
    assertThat(service("simulator").get("profiles")).isEqualTo(List.of("simulator"));
    assertThat(service("setup").get("profiles")).isEqualTo(List.of("setup"));
    assertThat(map(service("simulator"), "environment")).isEmpty();
  }

  private static String filled(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            found ->
                found.group(2).equals(":?")
                    ? "00112233445566778899aabbccddeeff"
                    : found.group().replaceFirst("\\$\\{[A-Z_]+:-", "").replaceFirst("}$", ""));
  }

  private static Map<String, Object> service(String name) throws Exception {
    Map<String, Object> service = map(map(compose(), "services"), name);
    assertThat(service).isNotEmpty();
    return service;
  }

  private static Map<String, Object> compose() throws Exception {
    var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    return map(new Load(settings).loadFromString(Files.readString(COMPOSE)));
  }

  private static Map<String, Object> map(Object tree, String key) {
    return map(map(tree).getOrDefault(key, Map.of()));
  }

  /** A mapping with its merge keys resolved, as compose does. */
  private static Map<String, Object> map(Object tree) {
    var plain = new HashMap<String, Object>();
    if (!(tree instanceof Map<?, ?> map)) return plain;
    if (map.get("<<") instanceof Map<?, ?> merged) plain.putAll(map(merged));
    map.forEach((key, value) -> plain.put(String.valueOf(key), value));
    return plain;
  }
}
