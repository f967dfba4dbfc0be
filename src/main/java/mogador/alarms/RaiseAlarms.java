package mogador.alarms;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import mogador.alarms.AlarmStore.Open;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** Follows facts within the transaction that makes them known, so that none is lost with it. */
final class RaiseAlarms {
  private final AlarmMail mail;
  private final Clock clock;

  RaiseAlarms(AlarmMail mail, Clock clock) {
    this.mail = mail;
    this.clock = clock;
  }

  private record Key(String site, String subject, AlarmKind kind) {
    static Key of(AlarmKind kind, Subject subject) {
      return new Key(subject.site(), subject.key(), kind);
    }
  }

  void follow(Sql sql, Collection<Subject> about, Supplier<List<Fact>> known) {
    if (about.isEmpty()) return;
    AlarmStore.lock(sql, about);
    List<Fact> facts = known.get();
    if (facts.isEmpty()) return;
    Instant now = clock.instant();
    Map<Key, Open> open = new LinkedHashMap<>();
    for (Open alarm : AlarmStore.open(sql, about)) {
      open.put(Key.of(alarm.state().kind(), alarm.subject()), alarm);
    }
    Set<UUID> before = new HashSet<>();
    open.values().forEach(alarm -> before.add(alarm.id()));
    Map<UUID, Open> changed = new LinkedHashMap<>();
    for (Fact fact : facts) {
      Key key = Key.of(fact.kind(), fact.subject());
      Optional<Open> was = Optional.ofNullable(open.get(key));
      Optional<Open> is = next(was, fact, now);
      if (is.isEmpty() || is.equals(was)) continue;
      Open alarm = is.get();
      changed.put(alarm.id(), alarm);
      if (alarm.state().cleared()) open.remove(key);
      else open.put(key, alarm);
    }
    // What is cleared goes first: it may make room for another of its kind.
    write(sql, changed.values().stream().filter(a -> a.state().cleared()).toList(), before, now);
    write(sql, changed.values().stream().filter(a -> !a.state().cleared()).toList(), before, now);
  }

  /** What a fact makes of the alarm that is open, if one is; empty if there is none after it. */
  private static Optional<Open> next(Optional<Open> was, Fact fact, Instant now) {
    return switch (fact) {
      case Fact.Begins cause ->
          was.map(open -> new Open(open.id(), cause.subject(), open.state().again(cause, now)))
              .or(
                  () ->
                      Optional.of(
                          new Open(Ids.next(now), cause.subject(), AlarmState.raised(cause, now))));
      case Fact.Ends end ->
          was.map(open -> new Open(open.id(), open.subject(), open.state().ended(end)));
    };
  }

  private void write(Sql sql, List<Open> alarms, Set<UUID> before, Instant now) {
    for (Open alarm : alarms) {
      if (before.contains(alarm.id())) {
        AlarmStore.update(sql, alarm, now);
      } else {
        AlarmStore.insert(sql, alarm, now);
        if (!alarm.state().cleared()) mail.send(sql, alarm, now);
      }
      sql.announce(Alarms.CHANNEL, alarm.subject().site());
    }
  }
}
