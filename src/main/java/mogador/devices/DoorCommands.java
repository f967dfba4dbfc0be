package mogador.devices;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;

/**
 * Opens doors from afar, through their readers. Each order is counted and kept with who asked for
 * it and why before it goes out; what the reader answers is kept with it.
 */
public final class DoorCommands {
  /** How long an order is good for; the broker drops it afterwards too. */
  static final Duration EXPIRY = Duration.ofSeconds(5);

  static final int LONGEST_WHY = 200;
  private static final int UNLOCK_MS = 5_000;
  private static final long LOOK_MILLIS = 50;

  private final Database database;
  private final DeviceRegistry devices;
  private final CommandKeys keys;
  private final Clock clock;

  DoorCommands(Database database, DeviceRegistry devices, CommandKeys keys, Clock clock) {
    this.database = database;
    this.devices = devices;
    this.keys = keys;
    this.clock = clock;
  }

  /** What became of an order. */
  public sealed interface Outcome {
    record Opened(UUID command) implements Outcome {}

    /** The reader did not carry it out, for a reason of the device protocol's, section 8. */
    record Rejected(UUID command, String reason) implements Outcome {}

    /** No word from the reader in time; it no longer carries the order out. */
    record NoAnswer(UUID command) implements Outcome {}

    /** No reader of this door is connected. */
    record Offline() implements Outcome {}
  }

  /** How an order reaches a device, and where the device is in its life. */
  interface Way {
    /** The boot id of a device that is connected. */
    Optional<String> boot(DeviceId device);

    void send(DeviceId device, byte[] payload);
  }

  private record Reader(Device device, String boot) {}

  /** What an order is signed with is read anew: the device may just have got another password. */
  private record Numbered(long counter, String secretHash) {}

  /**
   * Opens a door once, and waits for its reader's word: up to 6 s.
   *
   * @param why 1 to 200 characters, for the record
   */
  Outcome open(Way way, Actor actor, String site, String door, String why) {
    Optional<Reader> reader =
        devices.all().stream()
            .filter(d -> d.id().site().equals(site) && d.door().equals(Optional.of(door)))
            .sorted(Comparator.comparing(d -> d.id().code()))
            .flatMap(d -> way.boot(d.id()).map(boot -> new Reader(d, boot)).stream())
            .findFirst();
    if (reader.isEmpty()) return new Outcome.Offline();
    Device device = reader.get().device();
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    Optional<Numbered> kept =
        database.inTransaction(sql -> keep(sql, id, device.id(), door, actor, why, now));
    if (kept.isEmpty()) return new Outcome.Offline();
    Numbered numbered = kept.get();
    String command =
        new JsonObject()
            .put("id", id.toString())
            .put("counter", numbered.counter())
            .put("boot", reader.get().boot())
            .put("expires_at", now.plus(EXPIRY).truncatedTo(ChronoUnit.MILLIS).toString())
            .put("action", "unlock")
            .put("door", door)
            .put("unlock_ms", UNLOCK_MS)
            .encode();
    String mac = keys.signature(device.id(), numbered.secretHash(), "command", command);
    way.send(
        device.id(),
        new JsonObject().put("command", command).put("mac", mac).toBuffer().getBytes());
    return answer(id);
  }

  /**
   * An order as it is kept.
   *
   * @param askedBy a name, or an address where there is none
   * @param outcome executed, rejected or duplicate; empty while, or when, there is no answer
   */
  record Kept(
      UUID id,
      String device,
      String door,
      String action,
      String askedBy,
      String why,
      Instant askedAt,
      Optional<String> outcome,
      Optional<String> reason,
      Optional<Instant> answeredAt) {}

  /** The latest orders to a site's devices, the newest first, at most 500. */
  static List<Kept> latest(Sql sql, String site, int limit) {
    return sql.list(
        row ->
            new Kept(
                row.getUUID("id"),
                row.getString("device_code"),
                row.getString("door_code"),
                row.getString("action"),
                row.getString("name"),
                row.getString("why"),
                Sql.instant(row, "asked_at"),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getString("reason")),
                Sql.optionalInstant(row, "answered_at")),
        """
        select c.id, device_code, door_code, action, coalesce(nullif(p.name, ''), p.email) as name,
          why, asked_at, outcome, reason, answered_at
        from device_command c join person p on p.id = c.asked_by
        where site_id = $1 order by asked_at desc, c.id desc limit $2
        """,
        site,
        Math.clamp(limit, 1, 500));
  }

  /** Keeps what a device says of a command of its own; the first word holds. */
  void answered(DeviceId device, CommandAnswer answer) {
    Instant now = clock.instant();
    database.inTransaction(sql -> answered(sql, device, answer, now));
  }

  private static boolean answered(Sql sql, DeviceId device, CommandAnswer answer, Instant now) {
    Optional<String> door =
        sql.first(
            row -> row.getString("door_code"),
            """
            update device_command set outcome = $4, reason = $5, answered_at = $6
            where id = $1 and site_id = $2 and device_code = $3 and outcome is null
            returning door_code
            """,
            answer.command(),
            device.site(),
            device.code(),
            answer.outcome(),
            answer.reason(),
            now);
    if (door.isEmpty()) return false;
    AuditEntry entry =
        AuditEntry.of(AuditKind.COMMAND_ANSWERED, device.site(), answer.command().toString(), now)
            .with("device", device.code())
            .with("door", door.get())
            .with("outcome", answer.outcome());
    AuditTrail.add(sql, answer.reason().map(reason -> entry.with("reason", reason)).orElse(entry));
    return true;
  }

  /**
   * Gives the order its number. Never below the clock, so that numbers rise even after the database
   * was put back to an earlier day.
   */
  private static Optional<Numbered> keep(
      Sql sql, UUID id, DeviceId device, String door, Actor actor, String why, Instant now) {
    Optional<Numbered> kept =
        sql.first(
            row ->
                new Numbered(
                    row.getLong("command_counter"),
                    HexFormat.of().formatHex(row.getBuffer("secret_hash").getBytes())),
            """
            with counted as (
              update device set command_counter = greatest(command_counter + 1, $9)
              where site_id = $2 and code = $3 and status = 'active' and secret_hash is not null
              returning command_counter, secret_hash
            ), kept as (
              insert into device_command (id, site_id, device_code, counter, action, door_code,
                asked_by, why, asked_at, expires_at)
              select $1, $2, $3, command_counter, 'unlock', $4, $5, $6, $7, $8 from counted
            )
            select command_counter, secret_hash from counted
            """,
            id,
            device.site(),
            device.code(),
            door,
            actor.id(),
            why,
            now,
            now.plus(EXPIRY),
            now.toEpochMilli());
    if (kept.isEmpty()) return kept;
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.COMMAND_ASKED, device.site(), id.toString(), now)
            .with("device", device.code())
            .with("door", door)
            .with("action", "unlock")
            .with("counter", kept.get().counter())
            .by(actor.id())
            .withPersonal("why", why));
    return kept;
  }

  /** The answer may come to another server: all look where it is kept. */
  private Outcome answer(UUID id) {
    long end = System.nanoTime() + EXPIRY.plusSeconds(1).toNanos();
    try {
      while (System.nanoTime() < end) {
        Optional<Outcome> outcome = found(database.sql(), id);
        if (outcome.isPresent()) return outcome.get();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Outcome.NoAnswer(id);
  }

  private static Optional<Outcome> found(Sql sql, UUID id) {
    return sql.first(
        row ->
            row.getString("outcome").equals("rejected")
                ? new Outcome.Rejected(id, row.getString("reason"))
                : new Outcome.Opened(id),
        "select outcome, reason from device_command where id = $1 and outcome is not null",
        id);
  }
}
