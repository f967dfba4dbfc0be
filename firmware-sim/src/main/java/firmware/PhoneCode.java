package firmware;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code that a phone shows for half a minute: docs/device-protocol.md, section 5.
 *
 * @param name of the credential: its handle in base32
 */
record PhoneCode(String name, String code) {
  private static final Pattern TEXT =
      Pattern.compile("MGD2\\.([A-Z2-7]{25}[AEIMQUY4])\\.([A-Z2-7]{16})");
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final byte[] LABEL = "phone code\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HANDLE_BYTES = 16;
  private static final int CODE_BYTES = 10;
  private static final int STEP_SECONDS = 30;

  /** What is in a QR code, if it is one of a phone's. */
  static Optional<PhoneCode> of(Credential credential) {
    if (credential.kind() != Credential.Kind.QR) return Optional.empty();
    byte[] bytes = HexFormat.of().parseHex(credential.bytes());
    Matcher text = TEXT.matcher(new String(bytes, StandardCharsets.UTF_8));
    if (!text.matches()) return Optional.empty();
    return Optional.of(new PhoneCode(text.group(1), text.group(2)));
  }

  byte[] handle() {
    return decode(name);
  }

  /** The half minute it is of: this one or one of the two beside it; else empty. */
  Optional<Long> step(byte[] credentialKey, Instant at) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(LABEL);
    message.writeBytes(handle());
    byte[] secret = Hmac.of(credentialKey, message.toByteArray());
    long now = Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    for (long step = now - 1; step <= now + 1; step++) {
      byte[] full = Hmac.of(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      if (Arrays.equals(Arrays.copyOf(full, CODE_BYTES), decode(code))) return Optional.of(step);
    }
    return Optional.empty();
  }

  /** RFC 4648, base32 without padding; bits that fill no byte are dropped. */
  private static byte[] decode(String text) {
    var bytes = new ByteArrayOutputStream(HANDLE_BYTES);
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      held = (held << 5) | LETTERS.indexOf(text.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
