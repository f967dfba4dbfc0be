package mogador.access;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.OpeningHours.Period;

/** Adds, changes and retires the schedules of a site. */
public final class Schedules {
  private final Clock clock;

  public Schedules(Clock clock) {
    this.clock = clock;
  }

  /** What a schedule is to be. */
  public record Wish(String name, Map<DayOfWeek, List<Period>> week, boolean closedOnHolidays) {
    public Wish {
      week = Map.copyOf(week);
    }
  }

  /** What became of it. */
  public sealed interface Outcome {
    record Done(Schedule schedule) implements Outcome {}

    /** Another schedule of the site has this name. */
    record NameTaken() implements Outcome {}

    /** A right still names it. */
    record InUse() implements Outcome {}

    /** It has no hours at all. */
    record NoHours() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /** Those of a site in use, by name. */
  public List<Schedule> of(Sql sql, String site) {
    return ScheduleStore.of(sql, site);
  }

  public Outcome add(Sql sql, Actor by, String site, Wish wish) {
    if (wish.week().values().stream().allMatch(List::isEmpty)) return new Outcome.NoHours();
    Instant now = clock.instant();
    var schedule =
        new Schedule(Ids.next(now), site, wish.name(), wish.week(), wish.closedOnHolidays(), 0);
    if (!ScheduleStore.add(sql, schedule, now)) return new Outcome.NameTaken();
    audit(sql, AuditKind.SCHEDULE_ADDED, by, schedule, now);
    return new Outcome.Done(schedule);
  }

  /** Other hours, for all rights that name it; it keeps its name. */
  public Outcome change(
      Sql sql,
      Actor by,
      String site,
      UUID id,
      Map<DayOfWeek, List<Period>> week,
      boolean closedOnHolidays) {
    if (week.values().stream().allMatch(List::isEmpty)) return new Outcome.NoHours();
    Optional<Schedule> known = ScheduleStore.lock(sql, site, id);
    if (known.isEmpty()) return new Outcome.Unknown();
    Schedule is = known.get();
    var changed = new Schedule(id, site, is.name(), week, closedOnHolidays, is.rights());
    ScheduleStore.change(sql, changed);
    ScheduleStore.persons(sql, id).forEach(person -> Rights.changed(sql, person));
    audit(sql, AuditKind.SCHEDULE_CHANGED, by, changed, clock.instant());
    return new Outcome.Done(changed);
  }

  /** It is offered no more; refused while a right names it that is still to end. */
  public Outcome retire(Sql sql, Actor by, String site, UUID id) {
    Optional<Schedule> known = ScheduleStore.lock(sql, site, id);
    if (known.isEmpty()) return new Outcome.Unknown();
    Instant now = clock.instant();
    if (ScheduleStore.isNamed(sql, id, now)) return new Outcome.InUse();
    ScheduleStore.retire(sql, id, now);
    audit(sql, AuditKind.SCHEDULE_RETIRED, by, known.get(), now);
    return new Outcome.Done(known.get());
  }

  private static void audit(Sql sql, AuditKind kind, Actor by, Schedule schedule, Instant at) {
    AuditTrail.add(
        sql,
        AuditEntry.of(kind, schedule.site(), schedule.name(), at)
            .with("week", ScheduleStore.json(schedule.week()).encode())
            .with("closed_on_holidays", schedule.closedOnHolidays())
            .by(by.id()));
  }

  /** As the contract says it. */
  public static JsonObject json(Schedule schedule) {
    return new JsonObject()
        .put("id", schedule.id().toString())
        .put("site", schedule.site())
        .put("name", schedule.name())
        .put("week", ScheduleStore.json(schedule.week()))
        .put("closed_on_holidays", schedule.closedOnHolidays())
        .put("rights", schedule.rights());
  }
}
