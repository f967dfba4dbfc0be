package firmware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What stands for a credential in a list: docs/device-protocol.md, section 9. */
final class CredentialHash {
  private static final int BYTES = 16;

  private final byte[] key;

  /**
   * @param key hexadecimal
   */
  CredentialHash(String key) {
    this.key = HexFormat.of().parseHex(key);
  }

  /** The first two words of its line. */
  String key(Credential credential) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(credential.kind().code().getBytes(StandardCharsets.US_ASCII));
    message.write(0);
    message.writeBytes(HexFormat.of().parseHex(credential.bytes()));
    byte[] hash = Hmac.of(key, message.toByteArray());
    return HexFormat.of().formatHex(hash, 0, BYTES) + " " + credential.kind().code();
  }
}
