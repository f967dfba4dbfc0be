package mogador.devices;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mogador.occupancy.WatchedSpace;
import mogador.platform.Database;
import mogador.platform.Listener;
import mogador.sites.DeviceKind;
import mogador.sites.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices in service, in memory; read again at every change told, and every 10 seconds. */
public final class DeviceRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistry.class);
  private static final long EVERY_SECONDS = 10;

  /** To be notified with the site within the transaction that locks a device out or takes it up. */
  public static final String CHANNEL = "devices";

  private final Database database;
  private volatile Map<DeviceId, Device> devices = Map.of();
  private volatile boolean closed;
  private volatile Consumer<Set<DeviceId>> afterRead = read -> {};
  private Optional<Listener> listener = Optional.empty();
  private Thread thread = Thread.currentThread();

  public DeviceRegistry(Database database) {
    this.database = database;
  }

  /** Tells which devices are in service whenever they were read. */
  void afterEachRead(Consumer<Set<DeviceId>> told) {
    afterRead = told;
  }

  /** Reads the devices now if the database is there, and then again and again. */
  public void start() {
    refresh();
    listener = Optional.of(database.listen(CHANNEL, site -> refresh()));
    thread = Thread.ofVirtual().name("device-registry").start(this::run);
  }

  /** Reads the devices now, such as after an import; keeps the old ones if that fails. */
  public synchronized void refresh() {
    try {
      Map<DeviceId, Device> read = new HashMap<>();
      for (Device device :
          database
              .sql()
              .list(
                  DeviceRegistry::fromRow,
                  """
                  select site_id, code, kind, door_code, space_id, secret_hash, next_keys, next_hash
                  from device where status = 'active'\
                  """)) {
        read.put(device.id(), device);
      }
      devices = Map.copyOf(read);
      afterRead.accept(devices.keySet());
    } catch (RuntimeException e) {
      if (!closed) LOG.warn("devices could not be read, trying again: {}", e.toString());
    }
  }

  Optional<Device> find(DeviceId id) {
    return Optional.ofNullable(devices.get(id));
  }

  /** Every space of the network by its id, with the sensors that are in service there. */
  public Map<Long, WatchedSpace> watched(Network network) {
    return Watch.spaces(network, all()).stream()
        .collect(Collectors.toMap(WatchedSpace::space, space -> space));
  }

  Collection<Device> all() {
    return devices.values();
  }

  @Override
  public void close() {
    closed = true;
    listener.ifPresent(Listener::close);
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        TimeUnit.SECONDS.sleep(EVERY_SECONDS);
        refresh();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Device fromRow(Row row) {
    return new Device(
        new DeviceId(row.getString("site_id"), row.getString("code")),
        Optional.ofNullable(row.getString("door_code")),
        Optional.ofNullable(row.getLong("space_id")),
        DeviceKind.of(row.getString("kind")).orElseThrow(),
        hash(row, "secret_hash"),
        hash(row, "next_hash").map(hash -> new Device.Next(row.getInteger("next_keys"), hash)));
  }

  private static Optional<String> hash(Row row, String column) {
    return Optional.ofNullable(row.getBuffer(column))
        .map(Buffer::getBytes)
        .map(HexFormat.of()::formatHex);
  }
}
