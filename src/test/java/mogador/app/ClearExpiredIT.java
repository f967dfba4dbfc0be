package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import mogador.platform.ClearExpired;
import mogador.platform.Expiring;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has expired is cleared after its time, and nothing else is. */
class ClearExpiredIT {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final List<Expiring> EXPIRING = Retention.expiring(Settings.RETENTION);

  private TestDatabase test;
  private UUID person;

  @BeforeEach
  void open() {
    test = TestDatabase.migrated();
    var sites = new Sites(test.database());
    sites.load();
    assertThat(sites.importSite(SeedSites.document("essaouira"), NOW))
        .isInstanceOf(Sites.Imported.class);
    person = UUID.randomUUID();
    sql()
        .run(
            "insert into person (id, email, created_at) values ($1, 'a@b.example', $2)",
            person,
            NOW);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void eachTableIsClearedAfterItsTimeAndNotBefore() {
    for (Expiring table : EXPIRING) {
      Instant over = NOW.minus(table.kept());
      add(table.table(), over.minus(MOMENT));
      add(table.table(), over.plus(MOMENT));
    }
    assertThat(clear().getAsInt()).isEqualTo(EXPIRING.size());
    for (Expiring table : EXPIRING) {
      assertThat(left(table.table())).as(table.table()).isEqualTo(1);
    }
    assertThat(clear().getAsInt()).isZero();
  }

  @Test
  void whatIsStillGoodStays() {
    Instant longAgo = NOW.minus(Duration.ofDays(300));
    addToken(longAgo, NOW.plus(MOMENT), "null");
    addFeed(longAgo, "null");
    addTablet(longAgo, "null");
    addOutbox(longAgo, "null");
    assertThat(clear().getAsInt()).isZero();
  }

  @Test
  void aRevokedTokenCountsFromItsRevocation() {
    addToken(NOW.minus(Duration.ofDays(60)), NOW.plus(MOMENT), at(NOW.minus(Duration.ofDays(31))));
    addToken(NOW.minus(Duration.ofDays(60)), NOW.plus(MOMENT), at(NOW.minus(Duration.ofDays(29))));
    assertThat(clear().getAsInt()).isEqualTo(1);
  }

  @Test
  void muchIsClearedInTurnsSoThatNobodyWaitsLong() {
    sql()
        .run(
            """
            insert into sign_in_code (id, email, code_hash, created_at, expires_at)
            select gen_random_uuid(), 'a@b.example', ''::bytea, $1, $1
            from generate_series(1, 20500)
            """,
            NOW.minus(Duration.ofDays(2)));
    assertThat(clear().getAsInt()).isEqualTo(20_000);
    assertThat(clear().getAsInt()).isEqualTo(500);
    assertThat(clear().getAsInt()).isZero();
  }

  /** The work as it is done again and again. */
  private IntSupplier clear() {
    var work = new AtomicReference<IntSupplier>(() -> 0);
    new ClearExpired(test.database(), Clock.fixed(NOW, ZoneOffset.UTC), EXPIRING)
        .mount((pause, name, task) -> work.set(task));
    return work.get();
  }

  /** A row whose moment this is. */
  private void add(String table, Instant moment) {
    switch (table) {
      case "sign_in_code" ->
          sql()
              .run(
                  """
                  insert into sign_in_code (id, email, code_hash, created_at, expires_at)
                  values (gen_random_uuid(), 'a@b.example', ''::bytea, $1, $1)
                  """,
                  moment);
      case "access_token" -> addToken(moment, moment, "null");
      case "idempotency_key" ->
          sql()
              .run(
                  """
                  insert into idempotency_key (person_id, key, request_hash, answer, created_at)
                  values ($1, gen_random_uuid()::text, ''::bytea, '{}', $2)
                  """,
                  person,
                  moment);
      case "door_tablet" -> addTablet(moment, at(moment));
      case "calendar_feed" -> addFeed(moment, at(moment));
      case "mail" ->
          sql()
              .run(
                  """
                  insert into mail (id, recipient, subject, body, created_at)
                  values (gen_random_uuid(), 'a@b.example', '', '', $1)
                  """,
                  moment);
      case "outbox" -> addOutbox(moment, at(moment));
      case "alarm" ->
          sql()
              .run(
                  """
                  insert into alarm (id, site_id, kind, subject, device_code, raised_at,
                    happened_at, late, count, last_device, last_journal, last_sequence, last_at,
                    cleared_at)
                  values (gen_random_uuid(), 'essaouira', 'offline', 'device/r-entrance',
                    'r-entrance', $1, $1, false, 1, 'r-entrance', '', 0, $1, $1)
                  """,
                  moment);
      case "departure" ->
          sql()
              .run(
                  """
                  insert into departure (site_id, person_id, left_at, noted_by)
                  values ('essaouira', $1, $2, $1)
                  """,
                  person,
                  moment);
      case "audit_personal" ->
          sql()
              .run(
                  """
                  insert into audit_personal (site_id, number, field, salt, value, at)
                  select 'essaouira', count(*) + 1, 'by', substr(sha256('x'), 1, 16), 'x', $1
                  from audit_personal
                  """,
                  moment);
      case "access_right_past" ->
          sql()
              .run(
                  """
                  insert into access_right_past (id, person_id, site_id, starts_at, ends_at, source,
                    source_id, since, until)
                  values (gen_random_uuid(), $1, 'essaouira', $2, $2, 'hand', gen_random_uuid(),
                    $2, $2)
                  """,
                  person,
                  moment);
      case "device_command" ->
          sql()
              .run(
                  """
                  insert into device_command (id, site_id, device_code, counter, action, door_code,
                    asked_by, why, asked_at, expires_at)
                  select gen_random_uuid(), 'essaouira', 'r-entrance', count(*) + 1, 'unlock',
                    'd-entrance', $1, 'x', $2, $2 from device_command
                  """,
                  person,
                  moment);
      case "whereabouts_reset" ->
          sql()
              .run(
                  """
                  insert into whereabouts_reset (id, site_id, person_id, reset_at, reset_by, why)
                  values (gen_random_uuid(), 'essaouira', $1, $2, $1, 'x')
                  """,
                  person,
                  moment);
      case "enrolment" ->
          sql()
              .run(
                  """
                  insert into enrolment (id, site_id, device_code, person_id, asked_by, asked_at,
                    expires_at)
                  values (gen_random_uuid(), 'essaouira', 'r-entrance', $1, $1, $2, $2)
                  """,
                  person,
                  moment);
      case "device_code" ->
          sql()
              .run(
                  """
                  insert into device_code (site_id, device_code, purpose, hash, made_at, expires_at)
                  select site_id, code, 'provision', sha256(code::bytea), $1, $1 from device
                  where code not in (select device_code from device_code) limit 1
                  """,
                  moment);
      case "count_reading" ->
          sql()
              .run(
                  """
                  insert into count_reading (site_id, space_id, device_code, boot, count_in,
                    count_out, happened_at, received_at)
                  select 'essaouira', (select min(id) from space), 'count-coworking', 'boot',
                    count(*), 0, $1, $1 from count_reading
                  """,
                  moment);
      case "count_correction" ->
          sql()
              .run(
                  """
                  insert into count_correction (space_id, site_id, counted_at, inside,
                    counters_had, corrected_at, corrected_by)
                  select (select min(id) from space), 'essaouira', $1, 1, 2, $1, $2
                  """,
                  moment,
                  person);
      case "uplink_heard" ->
          sql()
              .run(
                  """
                  insert into uplink_heard (source, dev_eui, application, name, model, heard_at,
                    keys, codec, port, payload, fields, state)
                  select 'lns', lpad(to_hex(count(*)), 16, '0'), '', '', '', $1, '{}', 'network',
                    1, '', '{}', '{}' from uplink_heard
                  """,
                  moment);
      default -> throw new AssertionError("how is a row of " + table + " made?");
    }
  }

  private void addToken(Instant created, Instant expires, String revoked) {
    sql()
        .run(
            """
            insert into access_token (hash, person_id, kind, created_at, expires_at, revoked_at)
            values (decode(md5(random()::text), 'hex'), $1, 'api', $2, $3, %s)
            """
                .formatted(revoked),
            person,
            created,
            expires);
  }

  private void addFeed(Instant created, String revoked) {
    sql()
        .run(
            """
            insert into calendar_feed (id, owner_id, kind, hash, created_at, changed_at, revoked_at)
            values (gen_random_uuid(), $1, 'person', decode(md5(random()::text), 'hex'), $2, $2, %s)
            """
                .formatted(revoked),
            person,
            created);
  }

  private void addTablet(Instant paired, String revoked) {
    sql()
        .run(
            """
            insert into door_tablet (id, space_id, secret_hash, label, paired_by, paired_at,
              seen_at, revoked_at)
            select gen_random_uuid(), min(id), decode(md5(random()::text), 'hex'), 'Door', $1, $2,
              $2, %s from space
            """
                .formatted(revoked),
            person,
            paired);
  }

  private void addOutbox(Instant created, String givenUp) {
    sql()
        .run(
            """
            insert into outbox (kind, content, created_at, due_at, given_up_at)
            values ('mail', '{}', $1, $1, %s)
            """
                .formatted(givenUp),
            created);
  }

  private static String at(Instant instant) {
    return "timestamptz '" + instant + "'";
  }

  private long left(String table) {
    return sql().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  private Sql sql() {
    return test.database().sql();
  }
}
