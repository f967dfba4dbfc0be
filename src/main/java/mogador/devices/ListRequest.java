package mogador.devices;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reader asks for what brings its list up to date.
 *
 * @param version of the manifest it follows, 0 when it has none
 * @param hash of the list it has
 */
record ListRequest(long version, Optional<String> hash) {
  static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int GREATEST = 1_024;

  static Parsed<ListRequest> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, ListRequest::read);
  }

  private static ListRequest read(MessageReader message) {
    long version = message.integer("version", 0, MessageReader.SAFE);
    Optional<String> hash =
        message.has("hash") ? Optional.of(message.text("hash", HASH)) : Optional.empty();
    return new ListRequest(version, hash);
  }
}
