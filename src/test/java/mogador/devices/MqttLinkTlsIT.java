package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.TestAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mogador.kernel.Await;
import mogador.platform.BrokerGuard;
import mogador.platform.EmbeddedBroker;
import mogador.platform.Pem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own link under TLS. */
class MqttLinkTlsIT {
  private static final EmbeddedBroker.Account SERVER =
      new EmbeddedBroker.Account("server", "server-password");

  @TempDir private Path folder = Path.of("");

  @Test
  void theServerSpeaksToItsBrokerUnderTls() throws Exception {
    var authority = new TestAuthority(folder);
    authority.issue("broker");
    var own = new Pem.Identity(authority.certificateOf("broker"), authority.keyOf("broker"));
    var tls = Optional.of(new EmbeddedBroker.Tls(own, Optional.empty()));
    var sockets = Pem.sockets(Optional.of(authority.certificate()), Optional.empty());
    try (var broker = EmbeddedBroker.start(0, SERVER, BrokerGuard.NOBODY, tls)) {
      var settings =
          new GatewaySettings(broker.url(), SERVER.user(), SERVER.password(), Optional.of(sockets));
      var heard = new LinkedBlockingQueue<String>();
      MqttLink.Receiver receiver =
          (topic, payload, retained, done) -> {
            heard.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
            done.run();
          };
      var link =
          new MqttLink(
              settings, "tls", List.of("there/+"), receiver, () -> {}, new SimpleMeterRegistry());
      link.start();
      try (link;
          var device =
              MqttProbe.connect(
                  broker.url(),
                  Optional.of(SERVER.user()),
                  Optional.of(SERVER.password()),
                  MqttProbe.randomId(),
                  sockets)) {
        Await.until("the link is up", link::isReady);
        device.publish("there/1", "hello");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("there/1 hello");
        device.subscribe("back/1");
        link.publish("back/1", "welcome".getBytes(StandardCharsets.UTF_8), 5);
        assertThat(device.next(Duration.ofSeconds(10)))
            .isEqualTo(new MqttProbe.Message("back/1", "welcome", false));
      }
    }
  }
}
