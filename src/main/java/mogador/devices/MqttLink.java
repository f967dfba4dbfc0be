package mogador.devices;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the broker that comes back, with its subscriptions, for ever. Each attempt has a
 * client and a session of its own: nothing in the broker is worth keeping, decisions are stale
 * after 2 s and journals are sent again.
 */
final class MqttLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
  private static final int CONNECT_SECONDS = 5;
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final GatewaySettings settings;
  private final String name;
  private final List<String> filters;
  private final Receiver receiver;
  private final Runnable connected;
  private final MqttOutbox outbox;
  private final Counter failed;
  private final Semaphore disturbed = new Semaphore(0);
  private volatile @Nullable MqttAsyncClient client;
  private volatile boolean ready;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /** Takes messages, on the client's thread; must not block. */
  interface Receiver {
    /**
     * A message has come.
     *
     * @param done to be called, from any thread, when it is dealt with
     */
    void received(String topic, byte[] payload, boolean retained, Runnable done);
  }

  /**
   * Does nothing until started.
   *
   * @param connected called after every subscription of the filters
   */
  MqttLink(
      GatewaySettings settings,
      String name,
      List<String> filters,
      Receiver receiver,
      Runnable connected,
      MeterRegistry meters) {
    this.settings = settings;
    this.name = name;
    this.filters = List.copyOf(filters);
    this.receiver = receiver;
    this.connected = connected;
    this.outbox = new MqttOutbox(name, meters);
    this.failed = meters.counter("mogador_mqtt_receiver_failures", "link", name);
  }

  void start() {
    thread = Thread.ofVirtual().name("mqtt-" + name).start(this::run);
  }

  /** Whether it is connected and subscribed. */
  boolean isReady() {
    MqttAsyncClient current = client;
    return ready && current != null && current.isConnected();
  }

  /** Sends with QoS 1; what cannot be sent soon is dropped and counted. Never blocks. */
  void publish(String topic, byte[] payload, int expirySeconds) {
    outbox.publish(topic, payload, expirySeconds);
  }

  /** The same, to be kept by the broker for whoever comes later. */
  void retain(String topic, byte[] payload) {
    outbox.retain(topic, payload);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    drop();
  }

  private void run() {
    Duration pause = Duration.ofMillis(100);
    try {
      while (!closed) {
        if (isReady()) {
          pause = Duration.ofMillis(100);
          if (disturbed.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS))
            disturbed.drainPermits();
          continue;
        }
        drop();
        if (isConnectedAnew()) continue;
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isConnectedAnew() {
    try {
      var fresh =
          new MqttAsyncClient(
              settings.url(), "mogador-" + name + "-" + UUID.randomUUID(), new MemoryPersistence());
      client = fresh;
      fresh.setManualAcks(true);
      fresh.setCallback(new MqttLinkCallback(fresh, this::received, this::disturb, outbox::drain));
      fresh.connect(options()).waitForCompletion(CONNECT_SECONDS * 1_000L);
      outbox.use(fresh);
      subscribe(fresh);
      ready = true;
      LOG.info("connected to the broker at {} as {}", settings.url(), name);
      connected.run();
      return true;
    } catch (MqttException e) {
      if (!closed) LOG.warn("no broker at {} for {}: {}", settings.url(), name, e.toString());
      return false;
    }
  }

  private void subscribe(MqttAsyncClient fresh) throws MqttException {
    if (filters.isEmpty()) return;
    var subscriptions =
        filters.stream().map(f -> new MqttSubscription(f, 1)).toArray(MqttSubscription[]::new);
    IMqttToken token = fresh.subscribe(subscriptions);
    token.waitForCompletion(CONNECT_SECONDS * 1_000L);
    for (int reason : token.getReasonCodes()) {
      // A refusal throws nothing by itself.
      if (reason >= 0x80) throw new MqttException(reason);
    }
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setUserName(settings.user());
    options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setSocketFactory(settings.sockets());
    return options;
  }

  private void received(String topic, byte[] payload, boolean retained, Runnable done) {
    try {
      receiver.received(topic, payload, retained, done);
    } catch (RuntimeException e) {
      failed.increment();
      LOG.error("a message on {} could not be handled", topic, e);
      done.run();
    }
  }

  private void disturb() {
    ready = false;
    disturbed.release();
  }

  private void drop() {
    ready = false;
    MqttAsyncClient old = client;
    client = null;
    outbox.stop();
    if (old == null) return;
    try {
      if (old.isConnected()) {
        old.disconnect(0).waitForCompletion(1_000);
      }
    } catch (MqttException e) {
      LOG.debug("leaving the broker: {}", e.toString());
    }
    try {
      old.disconnectForcibly(0, 0, false);
    } catch (MqttException e) {
      LOG.debug("leaving the broker: {}", e.toString());
    }
    try {
      old.close(true);
    } catch (MqttException e) {
      LOG.debug("closing a client: {}", e.toString());
    }
  }
}
