package mogador.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Fresh identifiers and secrets, from the system's randomness. */
public final class Ids {
  /** Crockford's base 32: no I, L, O or U to be misread. */
  private static final String READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A UUID of version 7 (RFC 9562): sorted by time, so that indexes grow at their end. */
  public static UUID next(Instant now) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | RANDOM.nextLong(0x1000L);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  public static Optional<UUID> parse(String text) {
    if (text.length() != 36) return Optional.empty();
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A secret of that many random bytes, in base64url. */
  public static String secret(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Letters and digits that people can read to each other. */
  public static String readable(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) text.append(READABLE.charAt(RANDOM.nextInt(32)));
    return text.toString();
  }

  /** That many random decimal digits. */
  public static String digits(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) text.append(RANDOM.nextInt(10));
    return text.toString();
  }

  /** SHA-256, for secrets that are random enough not to be guessed from it. */
  public static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
