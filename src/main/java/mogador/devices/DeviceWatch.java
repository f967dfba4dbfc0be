package mogador.devices;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mogador.alarms.AlarmKind;
import mogador.alarms.AlarmRules;
import mogador.alarms.Alarms;
import mogador.alarms.Fact;
import mogador.alarms.Moment;
import mogador.alarms.Subject;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;

/**
 * Raises and ends alarms by how devices fare: gone, with a low battery, with a wrong clock. It
 * compares what the database says with what is open, so that nothing is missed for having happened
 * while nobody looked.
 */
public final class DeviceWatch {
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Database database;
  private final Alarms alarms;
  private final Clock clock;

  /** Since when a reader's list is not the newest, as this server has seen it. */
  private final Map<DeviceId, Instant> outdated = new ConcurrentHashMap<>();

  public DeviceWatch(Database database, Alarms alarms, Clock clock) {
    this.database = database;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** One server of the cluster at a time. */
  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "alarms of devices", this::run);
  }

  /**
   * How a device fares.
   *
   * @param seen when it was last heard; empty if it never was, which is no alarm
   * @param clockSet empty if it never told
   */
  record Fares(
      DeviceId device,
      boolean active,
      boolean online,
      Optional<Instant> seen,
      Optional<Integer> battery,
      Optional<Boolean> clockSet,
      Optional<Long> clockErrorMs,
      boolean outdated,
      List<String> open) {
    /** Whether there is cause for each kind; what is not said stays as it is. */
    Map<AlarmKind, Boolean> causes(Instant now, Optional<Instant> outdatedSince) {
      Map<AlarmKind, Boolean> causes = new EnumMap<>(AlarmKind.class);
      boolean watched = active && seen.isPresent();
      causes.put(AlarmKind.OFFLINE, watched && isGone(now));
      Optional<Boolean> low = battery.flatMap(AlarmRules::isLow);
      if (!watched || battery.isEmpty()) causes.put(AlarmKind.BATTERY_LOW, false);
      else low.ifPresent(is -> causes.put(AlarmKind.BATTERY_LOW, is));
      causes.put(AlarmKind.CLOCK_OFF, watched && isClockOff());
      causes.put(
          AlarmKind.LIST_OUT_OF_DATE,
          watched
              && online
              && outdatedSince.filter(at -> !at.isAfter(now.minus(AlarmRules.LIST))).isPresent());
      return causes;
    }

    private boolean isGone(Instant now) {
      return !online && seen.filter(at -> at.isAfter(now.minus(AlarmRules.OFFLINE))).isEmpty();
    }

    private boolean isClockOff() {
      boolean wrong =
          clockErrorMs.filter(ms -> Math.abs(ms) > AlarmRules.CLOCK.toMillis()).isPresent();
      return wrong || clockSet.equals(Optional.of(false));
    }

    /** What follows from that for what is open. */
    List<Fact> facts(Instant now, Optional<Instant> outdatedSince) {
      Subject about = Subject.device(device.site(), device.code());
      List<Fact> facts = new ArrayList<>();
      causes(now, outdatedSince)
          .forEach(
              (kind, cause) -> {
                boolean isOpen = open.contains(kind.code());
                if (cause && !isOpen) {
                  Instant since = kind == AlarmKind.OFFLINE ? seen.orElse(now) : now;
                  facts.add(new Fact.Begins(kind, about, Moment.at(since), false));
                } else if (!cause && isOpen) {
                  facts.add(new Fact.Ends(kind, about, Moment.at(now)));
                }
              });
      return facts;
    }
  }

  /** How many alarms it raised or ended. */
  int run() {
    Instant now = clock.instant();
    int done = 0;
    for (Fares device : conspicuous(now)) {
      if (!device.outdated()) outdated.remove(device.device());
      Optional<Instant> since =
          device.outdated()
              ? Optional.of(outdated.computeIfAbsent(device.device(), id -> now))
              : Optional.empty();
      List<Fact> facts = device.facts(now, since);
      if (facts.isEmpty()) continue;
      Subject about = Subject.device(device.device().site(), device.device().code());
      done += facts.size();
      database.inTransaction(
          sql -> {
            alarms.follow(sql, List.of(about), () -> facts);
            return about;
          });
    }
    return done;
  }

  /** Those that something may be wrong with, or was. */
  private List<Fares> conspicuous(Instant now) {
    return database
        .sql()
        .list(
            DeviceWatch::fromRow,
            """
            select d.site_id, d.code, d.status, d.online, d.last_seen_at, d.battery_pct, d.clock,
              d.clock_error_ms, coalesce((d.state->'list'->>'current')::boolean, true) = false
                and d.online as outdated, coalesce(a.kinds, '{}') as kinds
            from device d left join (
              select site_id, device_code, array_agg(kind) as kinds from alarm
              where cleared_at is null and kind in
                ('offline', 'battery_low', 'clock_off', 'list_out_of_date')
              group by site_id, device_code) a on a.site_id = d.site_id and a.device_code = d.code
            where a.kinds is not null or (d.status = 'active' and d.last_seen_at is not null
              and (not d.online and d.last_seen_at < $1 or d.battery_pct < $2
                or d.clock = 'unset' or abs(d.clock_error_ms) > $3
                or d.online and (d.state->'list'->>'current')::boolean = false))
            order by d.site_id, d.code
            """,
            now.minus(AlarmRules.OFFLINE),
            AlarmRules.BATTERY_GOOD,
            AlarmRules.CLOCK.toMillis());
  }

  private static Fares fromRow(Row row) {
    return new Fares(
        new DeviceId(row.getString("site_id"), row.getString("code")),
        row.getString("status").equals("active"),
        row.getBoolean("online"),
        Sql.optionalInstant(row, "last_seen_at"),
        Optional.ofNullable(row.getInteger("battery_pct")),
        Optional.ofNullable(row.getString("clock")).map("set"::equals),
        Optional.ofNullable(row.getLong("clock_error_ms")),
        row.getBoolean("outdated"),
        List.of(row.getArrayOfStrings("kinds")));
  }
}
