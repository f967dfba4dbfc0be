package mogador.app;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import mogador.devices.PromptSockets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A client that publishes and waits for the answer, or answers itself; always with QoS 1. */
final class BenchMqtt implements AutoCloseable {
  private final MqttAsyncClient client;
  private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(1_000);

  private record Arrived(String text, long at) {}

  /** Answers what has come. */
  interface Answering {
    void answer(BenchMqtt client, String topic, String text) throws MqttException;
  }

  BenchMqtt(String url, String clientId, String user, String password, Answering answering)
      throws MqttException {
    client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
    client.setCallback(new Callback(answering));
    var options = new MqttConnectionOptions();
    options.setUserName(user);
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(30);
    options.setSocketFactory(new PromptSockets());
    client.connect(options).waitForCompletion(10_000);
  }

  /** One that keeps what comes, for {@link #exchange}. */
  static BenchMqtt asking(String url, String clientId, String user, String password)
      throws MqttException {
    return new BenchMqtt(url, clientId, user, password, BenchMqtt::keep);
  }

  void subscribe(String topic) throws MqttException {
    IMqttToken token = client.subscribe(topic, 1);
    token.waitForCompletion(10_000);
    if (token.getReasonCodes()[0] >= 0x80) throw new IllegalStateException("refused: " + topic);
  }

  /** Sends, without waiting for anything. */
  void publish(String topic, String text) throws MqttException {
    publish(topic, text, 1);
  }

  private void publish(String topic, String text, int qos) throws MqttException {
    var properties = new MqttProperties();
    properties.setMessageExpiryInterval(2L);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    client.publish(topic, new MqttMessage(bytes, qos, false, properties));
  }

  /** The same with QoS 0, which nobody acknowledges; waiting while the last are not written yet. */
  void publishOnce(String topic, String text) throws MqttException, InterruptedException {
    while (true) {
      try {
        publish(topic, text, 0);
        return;
      } catch (MqttException e) {
        if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) throw e;
        TimeUnit.MICROSECONDS.sleep(50);
      }
    }
  }

  /** The same, waiting while the broker owes too many acknowledgements. */
  void publishWhenRoom(String topic, String text) throws MqttException, InterruptedException {
    while (true) {
      try {
        publish(topic, text);
        return;
      } catch (MqttException e) {
        if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) throw e;
        TimeUnit.MICROSECONDS.sleep(200);
      }
    }
  }

  /** An answer and how long it took, in ns. */
  record Exchange(String answer, long took) {}

  /** Sends, and waits for the message that holds this id. */
  Exchange exchange(String topic, String text, String id)
      throws MqttException, InterruptedException {
    long begun = System.nanoTime();
    publish(topic, text);
    while (true) {
      Arrived next = arrived.poll(10, TimeUnit.SECONDS);
      if (next == null) throw new IllegalStateException("no answer to " + text);
      if (next.text().contains(id)) return new Exchange(next.text(), next.at() - begun);
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000, false);
    client.close(true);
  }

  static void keep(BenchMqtt client, String topic, String text) {
    if (!client.arrived.offer(new Arrived(text, System.nanoTime()))) client.arrived.clear();
  }

  private final class Callback implements MqttCallback {
    private final Answering answering;

    Callback(Answering answering) {
      this.answering = answering;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      answering.answer(
          BenchMqtt.this, topic, new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
