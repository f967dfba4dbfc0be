package mogador.uplinks;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a network server by MQTT 3.1.1, the only version The Things Stack speaks. It
 * comes back for ever, each time with a session of its own: what was missed meanwhile the sensors
 * say again.
 */
final class UplinkLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UplinkLink.class);
  private static final int ANSWER_SECONDS = 10;
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int GREATEST_MESSAGE = 128 * 1_024;
  private static final int REFUSED = 0x80;
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(KEEP_ALIVE_SECONDS * 3L);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final UplinkSource source;
  private final Receiver receiver;
  private volatile boolean ready;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /** Takes messages, on an event loop; must not block. */
  interface Receiver {
    void received(UplinkSource source, byte[] payload);
  }

  /** Does nothing until started. */
  UplinkLink(Vertx vertx, UplinkSource source, Receiver receiver) {
    this.vertx = vertx;
    this.source = source;
    this.receiver = receiver;
  }

  void start() {
    thread = Thread.ofVirtual().name("uplinks-" + source.name()).start(this::run);
  }

  /** Whether it is connected and subscribed. */
  boolean isReady() {
    return ready;
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
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        if (isServed()) pause = FIRST_PAUSE;
        if (closed) return;
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connects, and returns once it is over; whether there was a connection. */
  private boolean isServed() throws InterruptedException {
    var client = MqttClient.create(vertx, options());
    var gone = new CountDownLatch(1);
    try {
      var alive = new AtomicLong(System.nanoTime());
      client.closeHandler(_ -> gone.countDown());
      client.pingResponseHandler(_ -> alive.set(System.nanoTime()));
      client.exceptionHandler(e -> LOG.debug("{} reports {}", source, e.toString()));
      client.publishHandler(
          message -> {
            // What is retained was said at some earlier time.
            if (!message.isRetain()) receiver.received(source, message.payload().getBytes());
          });
      client.connect(source.port(), source.host()).await(ANSWER_SECONDS, TimeUnit.SECONDS);
      subscribe(client);
      ready = true;
      LOG.info("listening to the uplinks of {}", source);
      while (!gone.await(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)) {
        // The client asks whether the other side lives, and does not mind if nobody answers.
        if (System.nanoTime() - alive.get() > LONGEST_SILENCE.toNanos()) {
          LOG.warn("no answer from {} any more, connecting anew", source);
          return true;
        }
      }
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (!closed) LOG.warn("no uplinks from {}: {}", source, e.toString());
      return false;
    } finally {
      ready = false;
      if (client.isConnected()) {
        var unused = client.disconnect();
      }
    }
  }

  /** A refusal fails nothing by itself. */
  private void subscribe(MqttClient client) throws InterruptedException, TimeoutException {
    var answer = new CompletableFuture<MqttSubAckMessage>();
    client.subscribeCompletionHandler(answer::complete);
    client.subscribe(source.filter(), source.kind().qos()).await(ANSWER_SECONDS, TimeUnit.SECONDS);
    try {
      MqttSubAckMessage granted = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (granted.grantedQoSLevels().stream().anyMatch(level -> level >= REFUSED)) {
        throw new IllegalStateException("it refuses " + source.filter());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private MqttClientOptions options() {
    var options = new MqttClientOptions();
    options
        .setClientId("mogador-" + UUID.randomUUID())
        .setCleanSession(true)
        .setAutoKeepAlive(true)
        .setKeepAliveInterval(KEEP_ALIVE_SECONDS)
        .setMaxMessageSize(GREATEST_MESSAGE)
        .setPassword(source.password());
    source.user().ifPresent(options::setUsername);
    options.setConnectTimeout(ANSWER_SECONDS * 1_000);
    if (source.isSecure()) {
      options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      source
          .ca()
          .ifPresent(
              ca -> options.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
    }
    return options;
  }
}
