package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mogador.alarms.AlarmKind;
import mogador.alarms.Alarms;
import mogador.alarms.Fact;
import mogador.alarms.Moment;
import mogador.alarms.Subject;
import mogador.platform.Sql;

/** Raises and ends alarms by what journals bring, in the transaction that stores it. */
public final class JournalAlarms implements JournalListener {
  private final Alarms alarms;
  private final Clock clock;

  public JournalAlarms(Alarms alarms, Clock clock) {
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public void stored(Sql sql, News news) {
    Set<Subject> subjects = new LinkedHashSet<>();
    for (StoredEvent event : news.events()) {
      if (!concerns(event)) continue;
      subjects.add(subject(event));
      if (RepeatedDenials.counts(event)) credential(event).ifPresent(subjects::add);
    }
    for (Lost lost : news.lost()) subjects.add(Subject.device(lost.site(), lost.device()));
    for (Contradiction one : news.contradictions()) {
      subjects.add(Subject.device(one.site(), one.device()));
    }
    alarms.follow(sql, subjects, () -> facts(sql, news, clock.instant()));
  }

  private static List<Fact> facts(Sql sql, News news, Instant now) {
    List<Fact> facts = new ArrayList<>();
    List<StoredEvent> events = news.events().stream().filter(JournalAlarms::concerns).toList();
    Set<StoredEvent> repeated = RepeatedDenials.atOneDoor(sql, events);
    Set<StoredEvent> everywhere = RepeatedDenials.ofOneCredential(sql, events);
    Set<StoredEvent> over = over(sql, events.stream().filter(JournalAlarms::mayBeOver).toList());
    for (StoredEvent event : events) {
      Moment moment = moment(event);
      Subject about = subject(event);
      switch (event.kind()) {
        case "forced" -> facts.add(begins(AlarmKind.FORCED, event, over.contains(event)));
        case "held_open" -> facts.add(begins(AlarmKind.HELD_OPEN, event, over.contains(event)));
        case "door_closed" -> {
          facts.add(new Fact.Ends(AlarmKind.FORCED, about, moment));
          facts.add(new Fact.Ends(AlarmKind.HELD_OPEN, about, moment));
        }
        case "tamper" ->
            facts.add(
                event.active()
                    ? begins(AlarmKind.TAMPER, event, over.contains(event))
                    : new Fact.Ends(AlarmKind.TAMPER, about, moment));
        case "journal_overrun" -> facts.add(begins(AlarmKind.JOURNAL_OVERRUN, event, false));
        case "denied" -> {
          if (repeated.contains(event)) {
            facts.add(begins(AlarmKind.REPEATED_DENIALS, event, false));
          }
          if (everywhere.contains(event)) {
            credential(event)
                .map(of -> new Fact.Begins(AlarmKind.DENIED_EVERYWHERE, of, moment(event), false))
                .ifPresent(facts::add);
          }
        }
        default -> throw new IllegalStateException(event.kind());
      }
    }
    for (Lost lost : news.lost()) {
      var moment = new Moment(lost.device(), lost.journal(), lost.through(), now);
      facts.add(
          new Fact.Begins(
              AlarmKind.JOURNAL_OVERRUN,
              Subject.device(lost.site(), lost.device()),
              moment,
              false));
    }
    for (Contradiction one : news.contradictions()) {
      var moment = new Moment(one.device(), one.journal(), one.sequence(), now);
      facts.add(
          new Fact.Begins(
              AlarmKind.CONTRADICTION, Subject.device(one.site(), one.device()), moment, false));
    }
    return facts;
  }

  private static boolean concerns(StoredEvent event) {
    return switch (event.kind()) {
      case "forced", "held_open", "door_closed", "tamper", "journal_overrun" -> true;
      case "denied" -> RepeatedDenials.counts(event);
      default -> false;
    };
  }

  private static boolean mayBeOver(StoredEvent event) {
    return event.kind().equals("forced")
        || event.kind().equals("held_open")
        || (event.kind().equals("tamper") && event.active());
  }

  private static Fact begins(AlarmKind kind, StoredEvent event, boolean over) {
    return new Fact.Begins(kind, subject(event), moment(event), over);
  }

  private static Subject subject(StoredEvent event) {
    boolean ofDoor =
        event.door().isPresent()
            && !event.kind().equals("tamper")
            && !event.kind().equals("journal_overrun");
    return ofDoor
        ? Subject.door(event.site(), event.device(), event.door().get())
        : Subject.device(event.site(), event.device());
  }

  private static Optional<Subject> credential(StoredEvent event) {
    return event
        .credential()
        .map(
            hash ->
                Subject.credential(event.site(), event.device(), event.door().orElse(""), hash));
  }

  private static Moment moment(StoredEvent event) {
    return new Moment(event.device(), event.journal(), event.sequence(), event.happenedAt());
  }

  /** Those whose end stands later in the same journal: it came before them, or with them. */
  private static Set<StoredEvent> over(Sql sql, List<StoredEvent> causes) {
    Set<StoredEvent> over = new HashSet<>();
    if (causes.isEmpty()) return over;
    for (Row row :
        sql.run(
            """
            select c.number from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[],
                $6::text[]) with ordinality
              as c (site, device, journal, sequence, kind, door, number)
            where exists (select from journal_event e
              where e.site_id = c.site and e.device_code = c.device and e.journal_id = c.journal
                and e.sequence > c.sequence
                and case when c.kind = 'tamper'
                  then e.kind = 'tamper' and e.content->>'active' = 'false'
                  else e.kind = 'door_closed' and e.content->>'door' = c.door end)
            """,
            causes.stream().map(StoredEvent::site).toArray(String[]::new),
            causes.stream().map(StoredEvent::device).toArray(String[]::new),
            causes.stream().map(StoredEvent::journal).toArray(String[]::new),
            causes.stream().map(StoredEvent::sequence).toArray(Long[]::new),
            causes.stream().map(StoredEvent::kind).toArray(String[]::new),
            causes.stream().map(cause -> cause.door().orElse("")).toArray(String[]::new))) {
      over.add(causes.get((int) (row.getLong("number") - 1)));
    }
    return over;
  }
}
