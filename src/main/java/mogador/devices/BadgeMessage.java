package mogador.devices;

import java.time.Instant;
import java.util.Optional;

/** A presentation, as a reader sends it. */
record BadgeMessage(
    String request, String door, PresentedCredential credential, Optional<Instant> at) {
  private static final int GREATEST = 1_024;

  static Parsed<BadgeMessage> parse(byte[] bytes) {
    return MessageReader.parse(bytes, GREATEST, BadgeMessage::read);
  }

  private static BadgeMessage read(MessageReader message) {
    message.text("boot", MessageReader.ID);
    message.integer("uptime_ms", 0, MessageReader.SAFE);
    return new BadgeMessage(
        message.text("request", MessageReader.REQUEST),
        message.text("door", MessageReader.CODE),
        PresentedCredential.read(message.child("credential")),
        message.instant("at"));
  }
}
