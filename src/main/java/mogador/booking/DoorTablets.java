package mogador.booking;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Space;

/** The tablets at doors. Of a tablet's secret only a hash is kept. */
final class DoorTablets {
  private static final int SECRET_BYTES = 32;
  private static final int MANY = 50;
  private static final Duration SEEN_AGAIN = Duration.ofMinutes(5);

  private DoorTablets() {}

  /** A tablet that may act for a space. */
  record Tablet(UUID id, String label, Instant pairedAt, Instant seenAt) {}

  /** Lets one more act for a space; its secret, which is told once. */
  static String pair(Sql sql, Space space, String label, UUID manager, Instant now) {
    String secret = Ids.secret(SECRET_BYTES);
    sql.run(
        """
        insert into door_tablet (id, space_id, secret_hash, label, paired_by, paired_at, seen_at)
        values ($1, $2, $3, $4, $5, $6, $6)
        """,
        Ids.next(now),
        space.id(),
        hash(secret),
        label,
        manager,
        now);
    return secret;
  }

  /** Whether this secret may act for this space. */
  static boolean isPaired(Sql sql, Space space, String secret, Instant now) {
    if (secret.isEmpty() || secret.length() > 100) return false;
    Optional<Tablet> tablet =
        sql.first(
            DoorTablets::fromRow,
            """
            select id, label, paired_at, seen_at from door_tablet
            where secret_hash = $1 and space_id = $2 and revoked_at is null
            """,
            hash(secret),
            space.id());
    tablet
        .filter(t -> t.seenAt().plus(SEEN_AGAIN).isBefore(now))
        .ifPresent(t -> sql.run("update door_tablet set seen_at = $2 where id = $1", t.id(), now));
    return tablet.isPresent();
  }

  static List<Tablet> of(Sql sql, Space space) {
    return sql.list(
        DoorTablets::fromRow,
        """
        select id, label, paired_at, seen_at from door_tablet
        where space_id = $1 and revoked_at is null order by paired_at limit $2
        """,
        space.id(),
        MANY);
  }

  /** It may act no more. */
  static void revoke(Sql sql, Space space, UUID id, Instant now) {
    sql.run(
        "update door_tablet set revoked_at = $3"
            + " where id = $1 and space_id = $2 and revoked_at is null",
        id,
        space.id(),
        now);
  }

  private static Tablet fromRow(io.vertx.sqlclient.Row row) {
    return new Tablet(
        row.getUUID("id"),
        row.getString("label"),
        Sql.instant(row, "paired_at"),
        Sql.instant(row, "seen_at"));
  }

  private static Buffer hash(String secret) {
    return Buffer.buffer(Ids.sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }
}
