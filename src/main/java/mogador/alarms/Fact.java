package mogador.alarms;

/** Something that begins a cause of alarm, or ends it. */
public sealed interface Fact {
  AlarmKind kind();

  Subject subject();

  Moment moment();

  /**
   * A cause of alarm.
   *
   * @param over its end is known already: it was heard of after what followed it
   */
  record Begins(AlarmKind kind, Subject subject, Moment moment, boolean over) implements Fact {}

  record Ends(AlarmKind kind, Subject subject, Moment moment) implements Fact {}
}
