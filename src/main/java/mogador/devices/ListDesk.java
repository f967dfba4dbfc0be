package mogador.devices;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mogador.access.AccessLists;
import mogador.access.AccessSnapshot;
import mogador.access.Doorway;
import mogador.access.SnapshotKeeper;
import mogador.platform.Throttle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every reader's list what the rights come to. One thread of its own follows the snapshot:
 * what has changed at a door goes out at once, signed, retained by the broker, with the few lines
 * that differ; a reader that needs more asks for it. Several servers tell the same: a list is known
 * by its hash, and of two manifests the one with the greater version holds.
 */
public final class ListDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ListDesk.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  /**
   * Each reader is told anew once in so many looks, in case the broker lost something: a part of
   * them at a time, for what has changed would wait behind all of them.
   */
  private static final int TURNS = 12;

  private static final Duration GATHERED = Duration.ofMillis(20);
  private static final int EXPIRY_SECONDS = 60;

  private static final int REQUESTS = 1_000;

  private final SnapshotKeeper snapshot;
  private final DeviceRegistry devices;
  private final CommandKeys keys;
  private final RefusedMessages refused;
  private final Throttle<DeviceId> throttle;
  private final Clock clock;
  private final MqttLink link;
  private final Counter sent;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Set<UUID> changed = new HashSet<>();
  private final Map<DeviceId, ListRequest> requests = new LinkedHashMap<>();
  private AccessSnapshot latest = AccessSnapshot.EMPTY;
  private boolean doors = true;
  private boolean again;
  private int turn;
  private long turnNanos = System.nanoTime();

  private final Map<DeviceId, ToldReader> told = new HashMap<>();
  private Optional<AccessLists> lists = Optional.empty();
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /** Does nothing until started. */
  public ListDesk(
      GatewaySettings settings,
      SnapshotKeeper snapshot,
      DeviceRegistry devices,
      CommandKeys keys,
      RefusedMessages refused,
      Clock clock,
      MeterRegistry meters) {
    this.snapshot = snapshot;
    this.devices = devices;
    this.keys = keys;
    this.refused = refused;
    this.clock = clock;
    throttle = new Throttle<>(settings.messagesPerSecond(), settings.burst());
    sent = meters.counter("mogador_list_messages");
    String filter = "$share/mogador/" + DeviceTopic.ROOT + "+/+/acl/request";
    link = new MqttLink(settings, "lists", List.of(filter), this::asked, this::tellAgain, meters);
    snapshot.listen(this::changed);
  }

  /** Begins once the snapshot is whole: half of one would lock people out. */
  public void start() {
    link.start();
    thread = Thread.ofVirtual().name("access-lists").start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    link.close();
  }

  private void changed(AccessSnapshot now, Set<UUID> persons) {
    wake(
        () -> {
          latest = now;
          doors |= persons.isEmpty();
          changed.addAll(persons);
        });
  }

  /** The broker may have forgotten what it was to keep. */
  private void tellAgain() {
    wake(() -> again = true);
  }

  private void asked(String topic, byte[] payload, boolean retained, Runnable done) {
    Optional<Device> device =
        DeviceTopic.parse(topic).map(DeviceTopic::device).flatMap(devices::find);
    if (device.isEmpty()) {
      refused.add(topic, Refusal.UNKNOWN_DEVICE, "", payload.length);
    } else if (!throttle.passes(device.get().id(), clock.instant())) {
      refused.add(topic, Refusal.THROTTLED, "", payload.length);
    } else {
      switch (ListRequest.parse(payload)) {
        case Parsed.Good<ListRequest>(ListRequest request) -> take(topic, device.get(), request);
        case Parsed.Refused<ListRequest>(Refusal why, String detail) ->
            refused.add(topic, why, detail, payload.length);
      }
    }
    done.run();
  }

  private void take(String topic, Device device, ListRequest request) {
    wake(
        () -> {
          if (requests.size() < REQUESTS) requests.put(device.id(), request);
          else refused.add(topic, Refusal.QUEUE_FULL, "", 0);
        });
  }

  private void wake(Runnable note) {
    lock.lock();
    try {
      note.run();
      woken.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is to be brought.
   *
   * @param persons of whom the snapshot says another thing than the one before; taken together, for
   *     who was taken out of it unnoticed would stay on lists
   * @param again whether all readers are told anew
   * @param turn which of them are, otherwise
   */
  private record Work(
      AccessSnapshot snapshot,
      Set<UUID> persons,
      boolean again,
      OptionalInt turn,
      Map<DeviceId, ListRequest> requests) {
    boolean tellsAgain(DeviceId reader) {
      return again || turn.equals(OptionalInt.of(Math.floorMod(reader.hashCode(), TURNS)));
    }
  }

  private Work take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = LOOK.toNanos();
      while (changed.isEmpty() && requests.isEmpty() && !doors && !again && left > 0) {
        left = woken.awaitNanos(left);
      }
      var work = new Work(latest, Set.copyOf(changed), again, nextTurn(), Map.copyOf(requests));
      changed.clear();
      requests.clear();
      doors = false;
      again = false;
      return work;
    } finally {
      lock.unlock();
    }
  }

  private OptionalInt nextTurn() {
    if (System.nanoTime() - turnNanos < LOOK.toNanos()) return OptionalInt.empty();
    turnNanos = System.nanoTime();
    turn = (turn + 1) % TURNS;
    return OptionalInt.of(turn);
  }

  private void run() {
    try {
      while (!closed && !snapshot.awaitReady(LOOK)) LOG.debug("the snapshot is not whole yet");
      while (!closed) {
        Work work = take();
        try {
          bring(work);
        } catch (RuntimeException e) {
          LOG.error("the readers' lists were not brought up to date, all over again", e);
          lists = Optional.empty();
          TimeUnit.SECONDS.sleep(1);
        }
        // What comes together goes together.
        TimeUnit.NANOSECONDS.sleep(GATHERED.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bring(Work work) {
    AccessSnapshot now = work.snapshot();
    var at = clock.instant();
    AccessLists current =
        lists
            .map(before -> before.with(now, work.persons(), at))
            .orElseGet(() -> AccessLists.of(now, at));
    lists = Optional.of(current);
    Set<DeviceId> readers = new HashSet<>();
    for (Device device : devices.all()) {
      if (device.door().isEmpty() || device.secretHash().isEmpty()) continue;
      readers.add(device.id());
      Optional<ListRequest> request = Optional.ofNullable(work.requests().get(device.id()));
      bring(device, current, work.tellsAgain(device.id()), request);
    }
    told.keySet().retainAll(readers);
  }

  private void bring(
      Device device, AccessLists current, boolean again, Optional<ListRequest> request) {
    var key = new Doorway.Key(device.id().site(), device.door().orElseThrow());
    Optional<Doorway> door = current.door(key);
    if (door.isEmpty()) return;
    var reader = told.computeIfAbsent(device.id(), id -> new ToldReader(id, keys));
    String secretHash = device.secretHash().orElseThrow();
    long now = clock.millis();
    for (ToldReader.Message message :
        reader.bring(current.of(key), door.get(), secretHash, again, request, now)) {
      String topic = device.id().topic(message.below());
      byte[] payload = message.payload().getBytes(StandardCharsets.UTF_8);
      if (message.retained()) link.retain(topic, payload);
      else link.publish(topic, payload, EXPIRY_SECONDS);
      sent.increment();
    }
  }
}
