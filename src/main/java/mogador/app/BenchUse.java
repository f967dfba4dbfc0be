package mogador.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import mogador.platform.Database;

/**
 * The report on a year of Essaouira, its positions, rooms and offices used by day, beside the bare
 * reading of as many rows as the page shows. One of each in turn.
 */
final class BenchUse {
  private static final int WARM_SECONDS = 10;

  private BenchUse() {}

  static void run(int seconds, PrintWriter out) throws InterruptedException {
    String[] token = new String[1];
    try (var park =
            new BenchPark(
                (database, hash) -> {
                  aYear(database);
                  token[0] = BenchPark.manager(database);
                });
        var http = new BenchHttp(park.server().port())) {
      out.println(BenchTimes.machine());
      out.printf(Locale.ROOT, "%,d quarters of groups of spaces are kept%n", rows(park));
      out.flush();
      String path =
          "/ops/"
              + BenchPark.SITE
              + "/use?from="
              + LocalDate.now(ZoneOffset.UTC).minusDays(364)
              + "&to="
              + LocalDate.now(ZoneOffset.UTC);
      var bare = new BenchTimes();
      var page = new BenchTimes();
      turn(park, http, path, token[0], WARM_SECONDS, new BenchTimes(), new BenchTimes());
      for (int i = 0; i < seconds; i++) turn(park, http, path, token[0], 1, bare, page);
      double ratio = page.percentile(50) / bare.percentile(50);
      out.print(BenchTimes.head("of bare"));
      out.print(bare.row("one group's year, added up barely", 1, "1.00"));
      out.print(page.row("a year's page, whole", 1, BenchTimes.ratio(ratio)));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void turn(
      BenchPark park,
      BenchHttp http,
      String path,
      String token,
      int seconds,
      BenchTimes bare,
      BenchTimes page)
      throws InterruptedException {
    bare.measure(1, seconds * 1_000_000_000L, client -> () -> barely(park));
    page.measure(1, seconds * 1_000_000_000L, client -> () -> opened(http, path, token));
  }

  private static long barely(BenchPark park) {
    long begun = System.nanoTime();
    var unused =
        park.server()
            .database()
            .sql()
            .first(
                row -> row.getLong(0),
                """
                select sum(occupied_ms)::bigint from group_use
                where site_id = $1 and floor_code = '' and kind = ''
                """,
                BenchPark.SITE);
    return System.nanoTime() - begun;
  }

  private static long opened(BenchHttp http, String path, String token) throws IOException {
    long begun = System.nanoTime();
    int status = http.get(path, token);
    if (status != 200) throw new IllegalStateException("the page answers " + status);
    return System.nanoTime() - begun;
  }

  private static long rows(BenchPark park) {
    return park.server()
        .database()
        .sql()
        .first(row -> row.getLong(0), "select count(*) from group_use")
        .orElse(0L);
  }

  /** Every quarter of an hour of a year, of each space, and what they come to. */
  private static void aYear(Database database) {
    database
        .sql()
        .run(
            """
            with used as (
              select s.id, s.site_id, s.floor_code, s.kind, q as quarter,
                case when extract(hour from q) between 8 and 18
                  and (s.id * 7919 + extract(epoch from q)::bigint / 900 * 104729) % 10 < 6
                  then 1 else 0 end as busy
              from space s join composition c on c.space_id = s.id and c.atom_id = s.id,
                generate_series(date_bin('15 minutes', now(), '2026-01-01') - interval '365 days',
                  date_bin('15 minutes', now(), '2026-01-01'), '15 minutes') q
              where s.site_id = $1
            ), kept as (
              insert into space_use (space_id, quarter, occupied_ms, known_ms, minutes)
              select id, quarter, busy * 600000, 900000, busy * 1023 from used
            )
            insert into group_use (site_id, floor_code, kind, quarter, spaces, occupied_ms, known_ms,
              peak)
            select site_id, coalesce(floor_code, ''), coalesce(kind, ''), quarter, count(*),
              sum(busy) * 600000, count(*) * 900000, sum(busy)
            from used group by site_id, quarter, cube (floor_code, kind)
            """,
            BenchPark.SITE);
    database
        .sql()
        .run(
            """
            insert into group_day (site_id, floor_code, kind, day, spaces, occupied_ms, known_ms,
              peak)
            select site_id, floor_code, kind, (quarter at time zone 'UTC')::date, max(spaces),
              sum(occupied_ms), sum(known_ms), max(peak)
            from group_use group by 1, 2, 3, 4
            """);
    database.sql().run("vacuum analyze group_use");
    database.sql().run("vacuum analyze group_day");
  }
}
