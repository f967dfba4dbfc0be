package mogador.platform;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Adjusts packets that this broker would misread: expiries beyond 2³¹ ms, which overflow, and a
 * will without delay in a session that outlives its connection, which would wait for the session.
 */
final class EmbeddedBrokerRepairs implements MQTTInterceptor {
  private static final int LONGEST_SECONDS = Integer.MAX_VALUE / 1_000;
  private static final int SESSION_EXPIRY = 0x11;
  private static final int MESSAGE_EXPIRY = 0x02;
  private static final int WILL_DELAY = 0x18;

  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet instanceof MqttPublishMessage publish) {
      limit(publish.variableHeader().properties(), MESSAGE_EXPIRY);
    } else if (packet instanceof MqttConnectMessage connect
        && connect.variableHeader().version() >= MqttVersion.MQTT_5.protocolLevel()) {
      limit(connect.variableHeader().properties(), SESSION_EXPIRY);
      if (connect.variableHeader().isWillFlag()) {
        MqttProperties will = connect.payload().willProperties();
        limit(will, MESSAGE_EXPIRY);
        limit(will, WILL_DELAY);
        if (value(connect.variableHeader().properties(), SESSION_EXPIRY) != 0
            && value(will, WILL_DELAY) == 0) {
          will.add(new IntegerProperty(WILL_DELAY, 1));
        }
      }
    }
    return true;
  }

  /** The values are unsigned, so a great one looks negative. */
  private static void limit(MqttProperties properties, int property) {
    int value = value(properties, property);
    if (value < 0 || value > LONGEST_SECONDS) {
      properties.add(new IntegerProperty(property, LONGEST_SECONDS));
    }
  }

  private static int value(MqttProperties properties, int property) {
    return properties.getProperty(property) instanceof IntegerProperty number ? number.value() : 0;
  }
}
