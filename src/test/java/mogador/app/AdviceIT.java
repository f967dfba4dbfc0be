package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Advice by the REST contract and as a page, from what was counted over weeks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdviceIT {
  private static final String ADVICE = "/api/v1/sites/essaouira/use/advice";

  private TestServer server;
  private LocalDate today;

  @BeforeAll
  void open() {
    server = TestServer.start();
    today = server.site().clock().localAt(Instant.now()).toLocalDate();
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void whatWasCountedOverWeeksBecomesAdviceWithItsEvidence() {
    JsonObject before = server.get(ADVICE, server.manager()).json();
    assertThat(before.getBoolean("enough_known")).isFalse();
    assertThat(before.getJsonArray("advice")).isEmpty();
    Stream.iterate(
            today.with(TemporalAdjusters.previous(DayOfWeek.WEDNESDAY)), day -> day.minusWeeks(1))
        .filter(day -> server.site().hours().contain(day.atTime(18, 0), day.atTime(20, 0)))
        .limit(5)
        .forEach(
            day -> {
              counted(day, 18);
              counted(day, 19);
            });
    lease("Crowded", 100_000, 3);
    lease("Small", 100_000, 2);
    lease("Suits", 300_000, 3);

    JsonObject answer = server.get(ADVICE, server.manager()).json();
    assertThat(answer.getBoolean("enough_known")).isTrue();
    assertThat(answer.getInteger("kept_back")).isEqualTo(1);
    assertThat(answer.getString("to")).isEqualTo(today.minusDays(1).toString());
    List<JsonObject> advice =
        answer.getJsonArray("advice").stream().map(JsonObject.class::cast).toList();
    assertThat(advice)
        .extracting(one -> one.getString("advice"))
        .containsExactly("seats_for_rooms", "floor_could_close", "more_room_needed");
    assertThat(advice.getFirst())
        .isEqualTo(
            new JsonObject("{\"advice\": \"seats_for_rooms\", \"spare\": 15, \"weeks\": 5}")
                .put("seats", 35)
                .put("used", 20)
                .put("rooms", 4)
                .put("full_hours", 10)
                .put("hours", 10));
    assertThat(advice.get(1))
        .isEqualTo(
            new JsonObject("{\"advice\": \"floor_could_close\", \"floor\": \"etage-1\"}")
                .put("weekday", 3)
                .put("from_hour", 18)
                .put("until_hour", 20)
                .put("weeks", 5)
                .put(
                    "kinds",
                    new JsonArray()
                        .add(
                            new JsonObject("{\"kind\": \"meeting_room\", \"spaces\": 1}")
                                .put("used", 1)
                                .put("spare_elsewhere", 1))
                        .add(
                            new JsonObject(
                                "{\"kind\": \"office\", \"spaces\": 13, \"used\": 0}"))));
    assertThat(advice.get(2))
        .isEqualTo(
            new JsonObject("{\"advice\": \"more_room_needed\", \"company\": \"Crowded\"}")
                .put("area_cm2", 100_000)
                .put("people", 2)
                .put("most_people", 3)
                .put("days", advice.get(2).getInteger("days"))
                .put("area_per_person_cm2", 50_000));
    assertThat(advice.get(2).getInteger("days")).isGreaterThanOrEqualTo(20);
  }

  @Test
  void onlyManagersSeeIt() {
    assertThat(server.get(ADVICE, server.member()).status()).isEqualTo(403);
  }

  /** The four quarters of an hour; of the ground floor other kinds are not known. */
  private void counted(LocalDate day, int hour) {
    record Group(String floor, String kind, int spaces, int peak) {}
    for (Group group :
        List.of(
            new Group("etage-1", "office", 13, 0),
            new Group("etage-1", "meeting_room", 1, 1),
            new Group("rdc", "meeting_room", 3, 1),
            new Group("", "meeting_room", 4, 2),
            new Group("", "position", 35, 20))) {
      server
          .database()
          .sql()
          .run(
              """
              insert into group_use (site_id, floor_code, kind, quarter, spaces, occupied_ms,
                known_ms, peak)
              select 'essaouira', $1, $2, $3::timestamptz + q * interval '15 minutes', $4::int,
                case when $5::int > 0 then 90 else 0 end, 100, $5
              from generate_series(0, 3) as q
              """,
              group.floor(),
              group.kind(),
              server.site().clock().firstInstant(day.atTime(hour, 0)),
              group.spaces(),
              group.peak());
    }
  }

  /** A company whose people come by turns: two on usual days, all of them on some. */
  private void lease(String name, long areaCm2, int people) {
    UUID company = UUID.randomUUID();
    UUID lease = UUID.randomUUID();
    server
        .database()
        .sql()
        .run("insert into company (id, name, created_at) values ($1, $2, now())", company, name);
    server
        .database()
        .sql()
        .run(
            """
            with lease as (insert into lease (id, reference, site_id, company_id, starts_on,
                ends_on, rate_centimes, vat_rate_bp, status, created_at)
              values ($1, $2, 'essaouira', $3, $4, $5, 0, 0, 'active', now()) returning id)
            insert into lease_space (lease_id, space_id, area_cm2)
            select lease.id, s.id, $6 from lease, space s
            where s.site_id = 'essaouira' and s.code = 'b-01'
            """,
            lease,
            "L-" + name,
            company,
            today.minusYears(1),
            today.plusYears(1),
            areaCm2);
    List<UUID> members =
        Stream.iterate(0, i -> i + 1)
            .limit(people)
            .map(i -> server.someone(name.toLowerCase(Locale.ROOT) + i + "@example.com"))
            .map(TestServer.Someone::id)
            .toList();
    for (UUID member : members) {
      server
          .database()
          .sql()
          .run(
              "insert into membership (company_id, person_id, role) values ($1, $2, 'member')",
              company,
              member);
    }
    for (int back = 1; back <= 40; back++) {
      int came = back % 3 == 0 ? people : 2;
      for (int i = 0; i < came; i++) {
        badged(members.get((back + i) % people), today.minusDays(back));
      }
    }
  }

  /** Twice, as people do. */
  private void badged(UUID person, LocalDate day) {
    server
        .database()
        .sql()
        .run(
            """
            insert into journal_event (site_id, device_code, journal_id, sequence, kind,
              happened_at, time_source, received_at, content, person_id)
            select 'essaouira', 'r-test', $1, n, 'granted', $2::timestamptz + n * interval '1 hour',
              'device', $2, '{}', $3
            from generate_series(1, 2) as n
            """,
            UUID.randomUUID().toString(),
            server.site().clock().firstInstant(day.atTime(9, 0)),
            person);
  }
}
