package mogador.devices;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import mogador.platform.Sql;

/**
 * The devices' MQTT passwords. We make them ourselves, with 192 random bits, so that a plain
 * SHA-256 keeps them as well as a slow hash would.
 */
public final class DevicePasswords {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private DevicePasswords() {}

  /**
   * Gives a device a new password; the old one no longer connects within 10 s.
   *
   * @return the password, 32 characters, kept nowhere else
   * @throws IllegalArgumentException if there is no such device, or it is locked out
   */
  public static String issue(Sql sql, String site, String code) {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    set(sql, site, code, password);
    return password;
  }

  /** Gives a device this password, 16 to 128 characters as random as those of {@link #issue}. */
  public static void set(Sql sql, String site, String code, String password) {
    if (password.length() < 16 || password.length() > 128) {
      throw new IllegalArgumentException("a device's password has from 16 to 128 characters");
    }
    int changed =
        sql.update(
            """
            update device set secret_hash = $3, secret_salt = null, keys = keys_given + 1,
              keys_given = keys_given + 1, keys_at = null, next_keys = null, next_hash = null,
              next_salt = null, next_at = null, next_held = false, broker_keys = null
            where site_id = $1 and code = $2 and status <> 'decommissioned'
            """,
            site,
            code,
            Buffer.buffer(hash(password)));
    if (changed == 0) throw new IllegalArgumentException("no device " + site + "/" + code);
  }

  static boolean matches(String password, String hexHash) {
    return MessageDigest.isEqual(hash(password), HexFormat.of().parseHex(hexHash));
  }

  /** As it is kept, in hexadecimal. */
  static String hexHash(String password) {
    return HexFormat.of().formatHex(hash(password));
  }

  static byte[] hash(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
