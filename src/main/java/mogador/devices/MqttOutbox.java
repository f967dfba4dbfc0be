package mogador.devices;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way out: at once, or waiting for room in what the broker takes unacknowledged.
 * At most 5,000 wait, and none longer than its expiry.
 */
final class MqttOutbox {
  private static final int WAITING = 5_000;

  /** How long what is to be retained may wait here. */
  private static final int RETAINED_SECONDS = 60;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Outgoing> waiting = new ArrayDeque<>();
  private final Counter dropped;
  private @Nullable MqttAsyncClient client;

  private record Outgoing(String topic, MqttMessage message, long deadline) {
    boolean isStale() {
      return System.nanoTime() - deadline > 0;
    }
  }

  MqttOutbox(String link, MeterRegistry meters) {
    dropped = meters.counter("mogador_mqtt_dropped", "link", link);
    meters.gauge("mogador_mqtt_waiting", Tags.of("link", link), waiting, Deque::size);
  }

  void publish(String topic, byte[] payload, int expirySeconds) {
    add(topic, message(payload, expirySeconds), expirySeconds);
  }

  /** To be kept by the broker for whoever comes later. */
  void retain(String topic, byte[] payload) {
    add(topic, new MqttMessage(payload, 1, true, new MqttProperties()), RETAINED_SECONDS);
  }

  private void add(String topic, MqttMessage message, int seconds) {
    lock.lock();
    try {
      if (client == null || waiting.size() >= WAITING) {
        dropped.increment();
        return;
      }
      long deadline = System.nanoTime() + seconds * 1_000_000_000L;
      waiting.addLast(new Outgoing(topic, message, deadline));
      send();
    } finally {
      lock.unlock();
    }
  }

  /** Sends what waited for room. */
  void drain() {
    lock.lock();
    try {
      send();
    } finally {
      lock.unlock();
    }
  }

  void use(MqttAsyncClient fresh) {
    lock.lock();
    try {
      client = fresh;
      send();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing goes out until there is another client. */
  void stop() {
    lock.lock();
    try {
      client = null;
      dropped.increment(waiting.size());
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    MqttAsyncClient current = client;
    if (current == null) return;
    while (!waiting.isEmpty()) {
      Outgoing next = waiting.getFirst();
      if (!next.isStale()) {
        try {
          current.publish(next.topic(), next.message());
        } catch (MqttException e) {
          if (e.getReasonCode() == MqttClientException.REASON_CODE_MAX_INFLIGHT) return;
          dropped.increment();
        }
      } else {
        dropped.increment();
      }
      waiting.removeFirst();
    }
  }

  private static MqttMessage message(byte[] payload, int expirySeconds) {
    var properties = new MqttProperties();
    properties.setMessageExpiryInterval((long) expirySeconds);
    return new MqttMessage(payload, 1, false, properties);
  }
}
