package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets through the orders that are the server's own, meant for this life of the device, in time and
 * for the first time. What was let through is in flash before anything moves.
 */
final class CommandGuard implements AutoCloseable {
  /** By how much the device's clock and the server's may differ. */
  static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

  private static final int KEPT_LINES = 200;

  sealed interface Verdict {}

  /** Nobody's that we know: dropped without a word. */
  record Forged() implements Verdict {}

  record Rejected(String command, String reason) implements Verdict {}

  /** The one that was let through last, again. */
  record Duplicate(String command) implements Verdict {}

  record Good(Command command) implements Verdict {}

  private final Optional<Signer> signer;
  private final String topic;
  private final Flash flash;
  private long counter;
  private String last = "";
  private int lines;

  private CommandGuard(Optional<Signer> signer, String topic, Flash flash) {
    this.signer = signer;
    this.topic = topic;
    this.flash = flash;
  }

  /**
   * Opens the flash with what was let through before.
   *
   * @param signer without one every command is forged
   */
  static CommandGuard open(Optional<Signer> signer, String topic, Path file) {
    return on(signer, topic, Flash.open(file));
  }

  static CommandGuard on(Optional<Signer> signer, String topic, Flash flash) {
    var guard = new CommandGuard(signer, topic, flash);
    for (String line : flash.takeLines()) {
      String[] kept = line.split(" ", 2);
      guard.counter = Math.max(guard.counter, Long.parseLong(kept[0]));
      guard.last = kept[1];
      guard.lines++;
    }
    return guard;
  }

  Verdict look(byte[] payload, Moment now) {
    Optional<JsonNode> envelope = Messages.read(payload);
    String text = envelope.map(node -> node.path("command").asText()).orElse("");
    String mac = envelope.map(node -> node.path("mac").asText()).orElse("");
    if (signer.isEmpty() || !signer.get().isGenuine(topic, text, mac)) return new Forged();
    Optional<Command> read = Command.read(text);
    if (read.isEmpty()) return new Forged();
    Command command = read.get();
    if (command.counter() == counter && command.id().equals(last)) return new Duplicate(last);
    return refusal(command, now)
        .<Verdict>map(reason -> new Rejected(command.id(), reason))
        .orElseGet(() -> new Good(command));
  }

  /** Notes, durably, that a command is carried out now. */
  void keep(Command command) {
    counter = command.counter();
    last = command.id();
    String line = counter + " " + last;
    if (++lines > KEPT_LINES) {
      flash.replace(List.of(line));
      lines = 1;
    } else {
      flash.append(line, true);
    }
  }

  @Override
  public void close() {
    flash.close();
  }

  private Optional<String> refusal(Command command, Moment now) {
    if (command.counter() <= counter) return Optional.of("replayed");
    if (!command.boot().equals(now.boot())) return Optional.of("other_boot");
    boolean late =
        now.at().map(at -> at.isAfter(command.expiresAt().plus(CLOCKS_DIFFER))).orElse(false);
    return late ? Optional.of("expired") : Optional.empty();
  }
}
