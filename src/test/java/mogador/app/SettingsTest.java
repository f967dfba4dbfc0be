package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import mogador.platform.SmtpMailer;
import mogador.uplinks.UplinkSource;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, String> NEEDED =
      Map.of(
          "database.url", "postgresql://db:5432/mogador",
          "database.user", "mogador",
          "database.password", "secret-word",
          "mqtt.url", "tcp://broker:1883",
          "mqtt.password", "other-secret",
          "credential.key", "5a".repeat(32));

  @Test
  void whatIsNotSaidHasADefault() {
    Settings settings = Settings.read(NEEDED, Map.of());
    assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(settings.database().poolSize()).isEqualTo(16);
    assertThat(settings.mqtt().user()).isEqualTo("server");
    assertThat(settings.smtp()).isEmpty();
    assertThat(settings.showMails()).isFalse();
    assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void aVariableWinsOverTheFile() {
    Settings settings =
        Settings.read(with("http.port", "8081"), Map.of("MOGADOR_HTTP_PORT", "8082", "PATH", "/"));
    assertThat(settings.httpPort()).isEqualTo(8082);
  }

  @Test
  void networkServersAreListenedToByNumber() {
    Settings settings =
        Settings.read(
            NEEDED,
            Map.of(
                "MOGADOR_UPLINKS_1_KIND", "chirpstack",
                "MOGADOR_UPLINKS_1_URL", "tcp://lns:1883",
                "MOGADOR_UPLINKS_3_KIND", "things_stack",
                "MOGADOR_UPLINKS_3_URL", "ssl://eu1.example.org:8883",
                "MOGADOR_UPLINKS_3_USER", "app1@ttn",
                "MOGADOR_UPLINKS_3_PASSWORD", "NNSXS.secret",
                "MOGADOR_UPLINKS_4_KIND", "esp_rfid",
                "MOGADOR_UPLINKS_4_URL", "tcp://doors:1883"));
    assertThat(settings.uplinks())
        .extracting(UplinkSource::name)
        .containsExactly("chirpstack-1", "things-stack-3", "esp-rfid-4");
    assertThat(settings.uplinks().toString()).doesNotContain("secret");
    assertThat(Settings.read(NEEDED, Map.of()).uplinks()).isEmpty();
    assertThatThrownBy(
            () ->
                Settings.read(
                    with("uplinks.2.kind", "chirpstack"),
                    Map.of("MOGADOR_UPLINKS_1_URL", "tcp://lns:1883")))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageContaining("uplinks.1.kind")
        .hasMessageContaining("uplinks.2.");
  }

  @Test
  void unknownKeysAreRefusedByName() {
    assertThatThrownBy(
            () -> Settings.read(with("http.prot", "1"), Map.of("MOGADOR_DATABSE_URL", "x")))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageContaining("http.prot")
        .hasMessageContaining("MOGADOR_DATABSE_URL");
  }

  @Test
  void everyMissingKeyIsNamedAtOnce() {
    assertThatThrownBy(() -> Settings.read(Map.of(), Map.of()))
        .hasMessageContaining("MOGADOR_DATABASE_URL")
        .hasMessageContaining("MOGADOR_MQTT_PASSWORD")
        .hasMessageContaining("MOGADOR_CREDENTIAL_KEY");
  }

  @Test
  void malformedValuesAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    with("http.port", "99999"), Map.of("MOGADOR_CREDENTIAL_KEY", "short")))
        .hasMessageContaining("http.port")
        .hasMessageContaining("credential.key");
  }

  @Test
  void aPasswordForMailsGoesUnderTlsUnlessSaidOtherwise() {
    Map<String, String> mail = with("mail.host", "smtp.example");
    mail.put("mail.from", "mogador@technopark.example");
    assertThat(Settings.read(mail, Map.of()).smtp().orElseThrow().tls())
        .isEqualTo(SmtpMailer.Tls.OPTIONAL);
    mail.put("mail.user", "mogador");
    assertThatThrownBy(() -> Settings.read(mail, Map.of())).hasMessageContaining("mail.password");
    mail.put("mail.password", "third-secret");
    assertThat(Settings.read(mail, Map.of()).smtp().orElseThrow().tls())
        .isEqualTo(SmtpMailer.Tls.REQUIRED);
    assertThat(Settings.read(mail, Map.of()).toString()).doesNotContain("third-secret");
    mail.put("mail.tls", "none");
    assertThatThrownBy(() -> Settings.read(mail, Map.of())).hasMessageContaining("mail.tls");
  }

  @Test
  void filesForTlsAreReadAtOnceAndNamedWhenTheyAreBad() {
    Map<String, String> tls = with("mqtt.ca", "no/such/ca.pem");
    assertThatThrownBy(() -> Settings.read(tls, Map.of()))
        .hasMessageContaining("are for an mqtt.url with ssl://")
        .hasMessageContaining("no/such/ca.pem");
    tls.put("mqtt.url", "ssl://broker:8883");
    tls.put("mqtt.certificate", "server.crt");
    assertThatThrownBy(() -> Settings.read(tls, Map.of()))
        .hasMessage("mqtt.certificate and mqtt.key are needed together");
    Map<String, String> standard = with("mqtt.url", "ssl://broker:8883");
    assertThat(Settings.read(standard, Map.of()).mqtt().tls()).as("as Java does").isEmpty();
  }

  @Test
  void secretsAreNeverPrinted() {
    assertThat(Settings.read(NEEDED, Map.of()).toString())
        .doesNotContain("secret-word", "other-secret", "5a5a");
  }

  private static Map<String, String> with(String key, String value) {
    var all = new HashMap<>(NEEDED);
    all.put(key, value);
    return all;
  }
}
