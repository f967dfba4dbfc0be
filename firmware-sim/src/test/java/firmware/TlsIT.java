package firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A device's line to a broker that speaks TLS alone and asks for certificates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {
  private static final String UP = "up";
  private static final DeviceSpec READER =
      new DeviceSpec(
          "essaouira",
          "r-entrance",
          DeviceSpec.Kind.READER,
          Optional.of("entrance"),
          Optional.empty(),
          "sixteen-printable",
          Optional.empty(),
          Optional.empty());

  @TempDir private static Path folder = Path.of("");
  private final VirtualScheduler threads = new VirtualScheduler();
  private TestAuthority authority;
  private TestAuthority other;
  private Broker broker;

  @BeforeAll
  void start() throws Exception {
    authority = new TestAuthority(folder.resolve("good"));
    authority.issue("broker");
    authority.issue("essaouira/r-entrance");
    other = new TestAuthority(folder.resolve("other"));
    other.issue("essaouira/r-entrance");
    broker = new Broker(folder, authority.acceptor("broker", true));
  }

  @AfterAll
  void stop() throws Exception {
    threads.shutdownNow();
    broker.stop();
  }

  @Test
  void withItsCertificateAndTheRightAuthorityItIsUp() throws Exception {
    assertThat(tried(broker.address(), tls(authority, authority))).isEqualTo(UP);
  }

  @Test
  void itRefusesABrokerOfAnotherAuthority() throws Exception {
    assertThat(tried(broker.address(), tls(other, authority))).contains("PKIX path");
  }

  @Test
  void itRefusesABrokerByAnotherName() throws Exception {
    String address = broker.address().replace("localhost", "127.0.0.1");
    assertThat(tried(address, tls(authority, authority))).contains("127.0.0.1");
  }

  @Test
  void withoutACertificateOrWithAnotherAuthoritysItIsNotLetIn() throws Exception {
    var none = Tls.of(Optional.of(authority.certificate()), Optional.empty());
    assertThat(tried(broker.address(), none)).isNotEqualTo(UP);
    assertThat(tried(broker.address(), tls(authority, other))).isNotEqualTo(UP);
  }

  @Test
  void inPlainItIsNotLetIn() throws Exception {
    String address = broker.address().replace("ssl://", "tcp://");
    var plain = Network.plain(address);
    assertThat(tried(plain)).isNotEqualTo(UP);
  }

  @Test
  void aPulledPlugEndsALineUnderTls() throws Exception {
    var ended = new CompletableFuture<String>();
    var network = network(broker.address(), tls(authority, authority));
    var line = new Line(network, READER, "{}", threads, new Told(ended, Line::pull));
    line.connect();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("pulled");
  }

  @Test
  void aFileThatCannotBeUsedIsNamed() throws Exception {
    Path empty = folder.resolve("empty.pem");
    Files.writeString(empty, "no certificate\n");
    assertThatThrownBy(() -> Tls.of(Optional.of(empty), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem has no certificate");
    Path certificates = folder.resolve("certificates");
    Files.createDirectories(certificates.resolve("essaouira"));
    Files.copy(
        authority.certificateOf("essaouira/r-entrance"),
        certificates.resolve("essaouira/r-entrance.crt"));
    Files.writeString(certificates.resolve("essaouira/r-entrance.key"), "no key\n");
    var tls = Tls.of(Optional.of(authority.certificate()), Optional.of(certificates));
    assertThatThrownBy(() -> tls.plug(READER)).hasMessageContaining("PKCS #8");
  }

  private static Tls tls(TestAuthority trusted, TestAuthority shown) {
    return Tls.of(Optional.of(trusted.certificate()), Optional.of(shown.folder()));
  }

  private static Network network(String address, Tls tls) {
    return new Network(address, Optional.of(tls), 0, Air.Weather.CLEAR);
  }

  private String tried(String address, Tls tls) throws Exception {
    return tried(network(address, tls));
  }

  /** Up, or why not. */
  private String tried(Network network) throws Exception {
    var ended = new CompletableFuture<String>();
    var line = new Line(network, READER, "{}", threads, new Told(ended, up -> ended.complete(UP)));
    line.connect();
    try {
      return ended.get(20, TimeUnit.SECONDS);
    } finally {
      line.pull();
    }
  }

  private interface WhenUp {
    void up(Line line);
  }

  private record Told(CompletableFuture<String> ended, WhenUp then) implements Line.Listener {
    @Override
    public void up(Line line) {
      then.up(line);
    }

    @Override
    public void down(Line line, String why) {
      ended.complete(why);
    }

    @Override
    public void arrived(Line line, String topic, byte[] payload) {}

    @Override
    public void unusable(Line line) {}
  }
}
