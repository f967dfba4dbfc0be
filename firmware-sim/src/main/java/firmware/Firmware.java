package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What an image of a simulated device is, and whether it is its maker's own. The first line of an
 * image says what it is for: {@code {"model", "version", "starts"}}; the rest is the program, which
 * here is none.
 */
final class Firmware {
  static final String MODEL = "mogador-sim";

  /** What an Ed25519 key of 32 bytes stands behind, so that Java reads it (RFC 8410). */
  private static final String PREFIX = "302a300506032b6570032100";

  private Firmware() {}

  /**
   * What an image says of itself.
   *
   * @param starts whether it comes up; false in an image made to show that nothing bad follows
   */
  record Header(String version, boolean starts) {}

  static PublicKey makerKey(String hex) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(PREFIX + hex)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a maker's key: " + hex, e);
    }
  }

  /** Why an image is not what was offered; empty if it is. */
  static Optional<String> fault(byte[] image, Image offered, Optional<PublicKey> maker) {
    if (image.length != offered.size()) return Optional.of("wrong_size");
    if (!sha256(image).equals(offered.sha256())) return Optional.of("wrong_hash");
    if (maker.isEmpty() || !isSigned(image, offered.signature(), maker.get())) {
      return Optional.of("wrong_signature");
    }
    Optional<Header> header = header(image);
    boolean right = header.map(Header::version).equals(Optional.of(offered.version()));
    return right ? Optional.empty() : Optional.of("wrong_model");
  }

  static boolean isSigned(byte[] image, String signature, PublicKey maker) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(maker);
      check.update(image);
      return check.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Empty when the image is damaged, or for another model. */
  static Optional<Header> header(byte[] image) {
    int end = 0;
    while (end < image.length && end < 1_024 && image[end] != '\n') end++;
    Optional<JsonNode> said =
        Messages.read(
            new String(image, 0, end, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    return said.filter(node -> node.path("model").asText().equals(MODEL))
        .flatMap(
            node ->
                Messages.text(node.get("version"), 64)
                    .map(version -> new Header(version, node.path("starts").asBoolean(true))));
  }

  static Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) && Files.size(file) <= Image.LARGEST
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
