package firmware;

import java.util.Optional;

/** Looks at the server's orders, carries out the good ones, and answers. */
final class Orders {
  private static final int ACK_EXPIRY_SECONDS = 60;

  private final Body body;
  private final CommandGuard guard;
  private final Part part;

  Orders(Body body, CommandGuard guard, Part part) {
    this.body = body;
    this.guard = guard;
    this.part = part;
  }

  void arrived(byte[] payload) {
    switch (guard.look(payload, body.now())) {
      case CommandGuard.Forged() -> body.unusable();
      case CommandGuard.Rejected(String id, String reason) ->
          answer(id, "rejected", Optional.of(reason));
      case CommandGuard.Duplicate(String id) -> answer(id, "duplicate", Optional.empty());
      case CommandGuard.Good(Command command) -> carryOut(command);
    }
  }

  private void carryOut(Command command) {
    Optional<String> refusal =
        part instanceof Reader reader ? reader.refuses(command) : Optional.of("unknown_action");
    if (refusal.isEmpty() && part instanceof Reader reader) {
      guard.keep(command);
      reader.order(command);
    }
    answer(command.id(), refusal.isEmpty() ? "executed" : "rejected", refusal);
  }

  private void answer(String command, String outcome, Optional<String> reason) {
    String ack = Messages.commandAck(command, outcome, reason, body.now());
    body.publish(new Line.Letter("command/ack", ack, 1, false, ACK_EXPIRY_SECONDS));
  }
}
