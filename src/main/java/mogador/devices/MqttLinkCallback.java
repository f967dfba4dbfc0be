package mogador.devices;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one client reports, passed on. */
record MqttLinkCallback(
    MqttAsyncClient client, MqttLink.Receiver receiver, Runnable disturbed, Runnable delivered)
    implements MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLinkCallback.class);

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    int id = message.getId();
    int qos = message.getQos();
    receiver.received(topic, message.getPayload(), message.isRetained(), () -> done(id, qos));
  }

  private void done(int id, int qos) {
    if (qos == 0) return;
    try {
      client.messageArrivedComplete(id, qos);
    } catch (MqttException | NullPointerException e) {
      // A client closed meanwhile throws the latter.
      LOG.debug("not acknowledged, the connection is gone: {}", e.toString());
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    disturbed.run();
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    LOG.debug("the MQTT client reports {}", exception.toString());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    delivered.run();
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
