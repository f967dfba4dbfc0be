package mogador.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes a phone shows, another one every 30 s, in the way of RFC 6238: an HMAC over the number
 * of the half minute. Nobody types them, so 80 bits of it are kept and not six digits. The secret
 * of each follows from its handle under the key that readers have too, so that a door opens while
 * the server is away; it is stored nowhere.
 */
public final class PhoneCodes {
  /** How long one is shown. */
  public static final Duration STEP = Duration.ofSeconds(30);

  /** Random bytes that name a credential. */
  static final int HANDLE_BYTES = 16;

  private static final int CODE_BYTES = 10;
  private static final String PREFIX = "MGD2.";
  private static final Pattern TEXT = Pattern.compile("MGD2\\.([A-Z2-7]{26})\\.([A-Z2-7]{16})");
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac handles;

  /**
   * Under this key.
   *
   * @param key the one that readers are given
   */
  PhoneCodes(byte[] key) {
    handles = mac(key);
    handles.update("phone code\0".getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * What a phone has shown: which credential, and the code it had just then.
   *
   * @param name its handle in base32
   */
  record Shown(String name, String code) {
    byte[] handle() {
      return Base32.decode(name).orElseThrow();
    }
  }

  /** Which half minute since 1970 this is. */
  public static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
  }

  /** The text in the QR code of that half minute. */
  public String text(byte[] handle, long step) {
    return PREFIX + Base32.encode(handle) + "." + code(handle, step);
  }

  /** What was shown, if these are the bytes of such a text. */
  static Optional<Shown> read(byte[] qr) {
    Matcher text = TEXT.matcher(new String(qr, StandardCharsets.UTF_8));
    if (!text.matches()) return Optional.empty();
    return Base32.decode(text.group(1)).map(handle -> new Shown(text.group(1), text.group(2)));
  }

  /** The half minute a code is of: this one, the one before or, for a clock ahead, the next. */
  public Optional<Long> stepOf(byte[] qr, Instant now) {
    return read(qr).flatMap(shown -> stepOf(shown, now));
  }

  private Optional<Long> stepOf(Shown shown, Instant now) {
    byte[] code = shown.code().getBytes(StandardCharsets.US_ASCII);
    Optional<Long> found = Optional.empty();
    for (long step = step(now) - 1; step <= step(now) + 1; step++) {
      byte[] good = code(shown.handle(), step).getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(good, code)) found = Optional.of(step);
    }
    return found;
  }

  private String code(byte[] handle, long step) {
    byte[] secret = copy(handles).doFinal(handle);
    byte[] full = mac(secret).doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    return Base32.encode(Arrays.copyOf(full, CODE_BYTES));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Mac copy(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
