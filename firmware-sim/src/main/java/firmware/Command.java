package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * An order of the server's, as docs/device-protocol.md, section 8, has it.
 *
 * @param counter rises with every command for this device
 * @param boot the life of the device that it is meant for
 * @param door of an order about one
 * @param unlockMs of an unlock, else 0
 * @param code to fetch newer keys by
 * @param image to run from now on
 * @param version to go back to
 */
record Command(
    String id,
    long counter,
    String boot,
    Instant expiresAt,
    String action,
    Optional<String> door,
    int unlockMs,
    Optional<String> code,
    Optional<Image> image,
    Optional<String> version) {
  /** The command, or empty when the text is not one. */
  static Optional<Command> read(String text) {
    return Messages.read(text.getBytes(StandardCharsets.UTF_8)).flatMap(Command::read);
  }

  private static Optional<Command> read(JsonNode node) {
    Optional<String> id = Messages.text(node.get("id"), 36);
    Optional<String> boot = Messages.text(node.get("boot"), 64);
    Optional<String> action = Messages.text(node.get("action"), 40);
    Optional<Instant> expires =
        Messages.text(node.get("expires_at"), 40).flatMap(Messages::instant);
    JsonNode counter = node.path("counter");
    boolean counted =
        counter.isIntegralNumber() && counter.canConvertToLong() && counter.longValue() > 0;
    if (!counted || id.isEmpty() || boot.isEmpty() || action.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    var command =
        new Command(
            id.get(),
            counter.longValue(),
            boot.get(),
            expires.get(),
            action.get(),
            Messages.text(node.get("door"), 40),
            unlockMs(node.path("unlock_ms")),
            Messages.text(node.get("code"), 40),
            Image.read(node.path("image")),
            Messages.text(node.get("version"), 64));
    return command.isWhole() ? Optional.of(command) : Optional.empty();
  }

  /** Whether it has what its action needs; what an unknown one needs nobody can say. */
  private boolean isWhole() {
    return switch (action) {
      case "unlock" -> door.isPresent() && unlockMs > 0;
      case "lock" -> door.isPresent();
      case "renew_keys" -> code.isPresent();
      case "update" -> image.isPresent();
      case "revert" -> version.isPresent();
      default -> true;
    };
  }

  private static int unlockMs(JsonNode node) {
    boolean good =
        node.isIntegralNumber()
            && node.canConvertToInt()
            && node.intValue() >= 500
            && node.intValue() <= Messages.LONGEST_UNLOCK_MS;
    return good ? node.intValue() : 0;
  }
}
