package mogador.uplinks;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mogador.devices.Sensed;
import mogador.occupancy.Sign;
import mogador.occupancy.SignStore;
import mogador.occupancy.Signal;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.Throttle;
import mogador.platform.Unreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes uplinks in, keeps what they say, and tells of those that are adopted as if they had said it
 * here. Every server hears all and comes to the same; what one has missed it finds in the database.
 */
final class UplinkDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UplinkDesk.class);
  private static final int WAITING = 1_000;
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(5);

  /** What a server that starts, or was cut off, tells of the past; nothing older is awaited. */
  private static final Duration PAST = Duration.ofMinutes(10);

  /** A sensor sends a few uplinks an hour. */
  private static final int PER_SECOND = 1;

  private static final int BURST = 30;
  private static final int SOURCE_PER_SECOND = 100;
  private static final int SOURCE_BURST = 1_000;

  private final Database database;
  private final Predicate<Sensed> taken;
  private final Clock clock;
  private final MeterRegistry meters;
  private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(WAITING);
  private final Throttle<String> sources = new Throttle<>(SOURCE_PER_SECOND, SOURCE_BURST);
  private final Throttle<String> strangers = new Throttle<>(PER_SECOND, UplinkStore.STRANGERS);
  private final Throttle<Heard.Key> devices = new Throttle<>(PER_SECOND, BURST);
  private final Map<Heard.Key, Until> toldUntil = new ConcurrentHashMap<>();
  private volatile Set<Heard.Key> adopted = Set.of();
  private volatile boolean closed;
  private List<Thread> threads = List.of();

  private record Arrived(Heard.Key key, Uplink uplink, Instant at) {}

  /** Up to when a state was told that was said then. */
  private record Until(Instant said, Instant until) {}

  UplinkDesk(Database database, Predicate<Sensed> taken, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.taken = taken;
    this.clock = clock;
    this.meters = meters;
  }

  void start() {
    threads =
        List.of(
            Thread.ofVirtual().name("uplinks").start(this::takeAll),
            Thread.ofVirtual().name("uplinks-still-so").start(this::tellAll));
  }

  /** A message of a network server; on an event loop, and never blocking it. */
  void received(UplinkSource source, byte[] bytes) {
    Instant now = clock.instant();
    if (!sources.passes(source.name(), now)) {
      refused("throttled");
      return;
    }
    switch (source.kind().read(bytes)) {
      case Uplink.Read.Good(Uplink uplink) -> offer(source, uplink, now);
      case Uplink.Read.Refused(String why) -> refused(why);
    }
  }

  private void offer(UplinkSource source, Uplink uplink, Instant now) {
    var key = new Heard.Key(source.name(), uplink.eui());
    boolean passes =
        adopted.contains(key) ? devices.passes(key, now) : strangers.passes(source.name(), now);
    if (!passes) refused("throttled");
    else if (!arrived.offer(new Arrived(key, uplink, now))) refused("queue_full");
  }

  private void refused(String why) {
    meters.counter("mogador_uplinks_refused", "reason", why).increment();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  private void takeAll() {
    try {
      while (!closed) take(arrived.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** While the database is away it waits, and others behind it. */
  private void take(Arrived one) throws InterruptedException {
    while (!closed) {
      try {
        keep(one);
        return;
      } catch (Unreachable e) {
        TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
      } catch (RuntimeException e) {
        refused("failed");
        LOG.error("an uplink of {} could not be kept", one.key(), e);
        return;
      }
    }
  }

  private record Kept(Optional<Heard> heard, Optional<Adoption> adoption) {}

  private void keep(Arrived one) {
    Kept kept =
        database.inTransaction(
            sql -> {
              UplinkStore.lock(sql, one.key());
              Optional<Heard> before = UplinkStore.heard(sql, one.key());
              Optional<Adoption> adoption = UplinkStore.adoption(sql, one.key());
              Optional<Heard> after =
                  Heard.after(before, one.key(), one.uplink(), one.at(), adoption);
              after.ifPresent(heard -> UplinkStore.save(sql, heard));
              if (after.isPresent()) adoption.ifPresent(it -> keepBadge(sql, one, it));
              if (before.isEmpty() && adoption.isEmpty()) UplinkStore.forgetStrangers(sql);
              return new Kept(after.or(() -> before), adoption);
            });
    if (kept.adoption().isEmpty()) return;
    kept.heard().ifPresent(heard -> tell(heard, kept.adoption().get(), clock.instant()));
  }

  /** Once, with the uplink that told of it: what the board hears of badges is not kept by it. */
  private static void keepBadge(Sql sql, Arrived one, Adoption adoption) {
    Optional<Signal> badge = Heard.badge(one.uplink(), one.at(), adoption);
    Optional<Long> space = badge.flatMap(it -> UplinkStore.space(sql, adoption));
    if (badge.isEmpty() || space.isEmpty()) return;
    var sign = new Sign(adoption.site(), space.get(), badge.get());
    SignStore.keep(sql, List.of(sign), one.at());
  }

  private void tellAll() {
    try {
      while (!closed) {
        try {
          look();
        } catch (RuntimeException e) {
          if (!closed) LOG.warn("what sensors said could not be read: {}", e.toString());
        }
        TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads who is adopted and what they said last, and goes on telling it. */
  void look() {
    Map<Heard.Key, Adoption> found =
        UplinkStore.adoptions(database.sql()).stream()
            .collect(Collectors.toMap(Adoption::key, one -> one));
    adopted = Set.copyOf(found.keySet());
    toldUntil.keySet().retainAll(found.keySet());
    Instant now = clock.instant();
    for (Heard heard : UplinkStore.heardOfAdopted(database.sql())) {
      Optional.ofNullable(found.get(heard.key())).ifPresent(adoption -> tell(heard, adoption, now));
    }
  }

  private void tell(Heard heard, Adoption adoption, Instant now) {
    Instant missed = heard.at().plus(adoption.silence());
    SensorState state = heard.state();
    Instant said = state.present().map(SensorState.Said::at).orElse(heard.at());
    Instant from =
        Optional.ofNullable(toldUntil.get(heard.key()))
            .filter(before -> before.said().equals(said))
            .map(before -> before.until().plusMillis(1))
            .orElse(said);
    if (from.isBefore(now.minus(PAST))) from = now.minus(PAST);
    List<Signal> signs = new ArrayList<>(state.signs(adoption.device(), from, now, missed));
    // A moment, not a state: hearing of it again changes nothing, and another server may not have.
    state
        .badge(adoption.device())
        .filter(badge -> badge.at().isAfter(now.minus(PAST)))
        .ifPresent(signs::add);
    var sensed =
        new Sensed(
            adoption.site(),
            adoption.device(),
            heard.at(),
            now.isBefore(missed),
            signs,
            state.reading(adoption.device()),
            battery(heard, adoption));
    if (taken.test(sensed)) toldUntil.put(heard.key(), new Until(said, now));
  }

  private static Optional<Integer> battery(Heard heard, Adoption adoption) {
    Map<String, Value> all =
        heard.fields().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().value()));
    return adoption.map().read(all).battery();
  }
}
