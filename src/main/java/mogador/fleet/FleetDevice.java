package mogador.fleet;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mogador.alarms.AlarmKind;
import mogador.alarms.AlarmRules;

/**
 * A device of a site, and how it fares.
 *
 * @param kind as in site files
 * @param remote whether another network speaks for it
 * @param door of a reader
 * @param space what a sensor watches, by its code
 * @param seen when it was last heard
 * @param journal what it held when it last said so
 * @param stored the last sequence of that journal that the database has
 * @param clock how its clock is
 * @param clockErrorMs how far it is ahead of ours
 * @param list the version of its access list
 * @param keys how old they are
 * @param alarms those open that it told of, the gravest first
 * @param lockedOut by whom and when, if it is
 */
record FleetDevice(
    String code,
    String kind,
    boolean remote,
    Optional<String> door,
    Optional<String> space,
    boolean online,
    Optional<Instant> seen,
    Optional<String> firmware,
    Optional<Journal> journal,
    Optional<Long> stored,
    Clock clock,
    Optional<Long> clockErrorMs,
    Optional<Integer> battery,
    Optional<String> list,
    Keys keys,
    List<AlarmKind> alarms,
    Optional<LockedOut> lockedOut) {
  /** The sequences a journal held. */
  record Journal(String id, long first, long last) {}

  /**
   * Its password and what goes with it.
   *
   * @param since when it fetched them itself; empty if they came to it otherwise
   * @param renewing whether it has, or may have, newer ones it was not seen to use
   */
  record Keys(Optional<Instant> since, boolean renewing) {}

  record LockedOut(Instant at, String by) {}

  /** How a device's clock is. */
  enum Clock {
    RIGHT,
    OFF,
    UNSET,
    UNTOLD;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Clock of(Optional<String> told, Optional<Long> errorMs) {
      if (told.isEmpty()) return UNTOLD;
      if (told.get().equals("unset")) return UNSET;
      boolean off = errorMs.filter(ms -> Math.abs(ms) > AlarmRules.CLOCK.toMillis()).isPresent();
      return off ? OFF : RIGHT;
    }
  }

  /** What it is doing. */
  enum State {
    OFFLINE,
    /** Configured, and never seen. */
    UNKNOWN,
    ONLINE,
    DECOMMISSIONED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Those that need someone first: grave alarms, then what is gone, then all that is well. */
  static final Comparator<FleetDevice> TROUBLE_FIRST =
      Comparator.comparing((FleetDevice device) -> device.state() == State.DECOMMISSIONED)
          .thenComparing(device -> device.alarms().isEmpty())
          .thenComparing(FleetDevice::gravest)
          .thenComparing(FleetDevice::state)
          .thenComparing(FleetDevice::code);

  FleetDevice {
    alarms = alarms.stream().sorted(Comparator.comparing(AlarmKind::severity)).toList();
  }

  State state() {
    if (lockedOut.isPresent()) return State.DECOMMISSIONED;
    if (seen.isEmpty()) return State.UNKNOWN;
    return online ? State.ONLINE : State.OFFLINE;
  }

  private AlarmKind.Severity gravest() {
    return alarms.isEmpty() ? AlarmKind.Severity.NOTICE : alarms.getFirst().severity();
  }
}
