package mogador.fleet;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.DeviceKind;

/**
 * Images of firmware as their makers gave them. We keep and pass on; whether an image is its
 * maker's own each device sees for itself.
 */
public final class Firmwares {
  /** What the smallest device has room for. */
  public static final int LARGEST = 8 * 1024 * 1024;

  private Firmwares() {}

  /** An image, without its bytes. */
  record Firmware(
      UUID id, String version, String kind, int size, String sha256, String signature) {}

  /** What became of a wish to add one. */
  public sealed interface Added {
    record Done(UUID id) implements Added {}

    /** There is one of this version for this kind, or this very image. */
    record Known() implements Added {}
  }

  /**
   * Adds an image.
   *
   * @param signature its maker's, 64 bytes
   */
  public static Added add(
      Sql sql, String version, DeviceKind kind, byte[] image, byte[] signature, Instant now) {
    UUID id = Ids.next(now);
    byte[] hash = Ids.sha256(image);
    int added =
        sql.update(
            """
            insert into firmware (id, version, kind, image, sha256, signature, added_at)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
            """,
            id,
            version,
            kind.code(),
            Buffer.buffer(image),
            Buffer.buffer(hash),
            Buffer.buffer(signature),
            now);
    if (added == 0) return new Added.Known();
    AuditTrail.add(
        sql,
        AuditEntry.ofNetwork(AuditKind.FIRMWARE_ADDED, version, now)
            .with("kind", kind.code())
            .with("sha256", HexFormat.of().formatHex(hash)));
    return new Added.Done(id);
  }

  /** All that there is, the last added first. */
  static List<Firmware> all(Sql sql) {
    return sql.list(
        Firmwares::fromRow,
        """
        select id, version, kind, length(image) as size, sha256, signature from firmware
        order by added_at desc
        """);
  }

  static Optional<Firmware> find(Sql sql, UUID id) {
    return sql.first(
        Firmwares::fromRow,
        """
        select id, version, kind, length(image) as size, sha256, signature from firmware
        where id = $1
        """,
        id);
  }

  /** The bytes of one, by their hash. */
  static Optional<Buffer> image(Sql sql, byte[] sha256) {
    return sql.first(
        row -> row.getBuffer("image"),
        "select image from firmware where sha256 = $1",
        Buffer.buffer(sha256));
  }

  private static Firmware fromRow(Row row) {
    return new Firmware(
        row.getUUID("id"),
        row.getString("version"),
        row.getString("kind"),
        row.getInteger("size"),
        HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
        HexFormat.of().formatHex(row.getBuffer("signature").getBytes()));
  }
}
