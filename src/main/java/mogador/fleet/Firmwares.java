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

/**
 * Images of firmware as their makers gave them. We keep and pass on; whether an image is its
 * maker's own each device sees for itself.
 */
public final class Firmwares {
  private Firmwares() {}

  /** An image, without its bytes. */
  record Firmware(
      UUID id, String version, String kind, int size, String sha256, String signature) {}

  /** What became of a wish to add one. */
  public sealed interface Added {
    record Done(UUID id) implements Added {}

    /** There is one of this version for this kind, or this very image. */
    record Known(NewFirmware.Fault fault) implements Added {}
  }

  /**
   * Adds an image.
   *
   * @param by the manager who does; empty for whoever runs the command
   */
  public static Added add(Sql sql, NewFirmware wish, Optional<UUID> by, Instant now) {
    UUID id = Ids.next(now);
    byte[] hash = Ids.sha256(wish.image().getBytes());
    int added =
        sql.update(
            """
            insert into firmware (id, version, kind, image, sha256, signature, added_at)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
            """,
            id,
            wish.version(),
            wish.kind().code(),
            wish.image(),
            Buffer.buffer(hash),
            wish.signature(),
            now);
    if (added == 0) return new Added.Known(inTheWay(sql, wish));
    AuditEntry entry =
        AuditEntry.ofNetwork(AuditKind.FIRMWARE_ADDED, wish.version(), now)
            .with("kind", wish.kind().code())
            .with("sha256", HexFormat.of().formatHex(hash));
    AuditTrail.add(sql, by.map(entry::by).orElse(entry));
    return new Added.Done(id);
  }

  private static NewFirmware.Fault inTheWay(Sql sql, NewFirmware wish) {
    return sql.first(
            row -> NewFirmware.Fault.VERSION_KNOWN,
            "select 1 from firmware where kind = $1 and version = $2",
            wish.kind().code(),
            wish.version())
        .orElse(NewFirmware.Fault.IMAGE_KNOWN);
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
