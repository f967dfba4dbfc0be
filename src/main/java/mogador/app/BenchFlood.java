package mogador.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import mogador.sites.DeviceKind;
import mogador.sites.DevicePlace;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Presentations at doors while a device of the same site publishes rubbish as fast as it is told
 * to, beside the same without it, turn about.
 */
final class BenchFlood {
  /** They would tell of every time the flood is cut off. */
  private static final Logger CLIENTS = Logger.getLogger("org.eclipse.paho.mqttv5");

  private static final int CREDENTIALS = 1_000;
  private static final int WARM_SECONDS = 10;
  private static final int LONGEST_PAYLOAD = 600;
  private static final double PER_SECOND = 18;

  private final BenchPark park;
  private final BenchReaders readers;
  private final DevicePlace attacker;
  private volatile boolean flooding;
  private volatile boolean over;
  private long sent;
  private long cutOff;

  private BenchFlood(BenchPark park, BenchReaders readers) {
    this.park = park;
    this.readers = readers;
    this.attacker =
        park.site().devices().stream()
            .filter(device -> device.kind() == DeviceKind.SEAT_SENSOR)
            .findFirst()
            .orElseThrow();
  }

  static void run(int seconds, int rate, BenchPark.Broker broker, PrintWriter out)
      throws InterruptedException {
    CLIENTS.setLevel(Level.OFF);
    try (var park =
            new BenchPark(
                broker, (database, hash) -> BenchCredentials.load(database, hash, CREDENTIALS));
        var readers = new BenchReaders(park, CREDENTIALS)) {
      var bench = new BenchFlood(park, readers);
      out.println(BenchTimes.machine());
      out.printf(
          "%s broker; a sensor publishes %,d messages of random bytes per second%n",
          broker.name().toLowerCase(Locale.ROOT), rate);
      out.flush();
      bench.measure(seconds, rate, out);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(int seconds, int rate, PrintWriter out) throws InterruptedException {
    Thread flood = Thread.ofPlatform().name("flood").start(() -> flood(rate));
    try {
      turn(WARM_SECONDS, false, new BenchTimes());
      turn(WARM_SECONDS, true, new BenchTimes());
      sent = 0;
      var calm = new BenchTimes();
      var flooded = new BenchTimes();
      for (int i = 0; i < seconds; i++) {
        turn(1, false, calm);
        turn(1, true, flooded);
      }
      out.print(BenchTimes.head("of calm"));
      out.print(calm.row("badge to decision, in calm", 1, "1.00"));
      String p50 = BenchTimes.ratio(flooded.percentile(50) / calm.percentile(50));
      String p99 = BenchTimes.ratio(flooded.percentile(99) / calm.percentile(99));
      out.print(flooded.row("badge to decision, in the flood", 1, p50 + " p50"));
      out.printf("%36s %57s%n", "", p99 + " p99");
      out.printf("%,d messages of the flood were sent, it was cut off %,d times%n", sent, cutOff);
      out.flush();
    } finally {
      over = true;
      flood.join();
    }
  }

  /** One reader after the other, within their rate of messages. */
  private void turn(int seconds, boolean inFlood, BenchTimes times) throws InterruptedException {
    flooding = inFlood;
    List<BenchReaders.Reader> all = readers.every(1, 0);
    long pause = (long) (1e9 / (PER_SECOND * all.size()));
    int[] next = {0};
    times.measure(
        1,
        seconds * 1_000_000_000L,
        client ->
            () -> {
              LockSupport.parkNanos(pause);
              return readers.present(all.get(next[0]++ % all.size()));
            });
    flooding = false;
  }

  /** Comes back whenever it is cut off. */
  private void flood(int rate) {
    var random = new Random(5);
    while (!over) {
      try (var attack = new Attack(connected())) {
        long due = System.nanoTime();
        while (!over) {
          if (!flooding) {
            LockSupport.parkNanos(1_000_000);
            due = System.nanoTime();
            continue;
          }
          due += 1_000_000_000L / rate;
          if (due - System.nanoTime() > 0) LockSupport.parkNanos(due - System.nanoTime());
          var bytes = new byte[random.nextInt(LONGEST_PAYLOAD)];
          random.nextBytes(bytes);
          attack
              .client()
              .publish(topic(random), new MqttMessage(bytes, 0, false, new MqttProperties()));
          sent++;
        }
      } catch (MqttException e) {
        cutOff++;
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private record Attack(MqttAsyncClient client) implements AutoCloseable {
    @Override
    public void close() throws MqttException {
      client.disconnectForcibly(0, 100, false);
      client.close(true);
    }
  }

  private String topic(Random random) {
    return "mogador/v1/"
        + BenchPark.SITE
        + "/"
        + attacker.code()
        + (random.nextBoolean() ? "/telemetry" : "/journal");
  }

  private MqttAsyncClient connected() throws MqttException {
    String name = BenchPark.SITE + "/" + attacker.code();
    var client = new MqttAsyncClient(park.mqtt(), name, new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setUserName(name);
    options.setPassword(park.password(attacker.code()).getBytes(StandardCharsets.UTF_8));
    try {
      client.connect(options).waitForCompletion(10_000);
      return client;
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
  }
}
