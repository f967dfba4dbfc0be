package mogador.devices;

import static mogador.devices.JournalWords.batch;
import static mogador.devices.JournalWords.denied;
import static mogador.devices.JournalWords.event;
import static mogador.devices.JournalWords.state;
import static mogador.devices.JournalWords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mogador.alarms.Alarm;
import mogador.alarms.AlarmKind;
import mogador.alarms.Alarms;
import mogador.alarms.Subject;
import mogador.identity.Actor;
import mogador.identity.Person;
import mogador.kernel.Await;
import mogador.kernel.Language;
import mogador.platform.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What devices tell over a real broker becomes alarms in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmsIT {
  private static final String ROOT = "mogador/v1/essaouira/r-entrance/";

  private Park park;
  private MqttProbe reader;
  private DeviceWatch watch;
  private Actor manager;

  @BeforeAll
  void start() throws Exception {
    park = new Park();
    reader = MqttProbe.connect(park.broker.url(), Park.READER, Park.PASSWORD);
    watch = new DeviceWatch(park.database, park.alarms, park.clock);
    var salma = new Person(park.person("Salma"), "salma@example.org", "Salma", Language.FR, false);
    manager = new Actor(salma, Set.of(Park.SITE), Set.of());
    park.database
        .sql()
        .run(
            "insert into staff_role (id, person_id, site_id, role) values ($1, $1, $2, 'manager')",
            manager.id(),
            Park.SITE);
  }

  @AfterAll
  void close() throws Exception {
    reader.close();
    park.close();
  }

  @BeforeEach
  void nothingIsWrong() {
    for (String table : new String[] {"alarm", "outbox", "journal_event", "journal_conflict"}) {
      park.database.sql().run("delete from " + table);
    }
  }

  @Test
  void aForcedDoorIsRaisedOnceAndItsManagersAreToldOnce() throws Exception {
    for (int i = 0; i < 3; i++) send("forced-00", 1, event(1, "forced"));
    send("forced-00", 1, event(1, "forced"), event(2, "door_closed"), event(3, "forced"));
    stored("forced-00", 3);
    Alarm alarm = only();
    assertThat(alarm.kind()).isEqualTo(AlarmKind.FORCED);
    assertThat(alarm.subject().door()).hasValue("d-entrance");
    assertThat(alarm.count()).isEqualTo(2);
    assertThat(alarm.rings()).isTrue();
    assertThat(mails()).hasSize(1).first().asString().contains("Porte forcée", "Essaouira");
  }

  @Test
  void aForcedDoorStaysUntilSomeoneHasSeenItAlsoWhenItFellShut() throws Exception {
    send("forced-01", 1, event(1, "forced"));
    send("forced-01", 1, event(2, "door_closed"));
    stored("forced-01", 2);
    Alarm alarm = only();
    assertThat(alarm.overAt()).isPresent();
    assertThat(acknowledge(alarm)).isInstanceOf(Alarms.Outcome.Done.class);
    assertThat(open()).isEmpty();
    assertThat(acknowledge(alarm)).isInstanceOf(Alarms.Outcome.Already.class);
  }

  @Test
  void aDoorHeldOpenClearsByItselfWhenItIsShut() throws Exception {
    send("held-000", 1, event(1, "held_open"));
    stored("held-000", 1);
    assertThat(only().kind()).isEqualTo(AlarmKind.HELD_OPEN);
    send("held-000", 1, event(2, "door_closed"));
    Await.until("shut", () -> open().isEmpty());
    assertThat(mails()).isEmpty();
  }

  @Test
  void anEndHeardOfBeforeItsCauseLeavesNothingOpen() throws Exception {
    send("held-001", 1, event(2, "door_closed"));
    stored("held-001", 1);
    send("held-001", 1, event(1, "held_open"));
    stored("held-001", 2);
    assertThat(open()).isEmpty();
    assertThat(park.count("select count(*) from alarm where cleared_at is not null")).isEqualTo(1);
    send("held-001", 1, event(3, "held_open"));
    stored("held-001", 3);
    assertThat(open()).hasSize(1);
  }

  @Test
  void whatIsHeardOfHoursLaterIsMarkedAndDoesNotRing() throws Exception {
    Instant before = Instant.now().minus(3, ChronoUnit.HOURS);
    send("late-000", 1, event(1, "forced", before));
    stored("late-000", 1);
    assertThat(only().late()).isTrue();
    assertThat(only().rings()).isFalse();
    send("late-000", 1, event(2, "forced", Instant.now()));
    stored("late-000", 2);
    assertThat(only().late()).isFalse();
    assertThat(only().rings()).isTrue();
  }

  @Test
  void fiveDenialsWithinTwoMinutesAreTooManyFourAreNot() throws Exception {
    Instant now = Instant.now();
    for (int i = 1; i <= 4; i++)
      send("denied-0", 1, denied(i, now.minusSeconds(100 - i), "too_late"));
    send("denied-0", 1, denied(5, now, "no_answer"), denied(6, now.minusSeconds(600), "too_late"));
    stored("denied-0", 6);
    assertThat(open()).isEmpty();
    send("denied-0", 1, denied(7, now, "unknown_credential"));
    stored("denied-0", 7);
    assertThat(only().kind()).isEqualTo(AlarmKind.REPEATED_DENIALS);
    assertThat(clear(only())).isInstanceOf(Alarms.Outcome.Done.class);
    assertThat(open()).isEmpty();
  }

  @Test
  void oneBadgeDeniedAtSeveralDoorsIsOneAlarmOfItsOwn() throws Exception {
    Instant now = Instant.now();
    for (int i = 1; i <= 3; i++) {
      send("denied-1", 1, denied(i, now.minusSeconds(500 - 60 * i), "no_right_here"));
    }
    send("denied-1", 1, elsewhere(denied(4, now.minusSeconds(200), "no_right_here")));
    send("denied-1", 1, elsewhere(denied(5, now.minusSeconds(1_100), "no_right_here")));
    stored("denied-1", 5);
    assertThat(open()).as("four, and one too long ago").isEmpty();
    send("denied-1", 1, elsewhere(denied(6, now, "no_right_here")));
    stored("denied-1", 6);
    assertThat(only().kind()).isEqualTo(AlarmKind.DENIED_EVERYWHERE);
    assertThat(only().subject().door()).hasValue("d-m-1");
    send("denied-1", 1, denied(7, now, "no_right_here"));
    stored("denied-1", 7);
    assertThat(only().count()).as("it is one alarm").isEqualTo(2);
  }

  private static String elsewhere(String event) {
    return event.replace("d-entrance", "d-m-1");
  }

  @Test
  void anOpenedCaseLostAndContradictedEventsAreRaised() throws Exception {
    send("tamper-0", 1, event(1, "tamper").replace("\"door\"", "\"active\": true, \"door\""));
    send("tamper-0", 1, event(1, "door_opened"), event(2, "journal_overrun"));
    send("tamper-0", 7, event(7, "door_opened"));
    stored("tamper-0", 3);
    assertThat(open())
        .extracting(Alarm::kind)
        .containsExactlyInAnyOrder(
            AlarmKind.TAMPER, AlarmKind.CONTRADICTION, AlarmKind.JOURNAL_OVERRUN);
    assertThat(open())
        .filteredOn(a -> a.kind() == AlarmKind.JOURNAL_OVERRUN)
        .first()
        .extracting(Alarm::count)
        .isEqualTo(2);
    assertThat(open()).allMatch(alarm -> alarm.subject().door().isEmpty());
  }

  @Test
  void aDeviceThatIsGoneIsRaisedOnceByWhicheverServerLooksAndClearsWhenItIsBack() throws Exception {
    fares("online = false, last_seen_at = now() - interval '59 seconds'");
    assertThat(watch.run()).isZero();
    fares("online = false, last_seen_at = now() - interval '61 seconds'");
    together(3, watch::run);
    watch.run();
    assertThat(only().kind()).isEqualTo(AlarmKind.OFFLINE);
    assertThat(only().count()).isEqualTo(1);
    assertThat(clear(only())).isInstanceOf(Alarms.Outcome.CauseLasts.class);
    assertThat(acknowledge(only())).isInstanceOf(Alarms.Outcome.Done.class);
    assertThat(open()).hasSize(1);
    fares("online = true");
    watch.run();
    assertThat(open()).isEmpty();
    fares("last_seen_at = null, online = false");
    assertThat(watch.run()).as("one never seen is no alarm").isZero();
  }

  @Test
  void aBatteryIsLowBelowFifteenPercentUntilItHasTwenty() throws Exception {
    for (int percent : new int[] {15, 14, 17, 19}) {
      reader.publish(ROOT + "telemetry", telemetry(percent, Instant.now()));
      Await.until("told", () -> battery() == percent && isSeen());
      watch.run();
      assertThat(open().isEmpty()).as("at %d", percent).isEqualTo(percent == 15);
    }
    reader.publish(ROOT + "telemetry", telemetry(20, Instant.now()));
    Await.until("told", () -> battery() == 20);
    watch.run();
    assertThat(open()).isEmpty();
  }

  @Test
  void aClockThatIsWrongOrUnsetIsRaisedUntilItIsRight() throws Exception {
    reader.publish(ROOT + "telemetry", telemetry(80, Instant.now().plusSeconds(3_600)));
    Await.until("wrong", () -> clock().equals("set 3600"));
    // That it was seen at all is written by another hand.
    Await.until("raised", () -> watch.run() >= 0 && !open().isEmpty());
    assertThat(only().kind()).isEqualTo(AlarmKind.CLOCK_OFF);
    reader.publish(
        ROOT + "state",
        """
        {"status": "online", "boot": "boot0001", "firmware": "test 1", "clock": "unset",
         "at": null, "uptime_ms": 1, "journal": "journal1", "first": 1, "last": 0}\
        """);
    Await.until("unset", () -> clock().equals("unset"));
    watch.run();
    assertThat(only().count()).isEqualTo(1);
    reader.publish(ROOT + "telemetry", telemetry(80, Instant.now()));
    Await.until("right", () -> clock().equals("set 0"));
    watch.run();
    assertThat(open()).isEmpty();
  }

  @Test
  void manyWhoRaiseTheSameAtOnceRaiseOneAlarm() throws Exception {
    var subject = Subject.door(Park.SITE, "r-entrance", "d-entrance");
    Callable<Integer> one =
        () ->
            park.database.inTransaction(
                sql -> {
                  park.alarms.raise(sql, AlarmKind.DURESS, subject);
                  return 1;
                });
    together(8, one);
    assertThat(only().count()).isEqualTo(8);
    assertThat(mails()).hasSize(1);
  }

  @Test
  void aListenerThatFailsIsLeftOutAndTheOthersAreTold() throws Exception {
    var heard = new java.util.concurrent.atomic.AtomicInteger();
    JournalListener failing =
        (sql, news) -> {
          throw new IllegalStateException("on purpose");
        };
    JournalListener counting = (sql, news) -> heard.addAndGet(news.events().size());
    var writer = new JournalWriter(park.database, List.of(failing, counting));
    var id = new DeviceId(Park.SITE, "r-entrance");
    var batch =
        switch (JournalMessage.parse(
            batch("failing0", 1, event(1, "forced"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
          case Parsed.Good<JournalMessage>(JournalMessage message) -> message;
          case Parsed.Refused<JournalMessage> refused -> throw new AssertionError(refused);
        };
    var event =
        JournalEvent.of(
            id, batch, batch.entries().getFirst(), Instant.now(), park.hash, park.keeper.current());
    var written = writer.write(List.of(event), java.util.Map.of(event.key().journal(), 1L));
    assertThat(written.stored()).hasSize(1);
    assertThat(heard.get()).isEqualTo(1);
  }

  @Test
  void whoeverAcknowledgesAndClearsIsKept() throws Exception {
    send("steps-00", 1, event(1, "forced"));
    stored("steps-00", 1);
    Alarm alarm = only();
    acknowledge(alarm);
    assertThat(only().acknowledged().orElseThrow().by()).hasValue("Salma");
    assertThat(clear(alarm)).isInstanceOf(Alarms.Outcome.Done.class);
    assertThat(
            park.count(
                """
                select count(*) from alarm
                where acknowledged_by = $1 and cleared_by = $1 and cleared_at is not null
                """,
                manager.id()))
        .isEqualTo(1);
  }

  @Test
  void aReaderWithoutTheNewestListIsRaisedAfterAMinuteUntilItHasIt() throws Exception {
    var time = new TestClock(Instant.now());
    var late = new DeviceWatch(park.database, park.alarms, time);
    reader.publish(ROOT + "state", state(false));
    Await.until("told", () -> isSeen() && "false".equals(listIsCurrent()));
    late.run();
    time.pass(Duration.ofSeconds(59));
    late.run();
    assertThat(open()).isEmpty();
    time.pass(Duration.ofSeconds(2));
    late.run();
    assertThat(only().kind()).isEqualTo(AlarmKind.LIST_OUT_OF_DATE);
    reader.publish(ROOT + "state", state(true));
    Await.until("told", () -> "true".equals(listIsCurrent()));
    late.run();
    assertThat(open()).isEmpty();
  }

  private String listIsCurrent() {
    return park.database
        .sql()
        .first(
            row -> String.valueOf(row.getString("current")),
            "select state->'list'->>'current' as current from device where code = 'r-entrance'")
        .orElseThrow();
  }

  private boolean isSeen() {
    return park.count(
            "select count(*) from device where code = 'r-entrance' and last_seen_at is not null")
        == 1;
  }

  private Alarm only() {
    assertThat(open()).hasSize(1);
    return open().getFirst();
  }

  private List<Alarm> open() {
    return park.alarms.open(Park.SITE);
  }

  private Alarms.Outcome acknowledge(Alarm alarm) {
    return park.database.inTransaction(
        sql -> park.alarms.acknowledge(sql, manager, Park.SITE, alarm.id()));
  }

  private Alarms.Outcome clear(Alarm alarm) {
    return park.database.inTransaction(
        sql -> park.alarms.clear(sql, manager, Park.SITE, alarm.id()));
  }

  private List<String> mails() {
    return park.database
        .sql()
        .list(
            row -> row.getJsonObject("content").encode(),
            "select content from outbox where kind = 'mail'");
  }

  private void fares(String how) {
    park.database.sql().run("update device set " + how + " where code = 'r-m-2'");
  }

  private long battery() {
    return park.count("select coalesce(battery_pct, -1) from device where code = 'r-entrance'");
  }

  private String clock() {
    return park.database
        .sql()
        .first(
            row -> row.getString(0),
            """
            select concat_ws(' ', clock, round(clock_error_ms / 1000.0)) from device
            where code = 'r-entrance'
            """)
        .orElseThrow();
  }

  private static void together(int times, Callable<Integer> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(Collections.nCopies(times, call))) done.get();
    }
  }

  private void stored(String journal, long events) throws InterruptedException {
    Await.until(
        events + " events of " + journal,
        () ->
            park.count("select count(*) from journal_event where journal_id = $1", journal)
                == events);
  }

  private void send(String journal, long first, String... events) throws Exception {
    assertThat(reader.publish(ROOT + "journal", batch(journal, first, events))).isLessThan(0x80);
  }
}
