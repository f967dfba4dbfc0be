package mogador.app;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import mogador.access.CredentialHash;
import mogador.access.CredentialKind;
import mogador.platform.Database;

/** Many people, each with a QR and a right to the whole site. */
final class BenchCredentials {
  private static final int AT_ONCE = 5_000;

  private BenchCredentials() {}

  /** What the QR with this number says. */
  static String text(int number) {
    return "MGD1.%032d".formatted(number);
  }

  static void load(Database database, CredentialHash hash, int count) {
    for (int from = 0; from < count; from += AT_ONCE) {
      load(database, hash, from, Math.min(count, from + AT_ONCE));
    }
    database.sql().run("analyze");
  }

  private static void load(Database database, CredentialHash hash, int from, int to) {
    var ids = new UUID[to - from];
    var hashes = new Buffer[to - from];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = new UUID(0, 1L + from + i);
      byte[] text = text(from + i).getBytes(StandardCharsets.UTF_8);
      hashes[i] = Buffer.buffer(hash.of(CredentialKind.QR, text).hash());
    }
    Instant now = Instant.now();
    database.inTransaction(
        sql -> {
          sql.run(
              """
              insert into person (id, email, created_at)
              select id, id || '@example.org', $2 from unnest($1::uuid[]) id
              """,
              ids,
              now);
          sql.run(
              """
              insert into credential (id, person_id, kind, hash, status, created_at)
              select id, id, 'qr', hash, 'active', $3
              from unnest($1::uuid[], $2::bytea[]) held (id, hash)
              """,
              ids,
              hashes,
              now);
          sql.run(
              """
              insert into access_right
                (id, person_id, site_id, starts_at, ends_at, source, source_id)
              select id, id, $2, $3, $4, 'role', id from unnest($1::uuid[]) id
              """,
              ids,
              BenchPark.SITE,
              now.minus(Duration.ofHours(1)),
              now.plus(Duration.ofDays(1)));
          return ids;
        });
  }
}
