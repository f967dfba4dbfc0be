package firmware;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is presented at a reader.
 *
 * @param bytes upper-case hexadecimal, leading zeros kept, 2 to 128 digits, an even number
 */
record Credential(Kind kind, String bytes) {
  enum Kind {
    UID,
    CARD,
    QR,
    PIN;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String code) {
      for (Kind kind : values()) if (kind.code().equals(code)) return Optional.of(kind);
      return Optional.empty();
    }
  }

  private static final Pattern BYTES = Pattern.compile("([0-9A-F]{2}){1,64}");

  Credential {
    if (!BYTES.matcher(bytes).matches()) {
      throw new IllegalArgumentException(
          "credential bytes must be 2 to 128 hexadecimal digits, an even number");
    }
  }

  /** The credential of a text, as a QR code or a keypad gives it: its UTF-8 bytes. */
  static Credential ofText(Kind kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Credential(kind, HexFormat.of().withUpperCase().formatHex(bytes));
  }
}
