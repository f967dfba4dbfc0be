package mogador.app;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import mogador.devices.DevicePasswords;
import mogador.sites.DeviceKind;
import mogador.sites.DevicePlace;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Presentations at doors, from the badge to the decision, beside a bare echo of messages of the
 * same sizes through the same broker. One of each in turn, no faster than the server lets devices
 * ask.
 */
final class BenchBadge {
  private static final double READER_PER_SECOND = 18;

  /** A server that answers doors has long been compiled. */
  private static final int WARM_SECONDS = 10;

  private final BenchPark park;
  private final int credentials;
  private final List<Reader> readers = new ArrayList<>();
  private volatile int answerLength = 300;

  private record Reader(DevicePlace place, BenchMqtt client) {
    String topic(String below) {
      return "mogador/v1/" + BenchPark.SITE + "/" + place.code() + "/" + below;
    }
  }

  private BenchBadge(BenchPark park, int credentials) {
    this.park = park;
    this.credentials = credentials;
  }

  static void run(int seconds, List<Integer> clients, int credentials, PrintWriter out)
      throws InterruptedException {
    try (var park =
        new BenchPark((database, hash) -> BenchCredentials.load(database, hash, credentials))) {
      var bench = new BenchBadge(park, credentials);
      out.println(BenchTimes.machine());
      out.println(credentials + " credentials, readers within their rate of messages");
      out.print(BenchTimes.head("of echo"));
      out.flush();
      bench.connect();
      for (int at : clients) bench.measure(at, seconds, out);
      for (Reader reader : bench.readers) reader.client().close();
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  private void connect() throws MqttException, InterruptedException {
    List<DevicePlace> places =
        park.site().devices().stream().filter(d -> d.kind() == DeviceKind.READER).toList();
    List<String> passwords =
        park.server()
            .database()
            .inTransaction(
                sql ->
                    places.stream()
                        .map(p -> DevicePasswords.issue(sql, BenchPark.SITE, p.code()))
                        .toList());
    park.refreshDevices();
    for (int i = 0; i < places.size(); i++) {
      DevicePlace place = places.get(i);
      String name = BenchPark.SITE + "/" + place.code();
      var reader = new Reader(place, BenchMqtt.asking(park.mqtt(), name, name, passwords.get(i)));
      reader.client().subscribe(reader.topic("decision"));
      readers.add(reader);
    }
    awaitLoaded();
  }

  /** The server has read all credentials when it knows the last and every other asked for. */
  private void awaitLoaded() throws MqttException, InterruptedException {
    for (int i = 0; i < 600; i++) {
      JsonObject answer = present(readers.getFirst(), UUID.randomUUID(), credentials - 1).json();
      if (answer.getBoolean("granted")) {
        answerLength = answer.encode().getBytes(StandardCharsets.UTF_8).length;
        return;
      }
      Thread.sleep(250);
    }
    throw new IllegalStateException("the server does not know the credentials");
  }

  private void measure(int clients, int seconds, PrintWriter out)
      throws InterruptedException, MqttException {
    int used = Math.min(clients, readers.size());
    var echo = new BenchTimes();
    var badge = new BenchTimes();
    var askers = new ArrayList<BenchMqtt>();
    try (var echoer = server("bench-echo", this::echo)) {
      echoer.subscribe("bench/ask/+");
      for (int i = 0; i < used; i++) {
        var asker = server("bench-asker-" + i, BenchMqtt::keep);
        asker.subscribe("bench/answer/" + i);
        askers.add(asker);
      }
      pairs(askers, new BenchTimes(), new BenchTimes(), WARM_SECONDS);
      pairs(askers, echo, badge, seconds);
    } finally {
      for (BenchMqtt asker : askers) asker.close();
    }
    out.print(echo.row("echo through the broker", used, "1.00"));
    String p50 = BenchTimes.ratio(badge.percentile(50) / echo.percentile(50));
    String p99 = BenchTimes.ratio(badge.percentile(99) / echo.percentile(99));
    out.print(badge.row("badge to decision", used, p50 + " p50"));
    out.printf("%36s %57s%n", "", p99 + " p99");
    out.flush();
  }

  /** Each client asks for an echo and presents a credential, turn about. */
  private void pairs(List<BenchMqtt> askers, BenchTimes echo, BenchTimes badge, int seconds)
      throws InterruptedException {
    int clients = askers.size();
    var presented = new BenchTimes[clients];
    echo.measure(
        clients,
        seconds * 1_000_000_000L,
        number -> {
          presented[number] = new BenchTimes();
          List<Reader> own = new ArrayList<>();
          for (int i = number; i < readers.size(); i += clients) own.add(readers.get(i));
          long pause = (long) (1e9 / (READER_PER_SECOND * own.size()));
          var turn = new Turn(own, System.nanoTime(), pause);
          return () -> {
            turn.await();
            // Whoever comes first after the pause finds everything cold.
            long echoed = turn.isEven() ? ask(askers.get(number), number) : 0;
            presented[number].add(present(turn.reader(), UUID.randomUUID()));
            return echoed == 0 ? ask(askers.get(number), number) : echoed;
          };
        });
    for (BenchTimes times : presented) times.all().forEach(badge::add);
    badge.elapsed(echo.elapsed());
  }

  /** Which reader is next, and when. */
  private static final class Turn {
    private final List<Reader> readers;
    private final long pause;
    private long due;
    private int count;

    Turn(List<Reader> readers, long due, long pause) {
      this.readers = readers;
      this.due = due;
      this.pause = pause;
    }

    void await() {
      due = Math.max(due + pause, System.nanoTime() - 10 * pause);
      while (due - System.nanoTime() > 0) LockSupport.parkNanos(due - System.nanoTime());
    }

    boolean isEven() {
      return count % 2 == 0;
    }

    Reader reader() {
      return readers.get(count++ % readers.size());
    }
  }

  private long present(Reader reader, UUID request) throws MqttException, InterruptedException {
    Presented presented =
        present(reader, request, ThreadLocalRandom.current().nextInt(credentials));
    if (!presented.json().getBoolean("granted")) {
      throw new IllegalStateException("denied: " + presented.json().encode());
    }
    return presented.took();
  }

  private record Presented(JsonObject json, long took) {}

  private Presented present(Reader reader, UUID request, int credential)
      throws MqttException, InterruptedException {
    BenchMqtt.Exchange exchange =
        reader
            .client()
            .exchange(
                reader.topic("badge"),
                badge(request, reader.place().door().orElseThrow(), credential),
                request.toString());
    return new Presented(new JsonObject(exchange.answer()), exchange.took());
  }

  private static String badge(UUID request, String door, int credential) {
    byte[] text = BenchCredentials.text(credential).getBytes(StandardCharsets.UTF_8);
    return new JsonObject()
        .put("request", request.toString())
        .put("door", door)
        .put("boot", "bench-boot-1")
        .put("uptime_ms", 123_456)
        .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
        .put(
            "credential",
            new JsonObject()
                .put("kind", "qr")
                .put("bytes", HexFormat.of().withUpperCase().formatHex(text)))
        .encode();
  }

  private long ask(BenchMqtt asker, int number) throws MqttException, InterruptedException {
    String id = UUID.randomUUID().toString();
    String text = id + badge(UUID.randomUUID(), "d-coworking", 0).substring(id.length());
    return asker.exchange("bench/ask/" + number, text, id).took();
  }

  /** The beginning of what was asked, as long as a decision. */
  private void echo(BenchMqtt client, String topic, String text) throws MqttException {
    String number = topic.substring("bench/ask/".length());
    String answer = text.length() < answerLength ? text + text : text;
    client.publish("bench/answer/" + number, answer.substring(0, answerLength));
  }

  private BenchMqtt server(String clientId, BenchMqtt.Answering answering) throws MqttException {
    var account = park.account();
    return new BenchMqtt(park.mqtt(), clientId, account.user(), account.password(), answering);
  }
}
