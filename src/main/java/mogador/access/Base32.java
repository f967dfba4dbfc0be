package mogador.access;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** RFC 4648, upper case, without padding: fits the dense alphanumeric mode of a QR code. */
final class Base32 {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = (held << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(LETTERS.charAt((held >> bits) & 31));
      }
    }
    if (bits > 0) text.append(LETTERS.charAt((held << (5 - bits)) & 31));
    return text.toString();
  }

  /** Empty when it is not what {@link #encode} makes of some bytes. */
  static Optional<byte[]> decode(String text) {
    var bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int letter = LETTERS.indexOf(text.charAt(i));
      if (letter < 0) return Optional.empty();
      held = (held << 5) | letter;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    byte[] read = bytes.toByteArray();
    return encode(read).equals(text) ? Optional.of(read) : Optional.empty();
  }
}
