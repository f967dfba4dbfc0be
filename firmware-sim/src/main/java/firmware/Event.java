package firmware;

import java.util.Locale;
import java.util.Optional;

/** What a device records in its journal. */
sealed interface Event {
  /**
   * How a presentation ended.
   *
   * @param byList decided from the reader's own list, without the server
   */
  record Ended(
      boolean granted,
      String door,
      String request,
      Credential credential,
      String reason,
      boolean byList)
      implements Event {}

  /** What happened at the door, with the presentation that led to it, if one did. */
  record AtDoor(DoorKind kind, String door, Optional<String> request) implements Event {}

  /** An order of the server's was carried out. */
  record Ordered(String action, Optional<String> door, String command) implements Event {}

  /**
   * The door stands otherwise towards everyone.
   *
   * @param kind lockdown_on, lockdown_off, release_on or release_off
   */
  record Stands(String kind, String door) implements Event {}

  /** The reader was sent a list, and goes by it. */
  record ListApplied(String door, long version, int entries) implements Event {}

  /** Its case was opened or shut; a reader names its door. */
  record Tampered(boolean active, Optional<String> door) implements Event {}

  /** Its clock was set to the time of the event. */
  record ClockSet() implements Event {}

  /** The device started. */
  record Started() implements Event {}

  /** Events were dropped because the flash was full; both sequences inclusive. */
  record Overrun(long lostFrom, long lostThrough) implements Event {}

  enum DoorKind {
    DOOR_OPENED,
    DOOR_CLOSED,
    HELD_OPEN,
    FORCED,
    REQUEST_TO_EXIT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
