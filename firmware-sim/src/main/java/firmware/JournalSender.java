package firmware;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Writes the journal, and sends its oldest events until the server says that it has them. */
final class JournalSender {
  private static final int EXPIRY_SECONDS = 60;
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final Body body;
  private final Journal journal;
  private final Resend resend = new Resend(ThreadLocalRandom.current());

  JournalSender(Body body, Journal journal) {
    this.body = body;
    this.journal = journal;
  }

  void record(Event event) {
    journal.record(event, body.now());
    resend.recorded(body.now().uptimeMs());
  }

  void up() {
    resend.online(body.now().uptimeMs());
  }

  void down() {
    resend.offline();
  }

  void acknowledged(byte[] payload) {
    var ack = Messages.ack(payload);
    if (ack.isEmpty()) {
      body.unusable();
    } else if (journal.acknowledge(ack.get().journal(), ack.get().through())) {
      resend.acknowledged(body.now().uptimeMs(), ack.get().through());
    }
  }

  /** Sends what is due. */
  void send() {
    long uptime = body.now().uptimeMs();
    if (!resend.due(uptime)) return;
    var events = journal.oldest();
    if (events.isEmpty()) {
      resend.idle();
      return;
    }
    long first = journal.first();
    String batch = Messages.batch(journal.id(), first, body.now(), events);
    body.publish(new Line.Letter("journal", batch, 1, false, EXPIRY_SECONDS));
    resend.sent(uptime, first + events.size() - 1);
  }

  /** How long nothing is due; at most a minute. */
  Duration untilDue() {
    long due = resend.dueAt();
    if (due == Long.MAX_VALUE) return LONGEST_SLEEP;
    return Duration.ofMillis(Math.max(0, due - body.now().uptimeMs()));
  }
}
