package mogador.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mogador.platform.Database;
import mogador.platform.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignMonthsIT {
  private static final Instant DECEMBER = Instant.parse("2026-12-15T12:00:00Z");

  private TestDatabase test;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    test = TestDatabase.migrated();
    database = test.database();
    database
        .sql()
        .run(
            """
            insert into site (id, name, zone_id, status, document, imported_at)
            values ('essaouira', '{}', 'Africa/Casablanca', 'open', '{}', now())
            """);
    database
        .sql()
        .run(
            """
            insert into space (site_id, code, kind, floor_code, zone_code, name, capacity, bookable)
            values ('essaouira', 'p-01', 'position', 'rdc', 'rdc', '{}', 1, true)
            """);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void monthsAreMadeAheadWithWhatCameBefore() {
    heard("2026-12-01T00:00:00Z", "2026-12-31T23:59:59Z", "2026-10-05T09:00:00Z");
    assertThat(run(DECEMBER)).isEqualTo(2);
    assertThat(in("sign_2026_12")).isEqualTo(2);
    assertThat(in("sign_2027_01")).isZero();
    assertThat(in("sign_other")).isEqualTo(1);
    heard("2027-01-01T00:00:00Z");
    assertThat(in("sign_2027_01")).isEqualTo(1);
    assertThat(run(DECEMBER)).as("once made they are there").isZero();
    assertThat(in("sign")).isEqualTo(4);
  }

  @Test
  void aMonthIsDroppedAHundredDaysAfterItsEnd() {
    run(DECEMBER);
    heard("2026-12-20T10:00:00Z", "2027-01-20T10:00:00Z", "2026-10-05T09:00:00Z");
    assertThat(run(Instant.parse("2027-04-10T23:00:00Z")))
        .as("April and May are made")
        .isEqualTo(2);
    assertThat(in("sign")).as("without the one of October").isEqualTo(2);
    assertThat(run(Instant.parse("2027-04-11T01:00:00Z"))).as("December is dropped").isEqualTo(1);
    assertThat(in("sign")).isEqualTo(1);
  }

  private int run(Instant now) {
    return new SignMonths(database, Clock.fixed(now, ZoneOffset.UTC)).run();
  }

  private void heard(String... moments) {
    long space =
        database.sql().first(row -> row.getLong("id"), "select id from space").orElseThrow();
    List<Sign> signs =
        List.of(moments).stream()
            .map(
                at ->
                    new Sign(
                        "essaouira",
                        space,
                        new Signal("s-01", Signal.Kind.VACANT, Instant.parse(at))))
            .toList();
    database.inTransaction(
        sql -> {
          SignStore.keep(sql, signs, DECEMBER);
          return signs.size();
        });
  }

  private long in(String table) {
    return database
        .sql()
        .first(row -> row.getLong(0), "select count(*) from " + table)
        .orElseThrow();
  }
}
