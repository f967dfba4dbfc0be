package mogador.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 over a credential's kind and bytes, under a key made from the installation's, which
 * readers have too so that they can decide by themselves. Bytes are hashed as they are: one with a
 * leading zero more is another credential.
 */
public final class CredentialHash {
  private static final String ALGORITHM = "HmacSHA256";
  private final byte[] derived;
  private final Mac prototype;
  private final PhoneCodes phones;

  /**
   * With the installation's key.
   *
   * @param key the installation's, at least 16 bytes; another key makes every credential unknown
   * @throws IllegalArgumentException if shorter
   */
  public CredentialHash(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException("the credential key has less than 16 bytes");
    }
    try {
      Mac derivation = Mac.getInstance(ALGORITHM);
      derivation.init(new SecretKeySpec(key, ALGORITHM));
      derived = derivation.doFinal("mogador credential key 1".getBytes(StandardCharsets.US_ASCII));
      phones = new PhoneCodes(derived);
      prototype = Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(derived, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What readers are given: 32 bytes in hexadecimal. */
  public String readersKey() {
    return HexFormat.of().formatHex(derived);
  }

  /** The codes on phones. */
  public PhoneCodes phones() {
    return phones;
  }

  /** What stands for a credential as a reader read it: that of a phone is a QR code's text. */
  public CredentialKey ofPresented(CredentialKind kind, byte[] bytes) {
    return (kind == CredentialKind.QR ? PhoneCodes.read(bytes) : Optional.<PhoneCodes.Shown>empty())
        .map(shown -> of(CredentialKind.PHONE, shown.handle()))
        .orElseGet(() -> of(kind, bytes));
  }

  /** The key of a person's PIN; another's with the same digits has another. */
  public CredentialKey ofPin(UUID person, byte[] digits) {
    byte[] bound =
        ByteBuffer.allocate(16 + digits.length)
            .putLong(person.getMostSignificantBits())
            .putLong(person.getLeastSignificantBits())
            .put(digits)
            .array();
    return of(CredentialKind.PIN, bound);
  }

  /** A PIN as it was typed at a door. */
  public PinTry pinTry(UUID person, byte[] digits, boolean paused) {
    byte[] lower = digits.clone();
    int last = lower.length - 1;
    if (last >= 0 && lower[last] >= '0' && lower[last] <= '9') {
      lower[last] = (byte) (lower[last] == '0' ? '9' : lower[last] - 1);
    }
    return new PinTry(ofPin(person, digits), ofPin(person, lower), paused);
  }

  /** The key of a credential with these bytes; safe from any thread. */
  public CredentialKey of(CredentialKind kind, byte[] bytes) {
    try {
      Mac mac = (Mac) prototype.clone();
      mac.update(kind.code().getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return CredentialKey.of(kind, mac.doFinal(bytes));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
