package mogador.devices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mogador.platform.Database;
import mogador.platform.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which devices are there. Any message shows that a device lives; that it is gone is said by its
 * will, or follows when the broker knows nothing of it 60 s after we connected. Written to the
 * database every 2 s, only what changed.
 */
final class DeviceHealth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceHealth.class);
  private static final Duration CONFIRM = Duration.ofMinutes(1);

  private final Database database;
  private final DeviceEvents events;
  private final Clock clock;
  private final Map<DeviceId, Known> devices = new HashMap<>();
  private Instant confirmBy = Instant.MAX;
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /** What is known of a device, and whether the database has it. */
  private record Known(
      boolean online,
      Optional<String> boot,
      Optional<ObjectNode> state,
      Optional<Instant> seen,
      boolean confirmed,
      boolean written) {}

  private static final Known NOTHING =
      new Known(false, Optional.empty(), Optional.empty(), Optional.empty(), false, true);

  DeviceHealth(Database database, DeviceEvents events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  void start() {
    thread = Thread.ofVirtual().name("device-health").start(this::run);
  }

  /** We are connected anew: those the broker still knows will be heard of within a minute. */
  synchronized void connected() {
    confirmBy = clock.instant().plus(CONFIRM);
    devices.replaceAll(
        (id, d) -> new Known(d.online(), d.boot(), d.state(), d.seen(), false, d.written()));
  }

  /** A message of the device has come just now. */
  void heard(DeviceId device) {
    Instant now = clock.instant();
    boolean came;
    synchronized (this) {
      Known known = devices.getOrDefault(device, NOTHING);
      came = !known.online();
      devices.put(
          device, new Known(true, known.boot(), known.state(), Optional.of(now), true, false));
    }
    if (came) events.publish(new DeviceEvent.DeviceSeen(device.site(), device.code(), true, now));
  }

  /**
   * A device that does not connect itself was heard of.
   *
   * @param at when it was last heard
   * @param alive whether it is not yet missed
   */
  void heardOf(DeviceId device, Instant at, boolean alive) {
    boolean changed;
    synchronized (this) {
      Known known = devices.getOrDefault(device, NOTHING);
      Optional<Instant> seen =
          known.seen().filter(before -> before.isAfter(at)).or(() -> Optional.of(at));
      changed = known.online() != alive;
      boolean written = known.written() && !changed && seen.equals(known.seen());
      devices.put(device, new Known(alive, known.boot(), known.state(), seen, true, written));
    }
    if (changed) {
      events.publish(new DeviceEvent.DeviceSeen(device.site(), device.code(), alive, at));
    }
  }

  /**
   * A device was born or has left.
   *
   * @param retained the broker tells of what was said earlier
   */
  void state(DeviceId device, StateMessage message, boolean retained) {
    Instant now = clock.instant();
    boolean changed;
    synchronized (this) {
      Known known = devices.getOrDefault(device, NOTHING);
      boolean earlierLife =
          !message.online() && known.boot().map(b -> !b.equals(message.boot())).orElse(false);
      if (earlierLife) return;
      changed = known.online() != message.online();
      devices.put(
          device,
          new Known(
              message.online(),
              message.online() ? Optional.of(message.boot()) : known.boot(),
              Optional.of(merged(known, message)),
              retained ? known.seen() : Optional.of(now),
              true,
              false));
    }
    if (changed) {
      events.publish(
          new DeviceEvent.DeviceSeen(device.site(), device.code(), message.online(), now));
    }
  }

  /** Leaving takes nothing away of what the device said when it came. */
  private static ObjectNode merged(Known known, StateMessage message) {
    if (message.online() || known.state().isEmpty()) return message.document();
    ObjectNode document = known.state().get().deepCopy();
    document.setAll(message.document());
    return document;
  }

  /**
   * Only these are in service. Of others nothing stays known: what one said before it was locked
   * out must not be written of it once it is taken up again.
   */
  void inService(Set<DeviceId> serving) {
    List<DeviceId> gone = new ArrayList<>();
    synchronized (this) {
      devices
          .entrySet()
          .removeIf(
              device -> {
                if (serving.contains(device.getKey())) return false;
                if (device.getValue().online()) gone.add(device.getKey());
                return true;
              });
    }
    left(gone, clock.instant());
  }

  synchronized boolean isOnline(DeviceId device) {
    return devices.getOrDefault(device, NOTHING).online();
  }

  /** The life it is in, if it is connected. */
  synchronized Optional<String> bootIfOnline(DeviceId device) {
    Known known = devices.getOrDefault(device, NOTHING);
    return known.online() ? known.boot() : Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    boolean loaded = false;
    try {
      while (!closed) {
        loaded = loaded || isLoaded();
        TimeUnit.SECONDS.sleep(2);
        endUnconfirmed();
        if (loaded) write();
      }
    } catch (InterruptedException e) {
      write();
    }
  }

  /** Takes up what an earlier server knew, where nothing newer has come since. */
  private boolean isLoaded() {
    try {
      var rows =
          database
              .sql()
              .run(
                  "select site_id, code, online, state->>'boot' as boot, last_seen_at from device");
      synchronized (this) {
        for (var row : rows) {
          var id = new DeviceId(row.getString("site_id"), row.getString("code"));
          devices.putIfAbsent(
              id,
              new Known(
                  row.getBoolean("online"),
                  Optional.ofNullable(row.getString("boot")),
                  Optional.empty(),
                  Sql.optionalInstant(row, "last_seen_at"),
                  false,
                  true));
        }
      }
      return true;
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("the devices' states could not be read: {}", e.toString());
      return false;
    }
  }

  private void endUnconfirmed() {
    List<DeviceId> gone = new ArrayList<>();
    Instant now = clock.instant();
    synchronized (this) {
      if (now.isBefore(confirmBy)) return;
      confirmBy = Instant.MAX;
      devices.replaceAll(
          (id, d) -> {
            if (d.confirmed() || !d.online()) return d;
            gone.add(id);
            return new Known(false, d.boot(), d.state(), d.seen(), true, false);
          });
    }
    left(gone, now);
  }

  private void left(List<DeviceId> gone, Instant now) {
    for (DeviceId id : gone) {
      events.publish(new DeviceEvent.DeviceSeen(id.site(), id.code(), false, now));
    }
  }

  private void write() {
    Map<DeviceId, Known> changed = new HashMap<>();
    synchronized (this) {
      devices.replaceAll(
          (id, d) -> {
            if (d.written()) return d;
            changed.put(id, d);
            return new Known(d.online(), d.boot(), d.state(), d.seen(), d.confirmed(), true);
          });
    }
    if (changed.isEmpty()) return;
    try {
      database
          .sql()
          .run(
              """
              update device d set online = s.online,
                state = case when s.state is null then d.state
                  when s.state->>'status' = 'offline' then coalesce(d.state, '{}') || s.state
                  else s.state end,
                last_seen_at = coalesce(s.seen, d.last_seen_at)
              from jsonb_to_recordset($1::text::jsonb)
                as s(site text, code text, online boolean, state jsonb, seen timestamptz)
              where d.site_id = s.site and d.code = s.code and d.status = 'active'\
              """,
              document(changed));
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("the devices' states could not be written: {}", e.toString());
      unwritten(changed);
    }
  }

  private synchronized void unwritten(Map<DeviceId, Known> changed) {
    for (DeviceId id : changed.keySet()) {
      devices.computeIfPresent(
          id, (k, d) -> new Known(d.online(), d.boot(), d.state(), d.seen(), d.confirmed(), false));
    }
  }

  private static String document(Map<DeviceId, Known> changed) {
    ArrayNode rows = MessageReader.JSON.createArrayNode();
    changed.forEach(
        (id, known) -> {
          ObjectNode row = rows.addObject().put("site", id.site()).put("code", id.code());
          row.put("online", known.online());
          known.state().ifPresent(state -> row.set("state", state));
          known.seen().ifPresent(seen -> row.put("seen", seen.toString()));
        });
    return rows.toString();
  }
}
