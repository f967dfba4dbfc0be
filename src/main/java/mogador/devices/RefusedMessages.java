package mogador.devices;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that were dropped: counted by reason, logged sparingly, the last 100 kept to look at.
 */
public final class RefusedMessages {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedMessages.class);
  private static final int KEPT = 100;
  private static final int DEVICES = 10_000;
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Clock clock;
  private final MeterRegistry meters;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Map<String, Instant> logged =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > DEVICES;
        }
      };

  /**
   * A dropped message.
   *
   * @param reason e.g. {@code not_json}
   * @param detail the field it is about, if any
   * @param size in bytes; its content is not kept, it may hold a credential
   */
  public record Kept(Instant at, String topic, String reason, String detail, int size) {}

  RefusedMessages(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.meters = meters;
  }

  void add(String topic, Refusal why, String detail, int size) {
    meters.counter("mogador_messages_refused", "reason", why.code()).increment();
    String device = DeviceTopic.parse(topic).map(t -> t.device().toString()).orElse("?");
    String shown =
        (topic.length() <= 200 ? topic : topic.substring(0, 200)).replaceAll("\\p{Cntrl}", "?");
    Instant now = clock.instant();
    synchronized (kept) {
      kept.addLast(new Kept(now, shown, why.code(), detail, size));
      if (kept.size() > KEPT) kept.removeFirst();
      Instant last = logged.get(device);
      if (last != null && now.isBefore(last.plus(QUIET))) return;
      logged.remove(device);
      logged.put(device, now);
    }
    LOG.warn("refused a message of {}: {} {} on {}", device, why.code(), detail, shown);
  }

  /** The last 100, oldest first. */
  public List<Kept> last() {
    synchronized (kept) {
      return List.copyOf(kept);
    }
  }
}
