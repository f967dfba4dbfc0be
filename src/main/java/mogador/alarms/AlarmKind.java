package mogador.alarms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong at a site: how grave it is, which says who is told, and what ends it. */
public enum AlarmKind {
  /** A door was opened without a release. */
  FORCED(Severity.SEVERE, Ending.ONCE_SEEN),
  /** A device's case was opened. */
  TAMPER(Severity.SEVERE, Ending.ONCE_SEEN),
  /** Someone was forced to open. */
  DURESS(Severity.SEVERE, Ending.BY_HAND),
  HELD_OPEN(Severity.ATTENTION, Ending.CAUSE_OR_HAND),
  REPEATED_DENIALS(Severity.ATTENTION, Ending.BY_HAND),
  /** One credential was denied again and again, at whatever doors. */
  DENIED_EVERYWHERE(Severity.ATTENTION, Ending.BY_HAND),
  /** Somebody came in who was inside already. */
  ANTI_PASSBACK(Severity.ATTENTION, Ending.BY_HAND),
  /** More people are in a zone than may be. */
  OVER_CAPACITY(Severity.ATTENTION, Ending.WITH_CAUSE),
  OFFLINE(Severity.ATTENTION, Ending.WITH_CAUSE),
  /** A device has dropped events before they were stored. */
  JOURNAL_OVERRUN(Severity.ATTENTION, Ending.BY_HAND),
  /** A device sent an event again with another content. */
  CONTRADICTION(Severity.ATTENTION, Ending.BY_HAND),
  LIST_OUT_OF_DATE(Severity.ATTENTION, Ending.WITH_CAUSE),
  BATTERY_LOW(Severity.NOTICE, Ending.WITH_CAUSE),
  CLOCK_OFF(Severity.NOTICE, Ending.WITH_CAUSE);

  /** How much it matters now. */
  public enum Severity {
    /** Seen, heard, and sent by mail to those who manage the site. */
    SEVERE,
    /** Seen and heard. */
    ATTENTION,
    /** Seen. */
    NOTICE;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
      return code;
    }
  }

  /** What closes it. */
  enum Ending {
    /** Its cause, and nobody else: it would be raised again at once. */
    WITH_CAUSE,
    /** Its cause, or whoever has looked after it. */
    CAUSE_OR_HAND,
    /** Its cause, but not before someone has acknowledged it; or by hand. */
    ONCE_SEEN,
    /** It happened, and that does not end: by hand. */
    BY_HAND
  }

  private final String code = name().toLowerCase(Locale.ROOT);
  private final Severity severity;
  private final Ending ending;

  AlarmKind(Severity severity, Ending ending) {
    this.severity = severity;
    this.ending = ending;
  }

  /** As in the database and the API, e.g. {@code held_open}. */
  public String code() {
    return code;
  }

  public static Optional<AlarmKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  public Severity severity() {
    return severity;
  }

  Ending ending() {
    return ending;
  }

  public boolean clearedByHand() {
    return ending != Ending.WITH_CAUSE;
  }
}
