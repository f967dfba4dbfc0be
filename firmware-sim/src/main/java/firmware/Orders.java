package firmware;

import java.time.Duration;
import java.util.Optional;

/** Looks at the server's orders, carries out the good ones, and answers. */
final class Orders {
  private static final int ACK_EXPIRY_SECONDS = 60;

  /** So that the answer is out before the power is. */
  private static final Duration BEFORE_REBOOT = Duration.ofMillis(500);

  private final Body body;
  private final DeviceSpec spec;
  private final CommandGuard guard;
  private final Part part;
  private final Updates updates;

  Orders(Body body, DeviceSpec spec, CommandGuard guard, Part part, Updates updates) {
    this.body = body;
    this.spec = spec;
    this.guard = guard;
    this.part = part;
    this.updates = updates;
  }

  void arrived(byte[] payload) {
    switch (guard.look(payload, body.now())) {
      case CommandGuard.Forged() -> body.unusable();
      case CommandGuard.Rejected(String id, String reason) ->
          answer(id, "rejected", Optional.of(reason));
      case CommandGuard.Duplicate(String id) -> answer(id, "duplicate", Optional.empty());
      case CommandGuard.Good(Command command) -> take(command);
    }
  }

  private void take(Command command) {
    Optional<String> refusal = refusal(command);
    if (refusal.isPresent()) {
      answer(command.id(), "rejected", refusal);
      return;
    }
    guard.keep(command);
    Optional<String> failure = carryOut(command);
    answer(command.id(), failure.isEmpty() ? "executed" : "rejected", failure);
  }

  private Optional<String> refusal(Command command) {
    boolean reader = part instanceof Reader;
    boolean known =
        switch (command.action()) {
          case "unlock", "lock" -> reader;
          case "sync", "reboot", "identify" -> true;
          case "renew_keys" -> spec.server().isPresent();
          case "update", "revert" -> true;
          default -> false;
        };
    if (!known) return Optional.of("unknown_action");
    if (command.action().equals("update")) return updates.refusal();
    boolean elsewhere = command.door().isPresent() && !command.door().equals(spec.door());
    return elsewhere ? Optional.of("wrong_door") : Optional.empty();
  }

  /** Why that could not be done, if so. */
  private Optional<String> carryOut(Command command) {
    if (part instanceof Reader reader && command.door().isPresent()) {
      reader.order(command);
      return Optional.empty();
    }
    if (command.action().equals("revert") && !updates.revert(command.version().orElseThrow())) {
      return Optional.of("no_other_image");
    }
    body.record(new Event.Ordered(command.action(), spec.door(), command.id()));
    switch (command.action()) {
      case "sync" -> {
        part.sync();
        body.stateChanged();
      }
      case "reboot" -> body.after(BEFORE_REBOOT, body::restart);
      case "identify" -> body.identify();
      case "renew_keys" -> body.renewKeys(command.code().orElseThrow());
      case "update" -> updates.begin(command.image().orElseThrow());
      case "revert" -> {}
      default -> throw new IllegalStateException("let through: " + command.action());
    }
    return Optional.empty();
  }

  private void answer(String command, String outcome, Optional<String> reason) {
    String ack = Messages.commandAck(command, outcome, reason, body.now());
    body.publish(new Line.Letter("command/ack", ack, 1, false, ACK_EXPIRY_SECONDS));
  }
}
