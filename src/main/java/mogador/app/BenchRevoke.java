package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mogador.access.AccessRight;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.kernel.TimeSlot;
import mogador.platform.Database;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * How soon a right that was given or taken away is in force at every reader: from the commit to the
 * reader's own word that it goes by the new list. Simulated readers in a process of their own;
 * beside it, a message of the same size to as many topics through the same broker, and back.
 */
final class BenchRevoke implements AutoCloseable {
  private static final UUID ROLE = new UUID(9, 9);

  private final BenchPark park;
  private final int readers;
  private final Path folder;
  private final Map<String, String> hashes = new ConcurrentHashMap<>();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private volatile Round round = new Round(Map.of(), 0);

  /** What is waited for: another hash than before from each. */
  private static final class Round {
    private final Map<String, String> before;
    private final CountDownLatch missing;
    private final long begun = System.nanoTime();
    private final Map<String, Long> took = new ConcurrentHashMap<>();

    Round(Map<String, String> before, int readers) {
      this.before = Map.copyOf(before);
      missing = new CountDownLatch(readers);
    }

    void heard(String reader, String hash) {
      if (hash.equals(before.get(reader))) return;
      if (took.putIfAbsent(reader, System.nanoTime() - begun) == null) missing.countDown();
    }
  }

  private BenchRevoke(BenchPark park, int readers) {
    this.park = park;
    this.readers = readers;
    try {
      folder = BenchPark.flashes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void run(int rounds, int readers, int credentials, PrintWriter out)
      throws InterruptedException {
    try (var park =
            new BenchPark(
                (database, hash) -> {
                  BenchCredentials.load(database, hash, credentials);
                  BenchPark.addReaders(database, readers);
                });
        var bench = new BenchRevoke(park, readers)) {
      out.println(BenchTimes.machine());
      out.printf(
          "%,d readers in one process, their flashes in %s, lists of %,d lines%n",
          readers, bench.folder.getParent(), credentials);
      bench.measure(rounds, out);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(int rounds, PrintWriter out) throws MqttException, InterruptedException {
    Path devices = folder.resolve("devices.json");
    DemoKeys.writePrivately(devices, park.addedReaders());
    var account = park.account();
    var listener =
        new BenchMqtt(park.mqtt(), "bench-states", account.user(), account.password(), this::state);
    listener.subscribe("mogador/v1/+/+/state");
    DemoSimulator simulator =
        DemoSimulator.start(park.mqtt(), devices, folder.resolve("flash"), DemoSimulator.PATIENT);
    try {
      awaitAll();
      var fan = new BenchTimes();
      var lists = new BenchTimes();
      for (int i = -2; i < rounds; i++) {
        // Two rounds more than are counted, to warm up.
        fan(i < 0 ? new BenchTimes() : fan);
        change(i % 2 == 0, i < 0 ? new BenchTimes() : lists);
      }
      out.print(BenchTimes.head("of fan-out"));
      out.print(fan.row("a message to each and back", readers, "1.00"));
      String p50 = BenchTimes.ratio(lists.percentile(50) / fan.percentile(50));
      String p99 = BenchTimes.ratio(lists.percentile(99) / fan.percentile(99));
      out.print(lists.row("a right, from commit to each door", readers, p50 + " p50"));
      out.printf("%36s %57s%n", "", p99 + " p99");
    } finally {
      simulator.close();
      listener.close();
    }
  }

  private void state(BenchMqtt client, String topic, String text) {
    JsonObject state = new JsonObject(text);
    heard.add(topic);
    JsonObject list = state.getJsonObject("list");
    if (list == null || !list.getBoolean("current")) return;
    hashes.put(topic, list.getString("hash"));
    round.heard(topic, list.getString("hash"));
  }

  private void awaitAll() throws InterruptedException {
    for (int i = 0; i < 2_400; i++) {
      if (hashes.size() == readers && hashes.values().stream().distinct().count() == 1) return;
      Thread.sleep(50);
    }
    throw new IllegalStateException(
        "of %d readers %d were heard of and %d have their list"
            .formatted(readers, heard.size(), hashes.size()));
  }

  private void change(boolean give, BenchTimes times) throws InterruptedException {
    Database database = park.server().database();
    UUID person = new UUID(0, 1);
    Instant now = Instant.now();
    var slot = new TimeSlot(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(300)));
    Map<String, String> before = Map.copyOf(hashes);
    database.inTransaction(
        sql -> {
          if (give) Rights.give(sql, AccessRight.ofRole(ROLE, person, BenchPark.SITE, slot));
          else Rights.withdraw(sql, RightSource.ROLE, ROLE);
          // What is heard before the commit is answered counts from here.
          round = new Round(before, readers);
          return readers;
        });
    Round waited = round;
    if (!waited.missing.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(waited.missing.getCount() + " readers did not follow");
    }
    waited.took.values().forEach(times::add);
    times.elapsed(waited.took.values().stream().max(Comparator.naturalOrder()).orElse(0L));
  }

  private void fan(BenchTimes times) throws MqttException, InterruptedException {
    var account = park.account();
    String text = "x".repeat(800);
    long[] begun = {0};
    var back = new CountDownLatch(readers);
    List<Long> took = new ArrayList<>();
    try (var sender =
            new BenchMqtt(
                park.mqtt(),
                "bench-fan",
                account.user(),
                account.password(),
                (client, topic, answer) -> {
                  took.add(System.nanoTime() - begun[0]);
                  back.countDown();
                });
        var doors =
            new BenchMqtt(
                park.mqtt(),
                "bench-doors",
                account.user(),
                account.password(),
                (client, topic, asked) ->
                    client.publish(topic.replace("bench/to/", "bench/from/"), asked))) {
      doors.subscribe("bench/to/+");
      sender.subscribe("bench/from/+");
      begun[0] = System.nanoTime();
      for (int i = 0; i < readers; i++) sender.publishWhenRoom("bench/to/" + i, text);
      if (!back.await(60, TimeUnit.SECONDS)) throw new IllegalStateException("the fan-out stalled");
    }
    took.forEach(times::add);
    times.elapsed(took.stream().max(Comparator.naturalOrder()).orElse(0L));
  }

  @Override
  public void close() {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
