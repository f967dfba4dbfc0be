package mogador.devices;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mogador.platform.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the devices fare: what is left in their batteries, and how far their clocks are off. Written
 * to the database every second, only what changed by more than the way here explains.
 */
final class DeviceVitals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceVitals.class);
  private static final long SAME_MS = Duration.ofSeconds(2).toMillis();

  private final Database database;
  private final Map<DeviceId, Vitals> known = new HashMap<>();
  private final Set<DeviceId> unwritten = new HashSet<>();
  private volatile boolean closed;
  private Thread thread = Thread.currentThread();

  /** What was told so far; a clock that is not set has no error. */
  private record Vitals(
      Optional<Integer> battery, Optional<Boolean> clockSet, Optional<Long> errorMs) {
    static final Vitals NOTHING = new Vitals(Optional.empty(), Optional.empty(), Optional.empty());

    boolean isNear(Vitals other) {
      return battery.equals(other.battery)
          && clockSet.equals(other.clockSet)
          && errorMs.isPresent() == other.errorMs.isPresent()
          && Math.abs(errorMs.orElse(0L) - other.errorMs.orElse(0L)) < SAME_MS;
    }
  }

  DeviceVitals(Database database) {
    this.database = database;
  }

  void start() {
    thread = Thread.ofVirtual().name("device-vitals").start(this::run);
  }

  /** What a device says at its birth; kept by the broker, it tells nothing of its clock's error. */
  void state(DeviceId device, StateMessage message, boolean retained, Instant now) {
    if (!message.online()) return;
    if (!message.clockSet()) clock(device, Optional.empty(), now);
    else if (!retained && message.at().isPresent()) clock(device, message.at(), now);
  }

  void telemetry(DeviceId device, TelemetryMessage message, Instant now) {
    clock(device, message.at(), now);
    message.batteryPercent().ifPresent(percent -> battery(device, percent));
  }

  /**
   * What the device's clock shows as it sends something.
   *
   * @param at empty when it is not set
   */
  synchronized void clock(DeviceId device, Optional<Instant> at, Instant now) {
    Vitals before = known.getOrDefault(device, Vitals.NOTHING);
    Optional<Long> error = at.map(told -> Duration.between(now, told)).map(DeviceVitals::millis);
    put(device, new Vitals(before.battery(), Optional.of(at.isPresent()), error));
  }

  /** Only these are in service; of others nothing stays known that was not written yet. */
  synchronized void inService(Set<DeviceId> serving) {
    known.keySet().retainAll(serving);
    unwritten.retainAll(serving);
  }

  synchronized void battery(DeviceId device, int percent) {
    Vitals before = known.getOrDefault(device, Vitals.NOTHING);
    put(device, new Vitals(Optional.of(percent), before.clockSet(), before.errorMs()));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** A clock may be off by more than a long of milliseconds has room for. */
  private static long millis(Duration error) {
    long days = Math.clamp(error.toDays(), -365_000L, 365_000L);
    return days == error.toDays() ? error.toMillis() : Duration.ofDays(days).toMillis();
  }

  private void put(DeviceId device, Vitals vitals) {
    Vitals before = known.get(device);
    if (before != null && before.isNear(vitals)) return;
    known.put(device, vitals);
    unwritten.add(device);
  }

  private void run() {
    try {
      while (!closed) {
        TimeUnit.SECONDS.sleep(1);
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    Set<DeviceId> writing;
    String rows;
    synchronized (this) {
      if (unwritten.isEmpty()) return;
      writing = Set.copyOf(unwritten);
      rows = document(writing);
      unwritten.clear();
    }
    try {
      database
          .sql()
          .run(
              """
              update device d set battery_pct = coalesce(s.battery, d.battery_pct),
                clock = coalesce(s.clock, d.clock),
                clock_error_ms = case when s.clock is null then d.clock_error_ms else s.error end
              from jsonb_to_recordset($1::text::jsonb)
                as s(site text, code text, battery int, clock text, error bigint)
              where d.site_id = s.site and d.code = s.code
              """,
              rows);
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("how devices fare could not be written: {}", e.toString());
      synchronized (this) {
        unwritten.addAll(writing);
      }
    }
  }

  private String document(Set<DeviceId> devices) {
    ArrayNode rows = MessageReader.JSON.createArrayNode();
    for (DeviceId id : devices) {
      Vitals vitals = java.util.Objects.requireNonNull(known.get(id));
      ObjectNode row = rows.addObject().put("site", id.site()).put("code", id.code());
      vitals.battery().ifPresent(percent -> row.put("battery", percent));
      vitals.clockSet().ifPresent(set -> row.put("clock", set ? "set" : "unset"));
      vitals.errorMs().ifPresent(error -> row.put("error", error));
    }
    return rows.toString();
  }
}
