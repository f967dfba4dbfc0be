package mogador.access;

import java.util.Optional;
import java.util.UUID;

/** The answer to a presentation. */
public sealed interface Decision {
  /** The {@code reason} of the device protocol. */
  String reason();

  /**
   * The door is released.
   *
   * @param right the one it rests on
   * @param unlockMs how long to release the door, in ms
   */
  record Granted(UUID person, AccessRight right, int unlockMs) implements Decision {
    @Override
    public String reason() {
      return "granted";
    }
  }

  /**
   * It stays shut.
   *
   * @param person the holder, when the credential is somebody's
   */
  record Denied(DenialReason why, Optional<UUID> person) implements Decision {
    @Override
    public String reason() {
      return why.code();
    }
  }
}
