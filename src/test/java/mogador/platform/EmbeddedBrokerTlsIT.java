package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firmware.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mogador.devices.MqttProbe;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker under TLS, with devices that have certificates and others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerTlsIT {
  private static final EmbeddedBroker.Account SERVER =
      new EmbeddedBroker.Account("server", "server-password");
  private static final String A = "park/a";

  @TempDir private static Path folder = Path.of("");
  private TestAuthority authority;
  private TestAuthority other;
  private EmbeddedBroker broker;

  @BeforeAll
  void start() throws Exception {
    authority = new TestAuthority(folder.resolve("good"));
    for (String name : new String[] {"broker", A, "park/b", "server"}) authority.issue(name);
    other = new TestAuthority(folder.resolve("other"));
    other.issue(A);
    var tls =
        new EmbeddedBroker.Tls(
            new Pem.Identity(authority.certificateOf("broker"), authority.keyOf("broker")),
            Optional.of(authority.certificate()));
    broker = EmbeddedBroker.start(0, SERVER, new OwnRoom(), Optional.of(tls));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void whoHasACertificateNeedsNoPasswordAndStaysInHisOwnRoom() throws Exception {
    try (MqttProbe server = server();
        MqttProbe a = certified(authority, Optional.empty(), A)) {
      server.subscribe("room/#");
      assertThat(a.subscribe("room/" + A + "/in")).isLessThan(0x80);
      assertThat(a.subscribe("room/park/b/in")).isGreaterThanOrEqualTo(0x80);
      assertThat(a.subscribe("#")).isGreaterThanOrEqualTo(0x80);
      assertThat(a.publish("room/park/b/out", "x")).isGreaterThanOrEqualTo(0x80);
      assertThat(a.publish("room/" + A + "/out", "hello")).isLessThan(0x80);
      assertThat(server.next(Duration.ofSeconds(5)))
          .isEqualTo(new MqttProbe.Message("room/" + A + "/out", "hello", false));
    }
  }

  @Test
  void aCertificateIsForNobodyElse() {
    assertRefused(() -> certified(authority, Optional.empty(), "park/b"));
    assertRefused(() -> certified(authority, Optional.of("park/b"), "park/b"));
    assertRefused(() -> certified(authority, Optional.of("server"), A));
  }

  /** Not even with the right password does a device's authority make a server. */
  @Test
  void aDevicesAuthorityVouchesForNoServer() {
    var sockets = Pem.sockets(trusted(), identity(authority, "server"));
    assertRefused(
        () ->
            MqttProbe.connect(broker.url(), Optional.empty(), Optional.empty(), "server", sockets));
    assertRefused(
        () ->
            MqttProbe.connect(
                broker.url(),
                Optional.of(SERVER.user()),
                Optional.of(SERVER.password()),
                "server",
                sockets));
  }

  @Test
  void anotherAuthoritysCertificateIsRefused() {
    assertRefused(() -> certified(other, Optional.empty(), A));
  }

  @Test
  void whoHasNoneGivesThePasswordAsEver() throws Exception {
    try (MqttProbe a = named(A, "password-of-" + A)) {
      assertThat(a.publish("room/" + A + "/out", "hello")).isLessThan(0x80);
    }
    assertRefused(() -> named(A, "wrong"));
    var sockets = Pem.sockets(trusted(), Optional.empty());
    assertRefused(
        () -> MqttProbe.connect(broker.url(), Optional.of(A), Optional.empty(), A, sockets));
    assertRefused(
        () -> MqttProbe.connect(broker.url(), Optional.empty(), Optional.empty(), A, sockets));
  }

  @Test
  void whoTrustsAnotherAuthorityOrKnowsAnotherNameDoesNotConnect() {
    var strange = Pem.sockets(Optional.of(other.certificate()), Optional.empty());
    assertThatThrownBy(
            () ->
                MqttProbe.connect(
                    broker.url(), Optional.of(A), Optional.of("password-of-" + A), A, strange))
        .hasStackTraceContaining("PKIX path");
    var sockets = Pem.sockets(trusted(), Optional.empty());
    String byNumber = broker.url().replace("localhost", "127.0.0.1");
    assertThatThrownBy(
            () ->
                MqttProbe.connect(
                    byNumber, Optional.of(A), Optional.of("password-of-" + A), A, sockets))
        .hasStackTraceContaining("127.0.0.1");
  }

  @Test
  void inPlainNobodyConnects() {
    String plain = "tcp://127.0.0.1:" + broker.port();
    assertRefused(() -> MqttProbe.connect(plain, A, "password-of-" + A));
  }

  @Test
  void aFileThatCannotBeUsedIsNamed() throws Exception {
    Path key = folder.resolve("old.key");
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");
    var own = new Pem.Identity(authority.certificateOf("broker"), key);
    assertThatThrownBy(
            () ->
                EmbeddedBroker.start(
                    0,
                    SERVER,
                    BrokerGuard.NOBODY,
                    Optional.of(new EmbeddedBroker.Tls(own, Optional.empty()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("old.key has no key of EC or RSA in PKCS #8");
  }

  private MqttProbe server() throws MqttException {
    return MqttProbe.connect(
        broker.url(),
        Optional.of(SERVER.user()),
        Optional.of(SERVER.password()),
        MqttProbe.randomId(),
        Pem.sockets(trusted(), Optional.empty()));
  }

  private MqttProbe named(String user, String password) throws MqttException {
    return MqttProbe.connect(
        broker.url(),
        Optional.of(user),
        Optional.of(password),
        user,
        Pem.sockets(trusted(), Optional.empty()));
  }

  /** With the certificate of {@link #A} by this authority. */
  private MqttProbe certified(TestAuthority by, Optional<String> user, String clientId)
      throws MqttException {
    return MqttProbe.connect(
        broker.url(), user, Optional.empty(), clientId, Pem.sockets(trusted(), identity(by, A)));
  }

  private Optional<Path> trusted() {
    return Optional.of(authority.certificate());
  }

  private static Optional<Pem.Identity> identity(TestAuthority by, String name) {
    return Optional.of(new Pem.Identity(by.certificateOf(name), by.keyOf(name)));
  }

  private interface Connecting {
    MqttProbe connect() throws MqttException;
  }

  private static void assertRefused(Connecting connecting) {
    assertThatThrownBy(() -> connecting.connect().close()).isInstanceOf(MqttException.class);
  }

  private static final class OwnRoom implements BrokerGuard {
    @Override
    public boolean authenticate(String user, String password, String clientId) {
      return password.equals("password-of-" + user) && clientId.equals(user);
    }

    @Override
    public boolean authenticateCertified(String name, String clientId) {
      return clientId.equals(name);
    }

    @Override
    public boolean mayPublish(String user, String topic) {
      return topic.equals("room/" + user + "/out");
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
      return filter.equals("room/" + user + "/in");
    }
  }
}
