package mogador.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLSocketFactory;
import mogador.platform.DatabaseSettings;
import mogador.platform.Pem;
import mogador.platform.SmtpMailer;
import mogador.uplinks.NetworkServer;
import mogador.uplinks.UplinkSource;

/**
 * All that a server is told before it starts. Read from {@code MOGADOR_…} variables and a YAML
 * file; a variable wins over the file. Unknown keys are refused.
 *
 * @param uplinks network servers whose sensors are listened to
 * @param retention how long personal data of events and of the audit trail is kept
 */
record Settings(
    String httpHost,
    int httpPort,
    String publicUrl,
    DatabaseSettings database,
    Mqtt mqtt,
    String credentialKey,
    Optional<SmtpMailer.Server> smtp,
    boolean showMails,
    List<UplinkSource> uplinks,
    Duration retention) {

  /** How long personal data is kept where nothing else is said. */
  static final Duration RETENTION = Duration.ofDays(90);

  /**
   * The broker and our own account on it.
   *
   * @param tls behind {@code ssl:}, where it differs from what Java trusts
   * @param forDevices where devices find it
   * @param accounts whether it is a Mosquitto whose accounts we keep
   * @param keysLife after which a device is told to fetch newer keys
   */
  record Mqtt(
      String url,
      String user,
      String password,
      Optional<SSLSocketFactory> tls,
      String forDevices,
      boolean accounts,
      Duration keysLife) {
    Mqtt(String url, String user, String password) {
      this(url, user, password, Optional.empty());
    }

    Mqtt(String url, String user, String password, Optional<SSLSocketFactory> tls) {
      this(url, user, password, tls, url, false, Duration.ofDays(365));
    }
  }

  /** Of settings that may be given for several network servers, from 1 on. */
  private static final int UPLINKS = 8;

  private static final List<String> OF_UPLINK =
      List.of("kind", "name", "url", "user", "password", "ca", "site", "topic");

  /** Each key, what it means, and its default; without one it must be given. */
  private static final Map<String, Optional<String>> SINGLE =
      Map.ofEntries(
          Map.entry("http.host", Optional.of("0.0.0.0")),
          Map.entry("http.port", Optional.of("8080")),
          Map.entry("public.url", Optional.of("")),
          Map.entry("database.url", Optional.empty()),
          Map.entry("database.user", Optional.empty()),
          Map.entry("database.password", Optional.empty()),
          Map.entry("database.pool", Optional.of("16")),
          Map.entry("mqtt.url", Optional.empty()),
          Map.entry("mqtt.user", Optional.of("server")),
          Map.entry("mqtt.password", Optional.empty()),
          Map.entry("mqtt.devices", Optional.of("")),
          Map.entry("mqtt.accounts", Optional.of("none")),
          Map.entry("keys.days", Optional.of("365")),
          Map.entry("mqtt.ca", Optional.of("")),
          Map.entry("mqtt.certificate", Optional.of("")),
          Map.entry("mqtt.key", Optional.of("")),
          Map.entry("credential.key", Optional.empty()),
          Map.entry("mail.host", Optional.of("")),
          Map.entry("mail.port", Optional.of("25")),
          Map.entry("mail.from", Optional.of("")),
          Map.entry("mail.tls", Optional.of("")),
          Map.entry("mail.user", Optional.of("")),
          Map.entry("mail.password", Optional.of("")),
          Map.entry("mail.show", Optional.of("false")),
          Map.entry("retention.days", Optional.of("90")));

  private static final Map<String, Optional<String>> KEYS = keys();

  private static Map<String, Optional<String>> keys() {
    var keys = new HashMap<>(SINGLE);
    for (int number = 1; number <= UPLINKS; number++) {
      for (String of : OF_UPLINK) keys.put("uplinks." + number + "." + of, Optional.of(""));
    }
    return Map.copyOf(keys);
  }

  /** For the shell and the logs, not for settings. */
  private static final List<String> NOT_OURS =
      List.of("MOGADOR_LOG", "MOGADOR_JAVA_OPTS", "MOGADOR_TEST_LOG");

  /** What is wrong with the settings, all of it. */
  static final class Wrong extends RuntimeException {
    Wrong(List<String> complaints) {
      super(String.join("\n", complaints), null, false, false);
    }
  }

  /**
   * Reads settings.
   *
   * @param file dotted keys and values, as flattened from a YAML file
   * @param environment {@code database.url} is {@code MOGADOR_DATABASE_URL} there
   * @throws Wrong naming every unknown, missing and malformed key
   */
  static Settings read(Map<String, String> file, Map<String, String> environment) {
    var complaints = new ArrayList<String>();
    var values = new HashMap<String, String>();
    KEYS.forEach((key, value) -> value.ifPresent(v -> values.put(key, v)));
    for (String key : new TreeSet<>(file.keySet())) {
      if (KEYS.containsKey(key)) values.put(key, file.get(key));
      else complaints.add("unknown key in the file: " + key);
    }
    for (String name : new TreeSet<>(environment.keySet())) {
      if (!name.startsWith("MOGADOR_") || NOT_OURS.contains(name)) continue;
      String key = name.substring("MOGADOR_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
      if (KEYS.containsKey(key)) values.put(key, environment.get(name));
      else complaints.add("unknown variable: " + name);
    }
    for (String key : new TreeSet<>(KEYS.keySet())) {
      if (!values.containsKey(key)) {
        complaints.add(
            "missing: "
                + key
                + " (MOGADOR_"
                + key.toUpperCase(Locale.ROOT).replace('.', '_')
                + ")");
      }
    }
    if (!complaints.isEmpty()) throw new Wrong(complaints);
    return new Reader(values, complaints).settings();
  }

  /** The installation's key, as bytes. */
  byte[] credentialKeyBytes() {
    return HexFormat.of().parseHex(credentialKey);
  }

  /** Where people's answers to our mails go: a sender of nothing if no mail is sent. */
  String mailAddress() {
    return smtp.map(SmtpMailer.Server::from)
        .orElseGet(() -> "no-reply@" + java.net.URI.create(publicUrl).getHost());
  }

  private record Reader(Map<String, String> values, List<String> complaints) {
    Settings settings() {
      int port = number("http.port", 0, 65_535);
      int pool = number("database.pool", 1, 200);
      int mailPort = number("mail.port", 1, 65_535);
      int keysDays = number("keys.days", 1, 3_650);
      int retentionDays = number("retention.days", 1, 3_650);
      require("database.url", "postgresql://.+", "postgresql://host:5432/mogador");
      require("mqtt.url", "(tcp|ssl)://.+:\\d+", "tcp://host:1883");
      require("mqtt.devices", "|(tcp|ssl)://.+:\\d+", "tcp://host:1883");
      require("mqtt.accounts", "none|mosquitto", "none or mosquitto");
      require("credential.key", "([0-9a-fA-F]{2}){16,64}", "16 to 64 bytes in hexadecimal");
      require("mail.show", "true|false", "true or false");
      require("mail.tls", "|optional|required|implicit", "optional, required or implicit");
      if (!text("mail.host").isEmpty() && !text("mail.from").matches("[^\\s@<>]+@[^\\s@<>]+")) {
        complaints.add("mail.from is needed beside mail.host, like mogador@example.org");
      }
      if (text("mail.user").isEmpty() != text("mail.password").isEmpty()) {
        complaints.add("mail.user and mail.password are needed together");
      }
      Optional<SSLSocketFactory> tls = tls();
      List<UplinkSource> uplinks = uplinks();
      if (!complaints.isEmpty()) throw new Wrong(complaints);
      String url = text("public.url");
      return new Settings(
          text("http.host"),
          port,
          url.isEmpty() ? "http://localhost:" + port : url.replaceFirst("/+$", ""),
          new DatabaseSettings(
              text("database.url"), text("database.user"), text("database.password"), pool),
          new Mqtt(
              text("mqtt.url"),
              text("mqtt.user"),
              text("mqtt.password"),
              tls,
              text("mqtt.devices").isEmpty() ? text("mqtt.url") : text("mqtt.devices"),
              text("mqtt.accounts").equals("mosquitto"),
              Duration.ofDays(keysDays)),
          text("credential.key"),
          text("mail.host").isEmpty() ? Optional.empty() : Optional.of(smtp(mailPort)),
          Boolean.parseBoolean(text("mail.show")),
          uplinks,
          Duration.ofDays(retentionDays));
    }

    private Optional<SSLSocketFactory> tls() {
      Optional<Path> ca = path("mqtt.ca");
      Optional<Path> certificate = path("mqtt.certificate");
      Optional<Path> key = path("mqtt.key");
      if (ca.isEmpty() && certificate.isEmpty() && key.isEmpty()) return Optional.empty();
      if (!text("mqtt.url").startsWith("ssl:")) {
        complaints.add("mqtt.ca, mqtt.certificate and mqtt.key are for an mqtt.url with ssl://");
      }
      if (certificate.isPresent() != key.isPresent()) {
        complaints.add("mqtt.certificate and mqtt.key are needed together");
        return Optional.empty();
      }
      try {
        return Optional.of(
            Pem.sockets(ca, certificate.map(it -> new Pem.Identity(it, key.orElseThrow()))));
      } catch (IllegalArgumentException e) {
        complaints.add(String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    private List<UplinkSource> uplinks() {
      var sources = new ArrayList<UplinkSource>();
      for (int number = 1; number <= UPLINKS; number++) {
        String of = "uplinks." + number + ".";
        boolean given = OF_UPLINK.stream().anyMatch(key -> !text(of + key).isEmpty());
        if (given) uplink(of, number).ifPresent(sources::add);
      }
      if (sources.stream().map(UplinkSource::name).distinct().count() < sources.size()) {
        complaints.add("two of uplinks have the same name");
      }
      return sources;
    }

    private Optional<UplinkSource> uplink(String of, int number) {
      Optional<NetworkServer> kind = NetworkServer.of(text(of + "kind"));
      if (kind.isEmpty()) {
        complaints.add(of + "kind is not chirpstack, things_stack or esp_rfid");
        return Optional.empty();
      }
      String name = text(of + "name");
      try {
        return Optional.of(
            new UplinkSource(
                name.isEmpty() ? kind.get().code().replace('_', '-') + "-" + number : name,
                kind.get(),
                text(of + "url"),
                given(of + "user"),
                text(of + "password"),
                path(of + "ca"),
                given(of + "site"),
                given(of + "topic")));
      } catch (IllegalArgumentException e) {
        complaints.add(of + ": " + e.getMessage());
        return Optional.empty();
      }
    }

    private Optional<String> given(String key) {
      return Optional.of(text(key)).filter(text -> !text.isEmpty());
    }

    private Optional<Path> path(String key) {
      return Optional.of(text(key)).filter(text -> !text.isEmpty()).map(Path::of);
    }

    private SmtpMailer.Server smtp(int port) {
      Optional<SmtpMailer.Login> login =
          text("mail.user").isEmpty()
              ? Optional.empty()
              : Optional.of(new SmtpMailer.Login(text("mail.user"), text("mail.password")));
      // A password goes out under TLS unless somebody says otherwise.
      String standard = login.isPresent() ? "required" : "optional";
      String tls = text("mail.tls").isEmpty() ? standard : text("mail.tls");
      return new SmtpMailer.Server(
          text("mail.host"),
          port,
          text("mail.from"),
          SmtpMailer.Tls.valueOf(tls.toUpperCase(Locale.ROOT)),
          login);
    }

    private String text(String key) {
      return Optional.ofNullable(values.get(key)).orElse("");
    }

    private void require(String key, String shape, String example) {
      if (!text(key).matches(shape)) complaints.add(key + " is not like " + example);
    }

    private int number(String key, int least, int most) {
      try {
        int number = Integer.parseInt(text(key));
        if (number >= least && number <= most) return number;
      } catch (NumberFormatException e) {
        complaints.add(key + " is not a number: " + text(key));
        return least;
      }
      complaints.add(key + " is not from " + least + " to " + most);
      return least;
    }
  }

  /** Never a secret. */
  @Override
  public String toString() {
    return "http " + httpHost + ":" + httpPort + ", " + database + ", mqtt " + mqtt.url();
  }
}
