package firmware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

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
    return PhoneCode.of(credential)
        .map(phone -> key("phone", phone.handle()))
        .orElseGet(
            () -> key(credential.kind().code(), HexFormat.of().parseHex(credential.bytes())));
  }

  /** The half minute that a phone's code is of, if it is of now. */
  Optional<Long> step(PhoneCode phone, Instant at) {
    return phone.step(key, at);
  }

  String key(String kind, byte[] bytes) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
    message.write(0);
    message.writeBytes(bytes);
    byte[] hash = Hmac.of(key, message.toByteArray());
    return HexFormat.of().formatHex(hash, 0, BYTES) + " " + kind;
  }
}
