package mogador.occupancy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;

/**
 * The months that signs are kept in: made ahead, and dropped as a whole once they are old. What was
 * counted from them stays.
 */
public final class SignMonths {
  /** So that a quarter of a year can be looked at again, sign by sign. */
  public static final Duration KEPT = Duration.ofDays(100);

  private static final Duration PAUSE = Duration.ofHours(1);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'sign_'uuuu_MM", Locale.ROOT);

  private final Database database;
  private final Clock clock;

  public SignMonths(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "months of signs made and dropped", this::run);
  }

  /** Makes and drops what is to be; how many months that was. */
  public int run() {
    return database.inTransaction(this::run);
  }

  private int run(Sql sql) {
    Instant now = clock.instant();
    YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    Set<String> there = there(sql);
    int changed = 0;
    for (YearMonth month : List.of(current, current.plusMonths(1))) {
      if (there.contains(NAME.format(month))) continue;
      make(sql, month);
      changed++;
    }
    for (String name : there) {
      if (start(YearMonth.parse(name, NAME).plusMonths(1)).isAfter(now.minus(KEPT))) continue;
      sql.run("drop table " + name);
      changed++;
    }
    sql.run("delete from sign_other where happened_at < $1", now.minus(KEPT));
    return changed;
  }

  private static Set<String> there(Sql sql) {
    return new TreeSet<>(
        sql.list(
            row -> row.getString("name"),
            """
            select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'sign'::regclass and c.relname <> 'sign_other'
            """));
  }

  /** With what came before it was there. */
  private static void make(Sql sql, YearMonth month) {
    String name = NAME.format(month);
    Instant from = start(month);
    Instant to = start(month.plusMonths(1));
    sql.run("create table %s (like sign including defaults including constraints)".formatted(name));
    sql.run(
        """
        with moved as (
          delete from sign_other where happened_at >= $1 and happened_at < $2 returning *
        )
        insert into %s select * from moved
        """
            .formatted(name),
        from,
        to);
    sql.run(
        "alter table sign attach partition %s for values from ('%s') to ('%s')"
            .formatted(name, from, to));
  }

  private static Instant start(YearMonth month) {
    return OffsetDateTime.of(month.atDay(1).atStartOfDay(), ZoneOffset.UTC).toInstant();
  }
}
