package mogador.devices;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What became of a command, by the device.
 *
 * @param outcome executed, rejected or duplicate
 * @param reason of a rejection
 */
record CommandAnswer(UUID command, String outcome, Optional<String> reason) {
  private static final int GREATEST = 1_024;
  private static final Set<String> OUTCOMES = Set.of("executed", "rejected", "duplicate");

  static Parsed<CommandAnswer> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, CommandAnswer::read);
  }

  private static CommandAnswer read(MessageReader message) {
    UUID command = UUID.fromString(message.text("id", MessageReader.REQUEST));
    String outcome = message.text("outcome", 16);
    if (!OUTCOMES.contains(outcome)) throw message.outOfRange("outcome");
    Optional<String> reason =
        outcome.equals("rejected")
            ? Optional.of(message.text("reason", MessageReader.WORD))
            : Optional.empty();
    return new CommandAnswer(command, outcome, reason);
  }
}
