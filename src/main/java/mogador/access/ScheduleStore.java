package mogador.access;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.platform.Sql;
import mogador.sites.OpeningHours.Period;
import mogador.sites.Site;

/** The schedules of sites. */
final class ScheduleStore {
  private ScheduleStore() {}

  /** Those in use, by name. */
  static List<Schedule> of(Sql sql, String site) {
    return sql.list(
        ScheduleStore::fromRow,
        """
        select id, site_id, name, week, closed_on_holidays,
          (select count(*) from access_right r where r.schedule_id = s.id) as rights
        from schedule s where site_id = $1 and retired_at is null order by name, id\
        """,
        site);
  }

  /** One in use, locked against being retired meanwhile. */
  static Optional<Schedule> lock(Sql sql, String site, UUID id) {
    return sql.first(
        ScheduleStore::fromRow,
        """
        select id, site_id, name, week, closed_on_holidays,
          (select count(*) from access_right r where r.schedule_id = s.id) as rights
        from schedule s where site_id = $1 and id = $2 and retired_at is null for update\
        """,
        site,
        id);
  }

  /** Whether the name was free. */
  static boolean add(Sql sql, Schedule schedule, Instant now) {
    return sql.update(
            """
            insert into schedule (id, site_id, name, week, closed_on_holidays, created_at)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing\
            """,
            schedule.id(),
            schedule.site(),
            schedule.name(),
            json(schedule.week()),
            schedule.closedOnHolidays(),
            now)
        == 1;
  }

  static void change(Sql sql, Schedule schedule) {
    sql.run(
        "update schedule set week = $2, closed_on_holidays = $3 where id = $1",
        schedule.id(),
        json(schedule.week()),
        schedule.closedOnHolidays());
  }

  static void retire(Sql sql, UUID id, Instant now) {
    sql.run("update schedule set retired_at = $2 where id = $1", id, now);
  }

  /** Whoever has a right at its hours. */
  static List<UUID> persons(Sql sql, UUID id) {
    return sql.list(
        row -> row.getUUID("person_id"),
        "select distinct person_id from access_right where schedule_id = $1",
        id);
  }

  /** Whether a right that is still to end names it. */
  static boolean isNamed(Sql sql, UUID id, Instant now) {
    return sql.first(
            row -> 1,
            "select 1 from access_right where schedule_id = $1 and ends_at > $2 limit 1",
            id,
            now)
        .isPresent();
  }

  /** The hours of a right joined with its schedule; of a site that is gone, none at all. */
  static Optional<WeeklySchedule> ofRight(Row row, Function<String, Optional<Site>> sites) {
    UUID id = row.getUUID("schedule_id");
    if (id == null) return Optional.empty();
    var schedule =
        new Schedule(
            id,
            row.getString("site_id"),
            row.getString("schedule_name"),
            week(row.getJsonObject("week")),
            row.getBoolean("closed_on_holidays"),
            0);
    return Optional.of(sites.apply(schedule.site()).map(schedule::at).orElseGet(schedule::never));
  }

  static String dayCode(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  static JsonObject json(Map<DayOfWeek, List<Period>> week) {
    var json = new JsonObject();
    week.forEach(
        (day, periods) -> {
          if (!periods.isEmpty())
            json.put(dayCode(day), Period.write(periods).replace("-00:00", "-24:00"));
        });
    return json;
  }

  private static Map<DayOfWeek, List<Period>> week(JsonObject json) {
    Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      String text = json.getString(dayCode(day));
      if (text != null) week.put(day, Period.read(text).orElseThrow());
    }
    return week;
  }

  private static Schedule fromRow(Row row) {
    return new Schedule(
        row.getUUID("id"),
        row.getString("site_id"),
        row.getString("name"),
        week(row.getJsonObject("week")),
        row.getBoolean("closed_on_holidays"),
        row.getLong("rights"));
  }
}
