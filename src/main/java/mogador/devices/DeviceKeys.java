package mogador.devices;

import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Database;
import mogador.platform.Sql;

/**
 * Passwords that devices fetch themselves. Each is made of the installation's key and a salt, so
 * that a server can make it again for a broker with accounts of its own, and the database alone
 * tells nobody anything. A newer one stands beside the old until the device was seen to use it.
 */
public final class DeviceKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 16;

  private final CommandKeys keys;

  public DeviceKeys(CommandKeys keys) {
    this.keys = keys;
  }

  /**
   * What a device is given, told this once.
   *
   * @param number of the password; rises
   */
  public record Given(int number, String password, String commandKey) {
    @Override
    public String toString() {
      return "Given " + number;
    }
  }

  private record Fresh(Buffer salt, String password, Buffer hash) {}

  /** A password that was given with this salt. */
  public String password(String site, String code, byte[] salt) {
    return keys.password(new DeviceId(site, code), salt);
  }

  /**
   * As its only password from now on; empty if it is not in service.
   *
   * @param fetched when the device fetches it itself; empty when somebody takes it there
   */
  public Optional<Given> give(Sql sql, String site, String code, Optional<Instant> fetched) {
    Fresh fresh = fresh(site, code);
    return sql.first(
            row -> row.getInteger("keys"),
            """
            update device set secret_hash = $3, secret_salt = $4, keys = keys_given + 1,
              keys_given = keys_given + 1, keys_at = $5, next_keys = null, next_hash = null,
              next_salt = null, next_at = null, next_held = false
            where site_id = $1 and code = $2 and status = 'active' and not remote
            returning keys
            """,
            site,
            code,
            fresh.hash(),
            fresh.salt(),
            fetched)
        .map(number -> given(site, code, number, fresh));
  }

  /** Beside the one it has, until it uses it; empty if it has none. */
  public Optional<Given> giveNext(Sql sql, String site, String code, Instant now) {
    Fresh fresh = fresh(site, code);
    return sql.first(
            row -> row.getInteger("next_keys"),
            """
            update device set next_hash = $3, next_salt = $4, next_keys = keys_given + 1,
              keys_given = keys_given + 1, next_at = $5, next_held = false
            where site_id = $1 and code = $2 and status = 'active' and secret_hash is not null
            returning next_keys
            """,
            site,
            code,
            fresh.hash(),
            fresh.salt(),
            now)
        .map(number -> given(site, code, number, fresh));
  }

  /** Follows what a device says of its keys: what it uses alone holds from then on. */
  static void follow(Database database, DeviceId device, StateMessage.Keys said, Instant now) {
    database.inTransaction(
        sql -> {
          if (said.next().isPresent()) hold(sql, device, said.next().get());
          return isReplaced(sql, device, said.used(), now);
        });
  }

  private static void hold(Sql sql, DeviceId device, int number) {
    sql.run(
        """
        update device set next_held = true
        where site_id = $1 and code = $2 and next_keys = $3 and not next_held
        """,
        device.site(),
        device.code(),
        number);
  }

  private static boolean isReplaced(Sql sql, DeviceId device, int number, Instant now) {
    boolean replaced =
        sql.update(
                """
                update device set secret_hash = next_hash, secret_salt = next_salt,
                  keys = next_keys, keys_at = next_at, next_hash = null, next_salt = null,
                  next_keys = null, next_at = null, next_held = false
                where site_id = $1 and code = $2 and status = 'active' and next_keys = $3
                """,
                device.site(),
                device.code(),
                number)
            == 1;
    if (replaced) {
      sql.run("select pg_notify('" + DeviceRegistry.CHANNEL + "', $1)", device.site());
      AuditTrail.add(
          sql,
          AuditEntry.of(AuditKind.KEYS_RENEWED, device.site(), device.code(), now)
              .with("keys", number));
    }
    return replaced;
  }

  private Fresh fresh(String site, String code) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    String password = keys.password(new DeviceId(site, code), salt);
    return new Fresh(Buffer.buffer(salt), password, Buffer.buffer(DevicePasswords.hash(password)));
  }

  private Given given(String site, String code, int number, Fresh fresh) {
    return new Given(number, fresh.password(), keys.of(site, code, fresh.password()));
  }
}
