package mogador.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Presentations at doors, from the badge to the decision, beside a bare echo of messages of the
 * same sizes through the same broker, over as many connections. One of each in turn, no faster than
 * the server lets devices ask.
 */
final class BenchBadge {
  private static final double READER_PER_SECOND = 18;

  /** A server that answers doors has long been compiled. */
  private static final int WARM_SECONDS = 10;

  private final BenchPark park;
  private final BenchReaders readers;

  private BenchBadge(BenchPark park, BenchReaders readers) {
    this.park = park;
    this.readers = readers;
  }

  static void run(int seconds, List<Integer> clients, int credentials, PrintWriter out)
      throws InterruptedException {
    try (var park =
            new BenchPark((database, hash) -> BenchCredentials.load(database, hash, credentials));
        var readers = new BenchReaders(park, credentials)) {
      var bench = new BenchBadge(park, readers);
      out.println(BenchTimes.machine());
      out.println(credentials + " credentials, readers within their rate of messages");
      out.print(BenchTimes.head("of echo"));
      out.flush();
      for (int at : clients) bench.measure(at, seconds, out);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(int clients, int seconds, PrintWriter out)
      throws InterruptedException, MqttException {
    int used = Math.min(clients, readers.size());
    var echo = new BenchTimes();
    var badge = new BenchTimes();
    var askers = new ArrayList<BenchMqtt>();
    try (var echoer = server("bench-echo", this::echo)) {
      echoer.subscribe("bench/ask/+");
      for (int i = 0; i < readers.size(); i++) {
        var asker = server("bench-asker-" + i, BenchMqtt::keep);
        asker.subscribe("bench/answer/" + i);
        askers.add(asker);
      }
      pairs(used, askers, new BenchTimes(), new BenchTimes(), WARM_SECONDS);
      pairs(used, askers, echo, badge, seconds);
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

  /**
   * Each client asks for an echo and presents a credential, turn about, at one place after another.
   */
  private void pairs(
      int clients, List<BenchMqtt> askers, BenchTimes echo, BenchTimes badge, int seconds)
      throws InterruptedException {
    var presented = new BenchTimes[clients];
    echo.measure(
        clients,
        seconds * 1_000_000_000L,
        number -> {
          presented[number] = new BenchTimes();
          List<BenchReaders.Reader> own = readers.every(clients, number);
          long pause = (long) (1e9 / (READER_PER_SECOND * own.size()));
          var turn = new Turn(own, System.nanoTime(), pause);
          return () -> {
            turn.await();
            int place = number + clients * turn.place();
            // Whoever comes first after the pause finds everything cold.
            long echoed = turn.isEven() ? ask(askers.get(place), place) : 0;
            presented[number].add(readers.present(turn.reader()));
            return echoed == 0 ? ask(askers.get(place), place) : echoed;
          };
        });
    for (BenchTimes times : presented) times.all().forEach(badge::add);
    badge.elapsed(echo.elapsed());
  }

  /** Which reader is next, and when. */
  private static final class Turn {
    private final List<BenchReaders.Reader> readers;
    private final long pause;
    private long due;
    private int count;

    Turn(List<BenchReaders.Reader> readers, long due, long pause) {
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

    /** Among the client's own. */
    int place() {
      return count % readers.size();
    }

    BenchReaders.Reader reader() {
      return readers.get(count++ % readers.size());
    }
  }

  private long ask(BenchMqtt asker, int number) throws MqttException, InterruptedException {
    String id = UUID.randomUUID().toString();
    String text =
        id + BenchReaders.badge(UUID.randomUUID(), "d-coworking", 0).substring(id.length());
    return asker.exchange("bench/ask/" + number, text, id).took();
  }

  /** The beginning of what was asked, as long as a decision. */
  private void echo(BenchMqtt client, String topic, String text) throws MqttException {
    String number = topic.substring("bench/ask/".length());
    String answer = text.length() < readers.answerLength() ? text + text : text;
    client.publish("bench/answer/" + number, answer.substring(0, readers.answerLength()));
  }

  private BenchMqtt server(String clientId, BenchMqtt.Answering answering) throws MqttException {
    var account = park.account();
    return new BenchMqtt(park.mqtt(), clientId, account.user(), account.password(), answering);
  }
}
