package firmware;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A device and the contract's receiver, joined by a link that loses, repeats and delays, on a clock
 * of its own. Everything arrives, in order.
 */
class DeliveryProperties {
  private static final long CALM_AT = 120_000;
  private static final long END_AT = CALM_AT + 400_000;

  /** Something that happens at a time. */
  private record Happening(long at, int order, Runnable task) {}

  /** The server's part in section 6, in memory. */
  private static final class Receiver {
    final List<Long> stored = new ArrayList<>();
    long through;

    long take(JsonNode batch) {
      for (JsonNode event : batch.path("events")) {
        long sequence = event.path("sequence").longValue();
        if (sequence != through + 1) continue;
        stored.add(sequence);
        through = sequence;
      }
      return through;
    }
  }

  @Property(tries = 40)
  void everyEventArrivesOnceAndInOrderWhateverTheLinkDoes(
      @ForAll long seed,
      @ForAll @IntRange(max = 80) int lossPercent,
      @ForAll @IntRange(max = 50) int repeatPercent,
      @ForAll @IntRange(min = 1, max = 70) int events)
      throws IOException {
    Path file = Files.createTempFile("delivery", ".journal");
    try (var journal = Journal.open(file, 1_000, () -> "journal-of-this-try")) {
      var run = new Run(journal, new Random(seed), lossPercent, repeatPercent);
      run.play(events);
      assertThat(run.receiver.stored).hasSize(events).isSorted();
      assertThat(run.receiver.through).isEqualTo(events);
      assertThat(journal.pending()).isZero();
      assertThat(run.resend.dueAt()).as("an empty journal rests").isEqualTo(Long.MAX_VALUE);
    } finally {
      Files.delete(file);
    }
  }

  private static final class Run {
    final Receiver receiver = new Receiver();
    final Resend resend;
    private final Journal journal;
    private final Random random;
    private final int lossPercent;
    private final int repeatPercent;
    private final PriorityQueue<Happening> happenings =
        new PriorityQueue<>(
            java.util.Comparator.comparingLong(Happening::at).thenComparingInt(Happening::order));
    private int orders;
    private long now;

    Run(Journal journal, Random random, int lossPercent, int repeatPercent) {
      this.journal = journal;
      this.random = random;
      this.lossPercent = lossPercent;
      this.repeatPercent = repeatPercent;
      this.resend = new Resend(random);
    }

    void play(int events) {
      for (int i = 0; i < events; i++) at(random.nextLong(CALM_AT), this::record);
      for (int i = 0; i < 4; i++) at(random.nextLong(CALM_AT), resend::offline);
      for (int i = 0; i < 8; i++) at(random.nextLong(CALM_AT), () -> resend.online(now));
      at(CALM_AT, () -> resend.online(now));
      while (step()) {
        // Until nothing is left to happen.
      }
    }

    private boolean step() {
      var next = happenings.peek();
      long happens = next == null ? Long.MAX_VALUE : next.at();
      now = Math.max(now, Math.min(happens, resend.dueAt()));
      if (now > END_AT) return false;
      if (next != null && happens <= now) happenings.remove().task().run();
      send();
      return !happenings.isEmpty() || resend.dueAt() != Long.MAX_VALUE;
    }

    private void record() {
      journal.record(new Event.Started(), moment());
      resend.recorded(now);
    }

    private void send() {
      if (!resend.due(now)) return;
      var events = journal.oldest();
      if (events.isEmpty()) {
        resend.idle();
        return;
      }
      String batch = Messages.batch(journal.id(), journal.first(), moment(), events);
      resend.sent(now, journal.first() + events.size() - 1);
      travel(() -> receive(batch));
    }

    private void receive(String batch) {
      try {
        long through = receiver.take(Messages.JSON.readTree(batch));
        String ack = "{\"journal\":\"" + journal.id() + "\",\"through\":" + through + "}";
        travel(() -> acknowledge(ack));
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    private void acknowledge(String message) {
      var ack = Messages.ack(message.getBytes(StandardCharsets.UTF_8)).orElseThrow();
      if (journal.acknowledge(ack.journal(), ack.through())) {
        resend.acknowledged(now, ack.through());
      }
    }

    private void travel(Runnable arrival) {
      boolean calm = now >= CALM_AT;
      int copies = !calm && random.nextInt(100) < repeatPercent ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        if (!calm && random.nextInt(100) < lossPercent) continue;
        at(now + random.nextLong(1, calm ? 50 : 9_000), arrival);
      }
    }

    private void at(long time, Runnable task) {
      happenings.add(new Happening(time, orders++, task));
    }

    private Moment moment() {
      return new Moment(Optional.empty(), "boot-one-1", now);
    }
  }
}
