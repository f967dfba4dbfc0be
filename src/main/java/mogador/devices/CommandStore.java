package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Sql;

/** Orders to devices, as they are kept. */
final class CommandStore {
  private CommandStore() {}

  /** What an order is signed with is read anew: the device may just have got another password. */
  record Numbered(long counter, String secretHash) {}

  /** Who asked for an order, and why; nobody when the server orders by itself. */
  record Asked(Optional<UUID> by, String why, Instant at) {}

  /**
   * Gives the order its number. Never below the clock, so that numbers rise even after the database
   * was put back to an earlier day. Empty if the device is not in service.
   */
  static Optional<Numbered> keep(Sql sql, UUID id, DeviceId device, Order order, Asked asked) {
    Optional<Numbered> kept =
        sql.first(
            row ->
                new Numbered(
                    row.getLong("command_counter"),
                    HexFormat.of().formatHex(row.getBuffer("secret_hash").getBytes())),
            """
            with counted as (
              update device set command_counter = greatest(command_counter + 1, $10)
              where site_id = $2 and code = $3 and status = 'active' and secret_hash is not null
              returning command_counter, secret_hash
            ), kept as (
              insert into device_command (id, site_id, device_code, counter, action, door_code,
                asked_by, why, asked_at, expires_at)
              select $1, $2, $3, command_counter, $4, $5, $6, $7, $8, $9 from counted
            )
            select command_counter, secret_hash from counted
            """,
            id,
            device.site(),
            device.code(),
            order.action(),
            order.door(),
            asked.by(),
            asked.why(),
            asked.at(),
            asked.at().plus(Commands.EXPIRY),
            asked.at().toEpochMilli());
    kept.ifPresent(
        numbered -> AuditTrail.add(sql, entry(id, device, order, asked, numbered.counter())));
    return kept;
  }

  private static AuditEntry entry(
      UUID id, DeviceId device, Order order, Asked asked, long counter) {
    AuditEntry entry =
        AuditEntry.of(AuditKind.COMMAND_ASKED, device.site(), id.toString(), asked.at())
            .with("device", device.code())
            .with("action", order.action())
            .with("counter", counter)
            .withPersonal("why", asked.why());
    if (order.door().isPresent()) entry = entry.with("door", order.door().get());
    return asked.by().isPresent() ? entry.by(asked.by().get()) : entry;
  }

  /** What a device was told, and what became of it. */
  record Told(UUID command, String action, Optional<String> door) {}

  /** Keeps what a device says of a command of its own; the first word holds. */
  static Optional<Told> answered(Sql sql, DeviceId device, CommandAnswer answer, Instant now) {
    Optional<Told> told =
        sql.first(
            row ->
                new Told(
                    answer.command(),
                    row.getString("action"),
                    Optional.ofNullable(row.getString("door_code"))),
            """
            update device_command set outcome = $4, reason = $5, answered_at = $6
            where id = $1 and site_id = $2 and device_code = $3 and outcome is null
            returning action, door_code
            """,
            answer.command(),
            device.site(),
            device.code(),
            answer.outcome(),
            answer.reason(),
            now);
    told.ifPresent(order -> AuditTrail.add(sql, entry(device, order, answer, now)));
    return told;
  }

  private static AuditEntry entry(DeviceId device, Told told, CommandAnswer answer, Instant now) {
    AuditEntry entry =
        AuditEntry.of(AuditKind.COMMAND_ANSWERED, device.site(), answer.command().toString(), now)
            .with("device", device.code())
            .with("action", told.action())
            .with("outcome", answer.outcome());
    if (told.door().isPresent()) entry = entry.with("door", told.door().get());
    return answer.reason().isPresent() ? entry.with("reason", answer.reason().get()) : entry;
  }

  static Optional<Commands.Outcome> outcome(Sql sql, UUID id) {
    return sql.first(
        row ->
            row.getString("outcome").equals("rejected")
                ? new Commands.Outcome.Rejected(id, row.getString("reason"))
                : new Commands.Outcome.Executed(id),
        "select outcome, reason from device_command where id = $1 and outcome is not null",
        id);
  }

  /** The latest to a site's devices, or to one of them, the newest first, at most 500. */
  static List<Commands.Kept> latest(Sql sql, String site, Optional<String> device, int limit) {
    return sql.list(
        CommandStore::fromRow,
        """
        select c.id, device_code, door_code, action, coalesce(nullif(p.name, ''), p.email) as name,
          why, asked_at, outcome, reason, answered_at
        from device_command c left join person p on p.id = c.asked_by
        where site_id = $1 and ($2::text is null or device_code = $2)
        order by asked_at desc, c.id desc limit $3
        """,
        site,
        device,
        Math.clamp(limit, 1, 500));
  }

  private static Commands.Kept fromRow(Row row) {
    return new Commands.Kept(
        row.getUUID("id"),
        row.getString("device_code"),
        Optional.ofNullable(row.getString("door_code")),
        row.getString("action"),
        Optional.ofNullable(row.getString("name")),
        row.getString("why"),
        Sql.instant(row, "asked_at"),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("reason")),
        Sql.optionalInstant(row, "answered_at"));
  }
}
