package firmware;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Tells what the server has signed for this device: docs/device-protocol.md, section 8. */
final class Signer {
  private final byte[] key;

  /**
   * @param key hexadecimal
   */
  Signer(String key) {
    this.key = HexFormat.of().parseHex(key);
  }

  boolean isGenuine(String topic, String text, String mac) {
    if (text.isEmpty() || !mac.matches("[0-9a-f]{64}")) return false;
    byte[] signed = (topic + "\n" + text).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(Hmac.of(key, signed), HexFormat.of().parseHex(mac));
  }
}
