package firmware;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Tells what the server has signed for this device: docs/device-protocol.md, section 8. */
final class Signer {
  private final Supplier<List<String>> keys;
  private final Runnable newestSeen;

  /**
   * @param key hexadecimal
   */
  Signer(String key) {
    this(() -> List.of(key), () -> {});
  }

  /** While keys are renewed, both hold; once the server has signed with the newer, it alone. */
  Signer(Keyring keys) {
    this(keys::commandKeys, keys::settle);
  }

  private Signer(Supplier<List<String>> keys, Runnable newestSeen) {
    this.keys = keys;
    this.newestSeen = newestSeen;
  }

  boolean isGenuine(String topic, String text, String mac) {
    if (text.isEmpty() || !mac.matches("[0-9a-f]{64}")) return false;
    byte[] signed = (topic + "\n" + text).getBytes(StandardCharsets.UTF_8);
    List<String> all = keys.get();
    for (int i = all.size() - 1; i >= 0; i--) {
      byte[] own = Hmac.of(HexFormat.of().parseHex(all.get(i)), signed);
      if (!MessageDigest.isEqual(own, HexFormat.of().parseHex(mac))) continue;
      if (i == all.size() - 1) newestSeen.run();
      return true;
    }
    return false;
  }
}
