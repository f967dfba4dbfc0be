package mogador.uplinks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a sensor's field may mean to us. */
enum UplinkSignal {
  /** Somebody is at the seat or in the room. */
  OCCUPIED,
  /** Something moves in front of a motion detector. */
  MOTION,
  /** How many a people counter has seen go in, since it began to count. */
  ENTRIES,
  /** The same, of those who went out. */
  EXITS,
  /** A door or window stands open. */
  OPEN,
  /** Somebody was let in at a reader of another make. */
  BADGE,
  /** Charge left, in percent. */
  BATTERY;

  private final String code = name().toLowerCase(Locale.ROOT);

  String code() {
    return code;
  }

  static Optional<UplinkSignal> of(String code) {
    return Arrays.stream(values()).filter(signal -> signal.code.equals(code)).findFirst();
  }
}
