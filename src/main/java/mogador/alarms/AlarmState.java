package mogador.alarms;

import java.time.Instant;
import mogador.alarms.AlarmKind.Ending;

/**
 * An alarm from its first cause until it is cleared. Causes and ends may be heard of late and in
 * any order: what counts is which happened last, so that the same is open in the end.
 *
 * @param count causes so far
 * @param late all of them were heard of long after they happened
 * @param over the last cause has ended
 * @param last the latest cause
 */
record AlarmState(
    AlarmKind kind,
    int count,
    boolean late,
    boolean over,
    boolean acknowledged,
    boolean cleared,
    Moment last) {

  /** Raised, and cleared at once if it needs nobody and is over. */
  static AlarmState raised(Fact.Begins cause, Instant now) {
    return new AlarmState(
        cause.kind(),
        1,
        AlarmRules.isLate(cause.moment(), now),
        cause.over(),
        false,
        cause.over() && endsWithCause(cause.kind(), false),
        cause.moment());
  }

  /** An open alarm after one more cause. What lasts anyway is not counted again. */
  AlarmState again(Fact.Begins cause, Instant now) {
    if (kind.ending() == Ending.WITH_CAUSE) return this;
    return new AlarmState(
        kind,
        count + 1,
        late && AlarmRules.isLate(cause.moment(), now),
        over && cause.over(),
        acknowledged,
        false,
        cause.moment().isAfter(last) ? cause.moment() : last);
  }

  /** An open alarm after an end; one that was before the last cause ends nothing. */
  AlarmState ended(Fact.Ends end) {
    if (over || !end.moment().isAfter(last)) return this;
    return new AlarmState(
        kind, count, late, true, acknowledged, endsWithCause(kind, acknowledged), last);
  }

  /** Someone has seen it. */
  AlarmState seen() {
    return new AlarmState(kind, count, late, over, true, over && endsWithCause(kind, true), last);
  }

  private static boolean endsWithCause(AlarmKind kind, boolean acknowledged) {
    return switch (kind.ending()) {
      case WITH_CAUSE, CAUSE_OR_HAND -> true;
      case ONCE_SEEN -> acknowledged;
      case BY_HAND -> false;
    };
  }
}
