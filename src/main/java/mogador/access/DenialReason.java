package mogador.access;

import java.util.Locale;

/** Why a door stays shut; the codes of the device protocol, stable. */
public enum DenialReason {
  WRONG_DOOR,
  STALE_REQUEST,
  UNKNOWN_CREDENTIAL,
  REVOKED,
  EXPIRED,
  CODE_EXPIRED,
  CODE_USED,
  SUSPENDED,
  LOCKDOWN,
  NO_RIGHT_HERE,
  TOO_EARLY,
  TOO_LATE,
  OUTSIDE_HOURS,
  ASSURANCE_TOO_LOW,
  SECOND_FACTOR_NEEDED,
  WRONG_PIN,
  PIN_PAUSED,
  ESCORT_NEEDED,
  ANTI_PASSBACK,
  CAPACITY_REACHED,
  SECOND_PERSON_NEEDED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in messages, e.g. {@code too_early}. */
  public String code() {
    return code;
  }
}
