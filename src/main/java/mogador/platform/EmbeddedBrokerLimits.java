package mogador.platform;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.time.Clock;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Cuts off who would disturb others: who publishes far more than any device has to tell, so that it
 * does not fill the queue that all others' messages stand in, and who reaches for a shared
 * subscription, which this broker would then take away from those who have it. A connection made
 * anew begins where the last one was.
 */
final class EmbeddedBrokerLimits implements MQTTInterceptor {
  private static final int PER_SECOND = 200;
  private static final int BURST = 1_000;
  private static final String SHARED = "$share/";

  private final EmbeddedBrokerSecurity security;
  private final Throttle<String> throttle = new Throttle<>(PER_SECOND, BURST);
  private final Clock clock = Clock.systemUTC();

  EmbeddedBrokerLimits(EmbeddedBrokerSecurity security) {
    this.security = security;
  }

  /** The broker ends a connection when this says no. */
  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    Optional<String> guest = security.guest(connection);
    return guest.isEmpty()
        || switch (packet) {
          case MqttPublishMessage said -> throttle.passes(guest.get(), clock.instant());
          case MqttSubscribeMessage wish ->
              wish.payload().topicSubscriptions().stream()
                  .noneMatch(s -> s.topicFilter().startsWith(SHARED));
          case MqttUnsubscribeMessage wish ->
              wish.payload().topics().stream().noneMatch(filter -> filter.startsWith(SHARED));
          default -> true;
        };
  }
}
