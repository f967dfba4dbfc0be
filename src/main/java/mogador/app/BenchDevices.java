package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Thousands of readers on one server, simulated in a process of their own: until all are there and
 * have their lists, then for a while longer, with badges held up at some of them. Prints the memory
 * each process takes.
 */
final class BenchDevices implements AutoCloseable {
  private static final int CREDENTIALS = 200;
  private static final Duration LONGEST = Duration.ofMinutes(8);

  private final BenchPark park;
  private final int count;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Boolean> online = new ConcurrentHashMap<>();
  private final Set<String> listed = ConcurrentHashMap.newKeySet();
  private final LongAdder lost = new LongAdder();

  private BenchDevices(BenchPark park, int count) throws IOException {
    this.park = park;
    this.count = count;
    folder = BenchPark.flashes();
  }

  static void run(int seconds, int count, BenchPark.Broker broker, PrintWriter out)
      throws InterruptedException {
    try (var park =
            new BenchPark(
                broker,
                (database, hash) -> {
                  BenchCredentials.load(database, hash, CREDENTIALS);
                  BenchPark.addReaders(database, count);
                });
        var bench = new BenchDevices(park, count)) {
      out.println(BenchTimes.machine());
      out.printf(
          "%,d readers in one process, their flashes in %s, lists of %,d lines, %s broker%n",
          count, bench.folder.getParent(), CREDENTIALS, broker.name().toLowerCase(Locale.ROOT));
      out.flush();
      bench.measure(seconds, out);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(int seconds, PrintWriter out)
      throws MqttException, InterruptedException, IOException {
    Path devices = folder.resolve("devices.json");
    DemoKeys.writePrivately(devices, park.addedReaders());
    var account = park.account();
    try (var listener =
        new BenchMqtt(
            park.mqtt(), "bench-states", account.user(), account.password(), this::state)) {
      listener.subscribe("mogador/v1/+/+/state");
      long begun = System.nanoTime();
      try (DemoSimulator simulator =
          DemoSimulator.start(
              park.mqtt(), devices, folder.resolve("flash"), DemoSimulator.PATIENT)) {
        awaitAll(begun, out);
        stay(simulator, seconds, out);
        out.printf("server%s: %s%n", broker(), memory(ProcessHandle.current().pid()));
        out.printf("  of it live heap: %,d MB%n", liveHeap() >> 20);
        out.printf("simulator: %s%n", memory(simulator.process().pid()));
        out.flush();
      }
    }
  }

  private String broker() {
    return park.kind() == BenchPark.Broker.EMBEDDED ? " and broker" : "";
  }

  private void state(BenchMqtt client, String topic, String text) {
    JsonObject state = new JsonObject(text);
    boolean there = "online".equals(state.getString("status"));
    if (Boolean.TRUE.equals(online.put(topic, there)) && !there) lost.increment();
    JsonObject list = state.getJsonObject("list");
    if (list != null && list.getBoolean("current")) listed.add(topic);
  }

  private long there() {
    return online.values().stream().filter(it -> it).count();
  }

  private void awaitAll(long begun, PrintWriter out) throws InterruptedException {
    long told = 0;
    while (there() < count || listed.size() < count) {
      Duration gone = Duration.ofNanos(System.nanoTime() - begun);
      if (gone.compareTo(LONGEST) > 0) {
        throw new IllegalStateException(
            "after %d s %d are there, %d have their list, %d were lost on the way"
                .formatted(gone.toSeconds(), there(), listed.size(), lost.sum()));
      }
      if (gone.toSeconds() >= told + 15) {
        told = gone.toSeconds();
        out.printf("  %,d s: %,d there, %,d with their list%n", told, there(), listed.size());
        out.flush();
      }
      Thread.sleep(100);
    }
    out.printf(
        Locale.ROOT,
        "all there, with their lists, after %.1f s; %,d connections were lost on the way%n",
        (System.nanoTime() - begun) / 1e9,
        lost.sum());
    out.flush();
  }

  /** For so long, with a badge at one reader after the other. */
  private void stay(DemoSimulator simulator, int seconds, PrintWriter out)
      throws InterruptedException, IOException {
    lost.reset();
    var random = new Random(3);
    var times = new BenchTimes();
    long begun = System.nanoTime();
    long end = begun + seconds * 1_000_000_000L;
    int refused = 0;
    while (System.nanoTime() < end) {
      JsonObject answer = present(simulator, random.nextInt(count), random.nextInt(CREDENTIALS));
      if (!answer.getBoolean("granted")) refused++;
      times.add((long) (answer.getDouble("ms") * 1e6));
      Thread.sleep(20);
    }
    times.elapsed(System.nanoTime() - begun);
    out.print(BenchTimes.head(""));
    out.print(times.row("badge to decision, at any of them", 1, ""));
    out.printf("%,d connections were lost meanwhile, %,d were not let in%n", lost.sum(), refused);
    out.flush();
  }

  private JsonObject present(DemoSimulator simulator, int reader, int credential)
      throws IOException, InterruptedException {
    var body =
        new JsonObject()
            .put("device", BenchPark.SITE + "/bench-" + reader)
            .put(
                "credential",
                new JsonObject().put("kind", "qr").put("text", BenchCredentials.text(credential)));
    var request =
        HttpRequest.newBuilder(URI.create(simulator.control() + "/present"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
    return new JsonObject(answer.body());
  }

  /** As Linux counts it; elsewhere it is not told. */
  private static String memory(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .map("%,d MB resident"::formatted)
          .orElse("?");
    } catch (IOException e) {
      return "resident memory is not told here";
    }
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() {
    http.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
