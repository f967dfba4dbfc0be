package mogador.devices;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;

/**
 * Tells devices what to do. Each order is counted and kept with who asked for it and why before it
 * goes out, signed; what the device answers is kept with it.
 */
public final class Commands {
  /** How long an order is good for; the broker drops it afterwards too. */
  static final Duration EXPIRY = Duration.ofSeconds(5);

  public static final int LONGEST_WHY = 200;
  private static final long LOOK_MILLIS = 50;

  private final Database database;
  private final DeviceRegistry devices;
  private final CommandKeys keys;
  private final Clock clock;

  Commands(Database database, DeviceRegistry devices, CommandKeys keys, Clock clock) {
    this.database = database;
    this.devices = devices;
    this.keys = keys;
    this.clock = clock;
  }

  /** What became of an order. */
  public sealed interface Outcome {
    record Executed(UUID command) implements Outcome {}

    /** The device did not carry it out, for a reason of the device protocol's, section 8. */
    record Rejected(UUID command, String reason) implements Outcome {}

    /** No word from the device in time; it no longer carries the order out. */
    record NoAnswer(UUID command) implements Outcome {}

    /** It is not connected, or not in service. */
    record Offline() implements Outcome {}
  }

  /** How an order reaches a device, and where the device is in its life. */
  interface Way {
    /** The boot id of a device that is connected. */
    Optional<String> boot(DeviceId device);

    void send(DeviceId device, byte[] payload);
  }

  /**
   * Opens a door once, through its reader, and waits for the reader's word: up to 6 s.
   *
   * @param why 1 to 200 characters, for the record
   */
  Outcome open(Way way, Actor actor, String site, String door, String why) {
    return devices.all().stream()
        .filter(d -> d.id().site().equals(site) && d.door().equals(Optional.of(door)))
        .map(Device::id)
        .sorted(Comparator.comparing(DeviceId::code))
        .filter(id -> way.boot(id).isPresent())
        .findFirst()
        .map(reader -> ask(way, Optional.of(actor), reader, Order.unlock(door), why))
        .orElseGet(Outcome.Offline::new);
  }

  /** Tells a device, and waits for its word: up to 6 s. */
  Outcome ask(Way way, Optional<Actor> actor, DeviceId device, Order order, String why) {
    return tell(way, actor, device, order, why).map(this::answer).orElseGet(Outcome.Offline::new);
  }

  /** Tells a device, and does not wait; empty if it is not connected. */
  Optional<UUID> tell(Way way, Optional<Actor> actor, DeviceId device, Order order, String why) {
    Optional<String> boot = way.boot(device);
    if (boot.isEmpty()) return Optional.empty();
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    var asked = new CommandStore.Asked(actor.map(Actor::id), why, now);
    Optional<CommandStore.Numbered> kept =
        database.inTransaction(sql -> CommandStore.keep(sql, id, device, order, asked));
    if (kept.isEmpty()) return Optional.empty();
    var command =
        new JsonObject()
            .put("id", id.toString())
            .put("counter", kept.get().counter())
            .put("boot", boot.get())
            .put("expires_at", now.plus(EXPIRY).truncatedTo(ChronoUnit.MILLIS).toString())
            .put("action", order.action());
    order.door().ifPresent(door -> command.put("door", door));
    String text = command.mergeIn(order.fields()).encode();
    String mac = keys.signature(device, kept.get().secretHash(), "command", text);
    way.send(device, new JsonObject().put("command", text).put("mac", mac).toBuffer().getBytes());
    return Optional.of(id);
  }

  /**
   * An order as it is kept.
   *
   * @param askedBy a name, or an address where there is none; empty for the server itself
   * @param outcome executed, rejected or duplicate; empty while, or when, there is no answer
   */
  public record Kept(
      UUID id,
      String device,
      Optional<String> door,
      String action,
      Optional<String> askedBy,
      String why,
      Instant askedAt,
      Optional<String> outcome,
      Optional<String> reason,
      Optional<Instant> answeredAt) {}

  /** The latest orders to a site's devices, or to one of them, the newest first, at most 500. */
  public static List<Kept> latest(Sql sql, String site, Optional<String> device, int limit) {
    return CommandStore.latest(sql, site, device, limit);
  }

  /** Keeps what a device says of a command of its own; the first word holds. */
  void answered(DeviceId device, CommandAnswer answer) {
    Instant now = clock.instant();
    database.inTransaction(sql -> CommandStore.answered(sql, device, answer, now));
  }

  /** The answer may come to another server: all look where it is kept. */
  private Outcome answer(UUID id) {
    long end = System.nanoTime() + EXPIRY.plusSeconds(1).toNanos();
    try {
      while (System.nanoTime() < end) {
        Optional<Outcome> outcome = CommandStore.outcome(database.sql(), id);
        if (outcome.isPresent()) return outcome.get();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Outcome.NoAnswer(id);
  }
}
