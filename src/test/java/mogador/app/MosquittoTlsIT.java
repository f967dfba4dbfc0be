package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firmware.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import mogador.devices.MqttProbe;
import mogador.platform.Pem;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Mosquitto as deployed for TLS: passwords at one port, devices' certificates at the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MosquittoTlsIT {
  private static final String DEVICE = "essaouira/r-entrance";
  private static final String OTHER = "essaouira/r-back";
  private static final String GONE = "essaouira/r-gone";
  private static final String PASSWORD = "a-password-of-the-entrance-reader";
  private static final Settings.Mqtt SERVER =
      new Settings.Mqtt("ssl://localhost:8883", "server", "the-servers-own-password");

  private final int port = Mosquitto.freePort();
  private final int certificatePort = Mosquitto.freePort();
  private Path folder;
  private TestAuthority authority;
  private TestAuthority strange;
  private Mosquitto mosquitto;

  @BeforeAll
  void start() throws Exception {
    // Mosquitto becomes a user of its own, who must be able to read these.
    folder =
        Files.createTempDirectory(
            "mogador-tls",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    authority = new TestAuthority(folder.resolve("good"));
    for (String name : new String[] {"broker", DEVICE, OTHER, GONE}) authority.issue(name);
    strange = new TestAuthority(folder.resolve("strange"));
    strange.issue(DEVICE);
    Path accounts = folder.resolve("accounts.json");
    Files.writeString(
        accounts,
        MosquittoAccounts.json(
                Optional.empty(),
                SERVER,
                "essaouira",
                Map.of(DEVICE, PASSWORD, OTHER, "a-password-of-the-back-reader----"))
            .encode());
    mosquitto =
        new Mosquitto(
            folder,
            accounts,
            port,
            "mosquitto-tls.conf",
            Map.of(
                "\nlistener 8883\n",
                "\nlistener " + port + " 127.0.0.1\n",
                "\nlistener 8884\n",
                "\nlistener " + certificatePort + " 127.0.0.1\n",
                "/mosquitto/tls/broker.crt",
                authority.certificateOf("broker").toString(),
                "/mosquitto/tls/broker.key",
                authority.keyOf("broker").toString(),
                "/mosquitto/tls/devices-ca.crt",
                authority.certificate().toString()));
  }

  @AfterAll
  void stop() throws Exception {
    mosquitto.stop();
  }

  @Test
  void underTlsServerAndDevicesGiveTheirPasswords() throws Exception {
    try (var server = withPassword(SERVER.user(), SERVER.password(), MqttProbe.randomId());
        var device = withPassword(DEVICE, PASSWORD, DEVICE)) {
      assertThat(server.subscribe("mogador/v1/#")).isLessThan(0x80);
      assertThat(device.publish("mogador/v1/" + DEVICE + "/telemetry", "{}")).isLessThan(0x80);
      assertThat(server.next(Duration.ofSeconds(5)))
          .isEqualTo(new MqttProbe.Message("mogador/v1/" + DEVICE + "/telemetry", "{}", false));
    }
    assertRefused(() -> withPassword(DEVICE, "not-its-own-password", DEVICE));
    assertRefused(() -> MqttProbe.connect("tcp://127.0.0.1:" + port, DEVICE, PASSWORD));
  }

  @Test
  void aDeviceWithACertificateNeedsNoPasswordAndStaysBelowItsRoot() throws Exception {
    try (var device = certified(authority, DEVICE, DEVICE)) {
      assertThat(device.subscribe("mogador/v1/" + DEVICE + "/decision")).isLessThan(0x80);
      assertThat(device.publish("mogador/v1/" + DEVICE + "/badge", "{}")).isLessThan(0x80);
      for (String filter : new String[] {"#", "mogador/v1/" + OTHER + "/decision"}) {
        assertThat(device.subscribe(filter)).as(filter).isEqualTo(0x87);
      }
      assertThat(device.publish("mogador/v1/" + OTHER + "/badge", "{}")).isEqualTo(0x87);
    }
  }

  @Test
  void aCertificateTakesNobodyElsesClientId() throws Exception {
    try (var device = certified(authority, DEVICE, DEVICE);
        var other = certified(authority, OTHER, DEVICE)) {
      assertThat(other.publish("mogador/v1/" + OTHER + "/badge", "{}")).isLessThan(0x80);
      assertThat(device.publish("mogador/v1/" + DEVICE + "/badge", "{}")).isLessThan(0x80);
      assertThat(device.isConnected()).isTrue();
    }
  }

  @Test
  void aCertificateWithoutAnAccountMayDoNothing() throws Exception {
    try (var gone = certified(authority, GONE, GONE)) {
      assertThat(gone.subscribe("mogador/v1/" + GONE + "/decision")).isEqualTo(0x87);
      assertThat(gone.publish("mogador/v1/" + GONE + "/badge", "{}")).isEqualTo(0x87);
    }
  }

  @Test
  void withoutACertificateOfTheirAuthorityDevicesAreNotLetIn() {
    assertRefused(() -> certified(strange, DEVICE, DEVICE));
    assertRefused(
        () ->
            MqttProbe.connect(
                address(certificatePort),
                Optional.of(DEVICE),
                Optional.of(PASSWORD),
                DEVICE,
                trusting(authority)));
    assertRefused(
        () ->
            MqttProbe.connect(
                address(port),
                Optional.of(DEVICE),
                Optional.of(PASSWORD),
                DEVICE,
                trusting(strange)));
  }

  private MqttProbe withPassword(String user, String password, String clientId)
      throws MqttException {
    return MqttProbe.connect(
        address(port), Optional.of(user), Optional.of(password), clientId, trusting(authority));
  }

  private MqttProbe certified(TestAuthority by, String name, String clientId) throws MqttException {
    var own = new Pem.Identity(by.certificateOf(name), by.keyOf(name));
    return MqttProbe.connect(
        address(certificatePort),
        Optional.empty(),
        Optional.empty(),
        clientId,
        Pem.sockets(Optional.of(authority.certificate()), Optional.of(own)));
  }

  private static SSLSocketFactory trusting(TestAuthority whom) {
    return Pem.sockets(Optional.of(whom.certificate()), Optional.empty());
  }

  private static String address(int port) {
    return "ssl://localhost:" + port;
  }

  private interface Connecting {
    MqttProbe connect() throws MqttException;
  }

  private static void assertRefused(Connecting connecting) {
    assertThatThrownBy(() -> connecting.connect().close()).isInstanceOf(MqttException.class);
  }
}
