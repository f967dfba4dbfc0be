package mogador.fleet;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Sql;

/** Codes that devices exchange for their keys, in the database. */
final class CodeStore {
  private CodeStore() {}

  record Kept(
      String site,
      String device,
      String purpose,
      Optional<UUID> by,
      Instant madeAt,
      Instant expiresAt) {}

  /**
   * Where a code leads.
   *
   * @param purpose provision or renew
   * @param secretHash of the device's present password
   */
  record Place(
      String site,
      String device,
      String kind,
      Optional<String> door,
      Optional<String> space,
      String purpose,
      Optional<byte[]> secretHash) {}

  /** In the place of an earlier one of the device. */
  static void put(Sql sql, Kept code, byte[] hash) {
    sql.run(
        """
        insert into device_code (site_id, device_code, purpose, hash, made_by, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (site_id, device_code) do update set purpose = excluded.purpose,
          hash = excluded.hash, made_by = excluded.made_by, made_at = excluded.made_at,
          expires_at = excluded.expires_at
        """,
        code.site(),
        code.device(),
        code.purpose(),
        Buffer.buffer(hash),
        code.by(),
        code.madeAt(),
        code.expiresAt());
  }

  /** Locked until the end of the transaction: of two who have it, one uses it. */
  static Optional<Place> find(Sql sql, byte[] hash, Instant now) {
    return sql.first(
        row ->
            new Place(
                row.getString("site_id"),
                row.getString("device_code"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("door_code")),
                Optional.ofNullable(row.getString("space_code")),
                row.getString("purpose"),
                Optional.ofNullable(row.getBuffer("secret_hash")).map(Buffer::getBytes)),
        """
        select c.site_id, c.device_code, c.purpose, d.kind, d.door_code, d.secret_hash,
          s.code as space_code
        from device_code c join device d on d.site_id = c.site_id and d.code = c.device_code
        left join space s on s.id = d.space_id
        where c.hash = $1 and c.expires_at > $2 and d.status = 'active'
        for update of c
        """,
        Buffer.buffer(hash),
        now);
  }

  static void drop(Sql sql, String site, String device) {
    sql.run("delete from device_code where site_id = $1 and device_code = $2", site, device);
  }
}
