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
   * @param duress whether they were forced to come; told to nobody at the door
   * @param again whether they are inside already, where that is told but not refused
   */
  record Granted(UUID person, AccessRight right, int unlockMs, boolean duress, boolean again)
      implements Decision {
    public Granted(UUID person, AccessRight right, int unlockMs) {
      this(person, right, unlockMs, false, false);
    }

    @Override
    public String reason() {
      return "granted";
    }
  }

  /** The door is released for somebody who goes out, which needs no right. */
  record LetOut(UUID person, int unlockMs) implements Decision {
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
