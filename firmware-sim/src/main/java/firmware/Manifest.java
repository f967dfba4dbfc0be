package firmware;

import java.util.Locale;
import java.util.Optional;

/**
 * What the server says of a reader's list, as docs/device-protocol.md, section 9, has it.
 *
 * @param version of two, the greater one holds
 * @param hash of the list that holds from now on
 * @param needs basic, proven or two_factors
 * @param asksFirst whether the server is asked although the list says "opens"
 */
record Manifest(
    long version,
    String hash,
    String door,
    String needs,
    int unlockMs,
    Mode mode,
    boolean asksFirst,
    String text) {
  /** How the door stands towards everyone. */
  enum Mode {
    NORMAL,
    LOCKDOWN,
    RELEASED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> of(String code) {
      for (Mode mode : values()) if (mode.code().equals(code)) return Optional.of(mode);
      return Optional.empty();
    }
  }
}
