package firmware;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, from its first try to its end; a device makes a new one for each
 * try. Nothing here blocks. Of {@link Listener#up} and {@link Listener#down} the first comes at
 * most once, the second exactly once.
 */
final class Line {
  /** Called on the client's threads, which must not be held up. */
  interface Listener {
    void up(Line line);

    void down(Line line, String why);

    void arrived(Line line, String topic, byte[] payload);

    /** A message came that must not be looked at. */
    void unusable(Line line);
  }

  /** A message to publish; {@code expirySeconds} 0 for none. */
  record Letter(String below, String payload, int qos, boolean retained, long expirySeconds) {
    static Letter state(String payload) {
      return new Letter("state", payload, 1, true, 0);
    }
  }

  private static final Logger LOG = System.getLogger("firmware.line");
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CONNECT_SECONDS = 5;
  private static final int REFUSED = 0x80;

  /** Of a whole process: thousands connecting at once would all time out. */
  private static final Semaphore CONNECTING = new Semaphore(100);

  private final DeviceSpec device;
  private final Listener listener;
  private final Plug plug;
  private final MqttAsyncClient client;
  private final MqttConnectionOptions options = new MqttConnectionOptions();
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  /** Up, or ended before it was. */
  private final CompletableFuture<String> settled = new CompletableFuture<>();

  /**
   * @param will published by the broker on {@code state} when the line breaks
   */
  Line(
      Network network,
      DeviceSpec device,
      String will,
      ScheduledExecutorService threads,
      Listener listener) {
    this.device = device;
    this.listener = listener;
    plug = network.plug(device);
    var unused = ended.thenAccept(settled::complete);
    try {
      client =
          new MqttAsyncClient(
              network.broker(), device.name(), new MemoryPersistence(), null, threads);
    } catch (MqttException e) {
      throw new IllegalArgumentException(e);
    }
    options.setUserName(device.name());
    if (!network.isCertified(device)) options.setPassword(bytes(device.password()));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setMaximumPacketSize(64L * 1024);
    options.setSocketFactory(plug.sockets());
    options.setWill(
        device.topic("state"), new MqttMessage(bytes(will), 1, true, new MqttProperties()));
  }

  void connect() {
    client.setCallback(new Callback());
    // Elsewhere, for the client's own threads end here.
    var unused = ended.thenAcceptAsync(this::buried, Thread::startVirtualThread);
    Thread.startVirtualThread(this::connectInTurn);
  }

  private void connectInTurn() {
    try {
      CONNECTING.acquire();
    } catch (InterruptedException e) {
      end(e);
      return;
    }
    var unused = settled.thenRun(CONNECTING::release);
    if (ended.isDone()) return;
    try {
      client.connect(options, null, then(token -> subscribe(), this::end));
    } catch (MqttException e) {
      end(e);
    }
  }

  /** Hands a message to the network; false when the line cannot take it. */
  boolean publish(Letter letter) {
    return send(letter, then(token -> checkTaken(letter, token), e -> refused(letter, e)));
  }

  /** Says a last word, waits until it is taken, and hangs up in good order. */
  void leave(Letter lastWord) {
    boolean sent =
        send(lastWord, then(token -> Thread.startVirtualThread(this::hangUp), e -> pull()));
    if (!sent) pull();
  }

  /** Breaks the line without a word, as a pulled plug does. */
  void pull() {
    plug.pull();
    ended.complete("pulled");
  }

  /** Not on a thread of the client's, which refuses to disconnect there. */
  private void hangUp() {
    try {
      client.disconnect(
          0, null, then(token -> ended.complete("left"), this::end), 0, new MqttProperties());
    } catch (MqttException e) {
      end(e);
    }
  }

  private void subscribe() {
    String[] topics = device.hears().stream().map(device::topic).toArray(String[]::new);
    int[] qos = new int[topics.length];
    Arrays.fill(qos, 1);
    try {
      client.subscribe(topics, qos, null, then(this::subscribed, this::end));
    } catch (MqttException e) {
      end(e);
    }
  }

  private void subscribed(IMqttToken token) {
    for (int code : token.getReasonCodes()) {
      if (code >= REFUSED) {
        ended.complete("subscription refused with reason 0x" + Integer.toHexString(code));
        return;
      }
    }
    settled.complete("up");
    listener.up(this);
  }

  private boolean send(Letter letter, MqttActionListener outcome) {
    var properties = new MqttProperties();
    if (letter.expirySeconds() > 0) properties.setMessageExpiryInterval(letter.expirySeconds());
    var message =
        new MqttMessage(bytes(letter.payload()), letter.qos(), letter.retained(), properties);
    try {
      client.publish(device.topic(letter.below()), message, null, outcome);
      return true;
    } catch (MqttException e) {
      refused(letter, e);
      return false;
    }
  }

  private void checkTaken(Letter letter, IMqttToken token) {
    int[] codes = token.getReasonCodes();
    if (codes == null) return;
    for (int code : codes) {
      if (code >= REFUSED) {
        log(letter.below() + " refused with reason 0x" + Integer.toHexString(code));
      }
    }
  }

  private void refused(Letter letter, Throwable why) {
    log(letter.below() + " not sent: " + why);
  }

  private void log(String what) {
    LOG.log(Level.WARNING, () -> device + ": " + what);
  }

  private void end(Throwable why) {
    ended.complete(why instanceof MqttException mqtt ? describe(mqtt) : String.valueOf(why));
  }

  private static String describe(MqttException e) {
    Throwable cause = e.getCause();
    return "reason " + e.getReasonCode() + (cause == null ? "" : ", " + cause.getMessage());
  }

  private void buried(String why) {
    plug.pull();
    try {
      client.close(true);
    } catch (MqttException stillClosing) {
      // Its threads end by themselves once the socket is closed.
      LOG.log(Level.DEBUG, () -> device + ": " + stillClosing);
    }
    listener.down(this, why);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface OnToken {
    void accept(IMqttToken token);
  }

  private interface OnFailure {
    void accept(Throwable why);
  }

  private static MqttActionListener then(OnToken success, OnFailure failure) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        success.accept(token);
      }

      @Override
      public void onFailure(IMqttToken token, Throwable why) {
        failure.accept(why);
      }
    };
  }

  private final class Callback implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      ended.complete("disconnected, " + describe(response.getException()));
    }

    private static String describe(@Nullable MqttException e) {
      return e == null ? "by the broker" : Line.describe(e);
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
      log("protocol error: " + e);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      // An old order, or a forgery: only what is said of lists is ever retained.
      boolean stale = message.isRetained() && !topic.equals(device.topic("acl"));
      if (stale) listener.unusable(Line.this);
      else listener.arrived(Line.this, topic, message.getPayload());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}
