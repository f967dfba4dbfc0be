package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * The other side of the contract, written from the page: it grants one credential, acknowledges the
 * journal in order, and remembers all it heard.
 */
final class Peer implements AutoCloseable, MqttCallback {
  record Heard(String topic, JsonNode message) {}

  static final String GOOD = "4D4F4731";

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** Sequence to event, by journal; the same event with another content is a failure. */
  final Map<String, Map<Long, JsonNode>> journals = new ConcurrentHashMap<>();

  final List<String> conflicts = new CopyOnWriteArrayList<>();

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
  private final MqttAsyncClient client;
  private volatile boolean silent;
  private volatile boolean retained;

  Peer(String broker) throws MqttException {
    client = new MqttAsyncClient(broker, "peer", new MemoryPersistence(), null, threads);
    client.setCallback(this);
    var options = new MqttConnectionOptions();
    options.setAutomaticReconnect(true);
    options.setAutomaticReconnectDelay(1, 1);
    options.setSocketFactory(new Cable());
    client.connect(options).waitForCompletion(10_000);
  }

  /** Whether it keeps from answering. */
  void silent(boolean silent) {
    this.silent = silent;
  }

  /** Hears what the broker retained too: for a broker that no other test has used. */
  Peer withRetained() {
    retained = true;
    return this;
  }

  Heard await(String what, Predicate<Heard> wanted) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (System.nanoTime() < end) {
      for (Heard message : heard) if (wanted.test(message)) return message;
      Thread.sleep(10);
    }
    throw new AssertionError("not heard: " + what + "; heard: " + heard);
  }

  void send(String topic, String message) throws MqttException {
    client.publish(
        topic, new MqttMessage(message.getBytes(StandardCharsets.UTF_8), 1, false, null));
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws Exception {
    // What the broker retained is of an earlier test.
    if (message.isRetained() && !retained) return;
    JsonNode read = JSON.readTree(message.getPayload());
    heard.add(new Heard(topic, read));
    String root = topic.substring(0, topic.lastIndexOf('/') + 1);
    if (topic.endsWith("/badge") && !silent) threads.execute(() -> decide(root, read));
    if (topic.endsWith("/journal")) {
      store(read);
      if (!silent) threads.execute(() -> acknowledge(root, read));
    }
  }

  private void decide(String root, JsonNode badge) {
    boolean granted = badge.path("credential").path("bytes").asText().equals(GOOD);
    send(
        root,
        "decision",
        """
        {"request": "%s", "granted": %s, "reason": "%s", "unlock_ms": %d,
         "message": {"fr": "Bienvenue", "ar": "مرحبا", "en": "Welcome"}}\
        """
            .formatted(
                badge.path("request").asText(),
                granted,
                granted ? "granted" : "unknown_credential",
                granted ? 5_000 : 0));
  }

  private void store(JsonNode batch) {
    var journal = journals.computeIfAbsent(batch.path("journal").asText(), id -> journal());
    for (JsonNode event : batch.path("events")) {
      JsonNode before = journal.putIfAbsent(event.path("sequence").asLong(), event);
      if (before != null && !before.equals(event)) conflicts.add(before + " and " + event);
    }
  }

  private void acknowledge(String root, JsonNode batch) {
    String journal = batch.path("journal").asText();
    var known = journals.getOrDefault(journal, Map.of());
    long through = 0;
    while (known.containsKey(through + 1)) through++;
    send(root, "journal/ack", "{\"journal\": \"%s\", \"through\": %d}".formatted(journal, through));
  }

  private void send(String root, String below, String message) {
    try {
      send(root + below, message);
    } catch (MqttException e) {
      conflicts.add("not sent: " + below + ", " + e);
    }
  }

  private static Map<Long, JsonNode> journal() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    threads.execute(
        () -> {
          try {
            client.subscribe("mogador/#", 1);
          } catch (MqttException e) {
            conflicts.add("not subscribed: " + e);
          }
        });
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(100, 100, false);
    client.close(true);
    threads.shutdownNow();
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException e) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {}
}
