package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Firmware that the server offers: docs/device-protocol.md, section 12.
 *
 * @param path of it, below the server's address
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 * @param signature of its maker, Ed25519 over the image, in lower-case hexadecimal
 */
record Image(
    String update, String version, String path, int size, String sha256, String signature) {
  /** A device like this one has no room for more. */
  static final int LARGEST = 8 * 1024 * 1024;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

  static Optional<Image> read(JsonNode node) {
    Optional<String> update = Messages.text(node.get("update"), 36);
    Optional<String> version = Messages.text(node.get("version"), 64);
    Optional<String> path = Messages.text(node.get("path"), 200);
    Optional<String> hash = Messages.text(node.get("sha256"), 64).filter(HASH.asMatchPredicate());
    Optional<String> signature =
        Messages.text(node.get("signature"), 128).filter(SIGNATURE.asMatchPredicate());
    int size = node.path("size").asInt(0);
    boolean good =
        size > 0
            && size <= LARGEST
            && update.isPresent()
            && version.isPresent()
            && path.isPresent()
            && hash.isPresent()
            && signature.isPresent();
    return good
        ? Optional.of(
            new Image(update.get(), version.get(), path.get(), size, hash.get(), signature.get()))
        : Optional.empty();
  }
}
