package mogador.reporting;

import java.util.Locale;

/** What became of time that was booked. */
enum Fate {
  /** Somebody came and had not left. */
  ATTENDED,
  /** Nobody came, and no other booking used it. */
  NO_SHOW,
  /** They had left, or given it back, and no other booking used it. */
  ENDED_EARLY,
  /** Given back, by hand or by the rules, and booked by another. */
  REBOOKED,
  /** No sensor and no badge tells: silence proves nothing. */
  UNKNOWN;

  /** As the contract and the database say it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
