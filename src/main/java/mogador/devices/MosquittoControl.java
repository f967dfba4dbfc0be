package mogador.devices;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Tells a Mosquitto's dynamic security plugin what its accounts are to be. */
public final class MosquittoControl {
  private static final String TOPIC = "$CONTROL/dynamic-security/v1";
  private static final int SECONDS = 5;

  private final GatewaySettings settings;

  public MosquittoControl(GatewaySettings settings) {
    this.settings = settings;
  }

  /** It did not answer, or not as it should. */
  public static final class Unanswered extends RuntimeException {
    Unanswered(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Has commands carried out, in their order; waits for that.
   *
   * @return an answer to each, with {@code error} where it failed
   * @throws Unanswered if the broker is away or does not answer
   */
  public List<JsonObject> ask(List<JsonObject> commands) {
    String name = UUID.randomUUID().toString();
    var asked = new JsonArray();
    for (JsonObject command : commands) asked.add(command.copy().put("correlationData", name));
    var answers = new ArrayBlockingQueue<String>(16);
    try (var client = new Client(settings, answers)) {
      client.ask(new JsonObject().put("commands", asked).encode());
      return answer(answers, name, commands.size());
    } catch (MqttException e) {
      throw new Unanswered(String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered("interrupted");
    }
  }

  /** Others may ask at the same time: their answers come here too. */
  private static List<JsonObject> answer(BlockingQueue<String> answers, String name, int count)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      String text = answers.poll(left, TimeUnit.NANOSECONDS);
      if (text == null) break;
      List<JsonObject> responses = responses(text);
      boolean ours =
          responses.size() == count
              && responses.stream().allMatch(r -> name.equals(r.getString("correlationData")));
      if (ours) return responses;
    }
    throw new Unanswered("the broker's plugin does not answer");
  }

  private static List<JsonObject> responses(String text) {
    try {
      return new JsonObject(text)
          .getJsonArray("responses", new JsonArray()).stream()
              .filter(JsonObject.class::isInstance)
              .map(JsonObject.class::cast)
              .toList();
    } catch (DecodeException | ClassCastException malformed) {
      return List.of();
    }
  }

  /** A connection for one question. */
  private static final class Client implements AutoCloseable, MqttCallback {
    private final MqttAsyncClient client;
    private final BlockingQueue<String> answers;

    Client(GatewaySettings settings, BlockingQueue<String> answers) throws MqttException {
      this.answers = answers;
      client =
          new MqttAsyncClient(
              settings.url(), "mogador-accounts-" + UUID.randomUUID(), new MemoryPersistence());
      client.setCallback(this);
      var options = new MqttConnectionOptions();
      options.setUserName(settings.user());
      options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
      options.setCleanStart(true);
      options.setSessionExpiryInterval(0L);
      options.setAutomaticReconnect(false);
      options.setConnectionTimeout(SECONDS);
      options.setSocketFactory(settings.sockets());
      client.connect(options).waitForCompletion(SECONDS * 1_000L);
    }

    void ask(String text) throws MqttException {
      IMqttToken subscribed = client.subscribe(TOPIC + "/response", 1);
      subscribed.waitForCompletion(SECONDS * 1_000L);
      check(subscribed);
      IMqttToken published = client.publish(TOPIC, text.getBytes(StandardCharsets.UTF_8), 1, false);
      published.waitForCompletion(SECONDS * 1_000L);
      check(published);
    }

    private static void check(IMqttToken token) throws MqttException {
      int[] codes = token.getReasonCodes();
      if (codes == null) return;
      for (int code : codes) if (code >= 0x80) throw new MqttException(code);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      var unused = answers.offer(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws MqttException {
      client.disconnectForcibly(0, 1_000, true);
      client.close(true);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException e) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}
