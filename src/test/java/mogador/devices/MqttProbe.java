package mogador.devices;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** A plain MQTT client for tests: what it received waits in a queue. */
public final class MqttProbe implements MqttCallback, AutoCloseable {
  private static final int WAIT_MS = 5_000;

  private final MqttAsyncClient client;
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

  /** As received. */
  public record Message(String topic, String text, boolean retained) {}

  private MqttProbe(MqttAsyncClient client) {
    this.client = client;
  }

  /** Connects with user name and client id alike, as a device. */
  public static MqttProbe connect(String url, String user, String password) throws MqttException {
    return connect(url, user, password, user, null);
  }

  /** Connects, with an offline state as will if a topic for it is given. */
  public static MqttProbe connect(
      String url, String user, String password, String clientId, @Nullable String willTopic)
      throws MqttException {
    return connect(
        url, Optional.of(user), Optional.of(password), clientId, willTopic, new PromptSockets());
  }

  /** Connects under TLS; a user name and a password only if they are given. */
  public static MqttProbe connect(
      String url,
      Optional<String> user,
      Optional<String> password,
      String clientId,
      SSLSocketFactory tls)
      throws MqttException {
    return connect(url, user, password, clientId, null, new PromptTlsSockets(tls));
  }

  private static MqttProbe connect(
      String url,
      Optional<String> user,
      Optional<String> password,
      String clientId,
      @Nullable String willTopic,
      SocketFactory sockets)
      throws MqttException {
    var probe = new MqttProbe(new MqttAsyncClient(url, clientId, new MemoryPersistence()));
    probe.client.setCallback(probe);
    var options = new MqttConnectionOptions();
    user.ifPresent(options::setUserName);
    password.map(word -> word.getBytes(StandardCharsets.UTF_8)).ifPresent(options::setPassword);
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(10);
    options.setAutomaticReconnect(false);
    options.setSocketFactory(sockets);
    if (willTopic != null) {
      byte[] will =
          "{\"status\": \"offline\", \"boot\": \"boot0001\"}".getBytes(StandardCharsets.UTF_8);
      options.setWill(willTopic, new MqttMessage(will, 1, true, new MqttProperties()));
    }
    probe.client.connect(options).waitForCompletion(WAIT_MS);
    return probe;
  }

  /** The reason code of the subscription; below 0x80 it is granted. */
  public int subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(new MqttSubscription[] {new MqttSubscription(filter, 1)});
    token.waitForCompletion(WAIT_MS);
    return token.getReasonCodes()[0];
  }

  /** The reason code of the end of a subscription. */
  public int unsubscribe(String filter) throws MqttException {
    IMqttToken token = client.unsubscribe(filter);
    token.waitForCompletion(WAIT_MS);
    return token.getReasonCodes()[0];
  }

  /** The reason code of the publication; below 0x80 it is accepted. */
  public int publish(String topic, String text) throws MqttException {
    return publish(topic, text.getBytes(StandardCharsets.UTF_8), false);
  }

  public int publish(String topic, byte[] payload, boolean retained) throws MqttException {
    IMqttToken token =
        client.publish(topic, new MqttMessage(payload, 1, retained, new MqttProperties()));
    token.waitForCompletion(WAIT_MS);
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  /** With QoS 0, waiting for nothing; no more than the network takes. */
  public void send(String topic, byte[] payload) throws MqttException {
    client.publish(topic, new MqttMessage(payload, 0, false, new MqttProperties()));
  }

  /** The next message, or null after that long. */
  public @Nullable Message next(Duration longest) throws InterruptedException {
    return received.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  public boolean isConnected() {
    return client.isConnected();
  }

  /** Drops the connection without a word, so that the broker sends the will. */
  public void vanish() throws MqttException {
    client.disconnectForcibly(0, 0, false);
  }

  public static String randomId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() throws MqttException {
    try {
      if (client.isConnected()) client.disconnect(0).waitForCompletion(WAIT_MS);
    } catch (MqttException lost) {
      // It was cut off in between.
      if (client.isConnected()) throw lost;
    }
    client.close(true);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    received.add(
        new Message(
            topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained()));
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
