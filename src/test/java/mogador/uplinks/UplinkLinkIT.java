package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import mogador.platform.BrokerGuard;
import mogador.platform.EmbeddedBroker;
import org.junit.jupiter.api.Test;

/** The connection to a network server, with a real broker that goes and comes back. */
class UplinkLinkIT {
  private static final EmbeddedBroker.Account ACCOUNT =
      new EmbeddedBroker.Account("server", "a-password-of-a-server");

  @Test
  void itListensAgainAfterTheNetworkServerWasAway() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Vertx vertx = Vertx.vertx();
    EmbeddedBroker broker = EmbeddedBroker.start(0, ACCOUNT, BrokerGuard.NOBODY);
    int port = URI.create(broker.url()).getPort();
    var link =
        new UplinkLink(
            vertx,
            source(broker.url()),
            (source, bytes) -> heard.add(new String(bytes, StandardCharsets.UTF_8)));
    try {
      link.start();
      Await.until("listening", link::isReady);
      says(broker.url(), "first");
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("first");
      broker.close();
      Await.until("gone", () -> !link.isReady());
      broker = EmbeddedBroker.start(port, ACCOUNT, BrokerGuard.NOBODY);
      Await.until("listening again", link::isReady);
      says(broker.url(), "second");
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("second");
    } finally {
      link.close();
      broker.close();
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    assertThat(link.isReady()).isFalse();
  }

  private static void says(String url, String text) throws Exception {
    try (var network = MqttProbe.connect(url, ACCOUNT.user(), ACCOUNT.password())) {
      network.publish("application/app/device/0101010101010101/event/up", text);
      network.publish("application/app/device/0101010101010101/event/join", "no uplink");
    }
  }

  private static UplinkSource source(String url) {
    return new UplinkSource(
        "lns",
        NetworkServer.CHIRPSTACK,
        url,
        Optional.of(ACCOUNT.user()),
        ACCOUNT.password(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
