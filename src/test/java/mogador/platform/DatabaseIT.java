package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseIT {
  private TestDatabase test;

  @BeforeAll
  void open() {
    test = TestDatabase.migrated();
    test.database().sql().run("create table note (id int primary key, at timestamptz)");
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void aTransactionThatThrowsLeavesNothing() {
    assertThatThrownBy(
            () ->
                test.database()
                    .inTransaction(
                        sql -> {
                          sql.run("insert into note values (1, $1)", Instant.EPOCH);
                          throw new IllegalStateException("after the insert");
                        }))
        .hasMessage("after the insert");
    assertThat(test.database().sql().list(r -> r.getInteger(0), "select id from note where id = 1"))
        .isEmpty();
  }

  @Test
  void whatIsGatheredForTheEndIsDoneTogetherAfterAllElse() {
    var done = new ArrayList<String>();
    Sql.AtEnd<String> work =
        (sql, gathered) -> {
          done.add("at the end: " + gathered);
          sql.run("insert into note values (5, null)");
        };
    test.database()
        .inTransaction(
            sql -> {
              sql.atEnd(work, "one");
              sql.atEnd(work, "two");
              return done.add("first");
            });
    assertThat(done).containsExactly("first", "at the end: [one, two]");
    assertThat(test.database().sql().list(r -> r.getInteger(0), "select id from note where id = 5"))
        .containsExactly(5);
    assertThatThrownBy(() -> test.database().sql().atEnd(work, "three"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatFailedBehindASavepointIsUndoneAloneAndTheRestIsCommitted() {
    int answer =
        test.database()
            .inTransaction(
                sql -> {
                  sql.run("insert into note values (6, null)");
                  sql.run("savepoint here");
                  assertThatThrownBy(() -> sql.run("insert into note values (7, null), (6, null)"))
                      .isInstanceOf(PgException.class);
                  sql.run("rollback to savepoint here");
                  return 8;
                });
    assertThat(answer).isEqualTo(8);
    assertThat(idsFrom(6)).containsExactly(6);
  }

  @Test
  void aFailureThatWasCaughtIsNeverTakenForACommit() {
    assertThatThrownBy(
            () ->
                test.database()
                    .inTransaction(
                        sql -> {
                          sql.run("insert into note values (9, null)");
                          assertThatThrownBy(() -> sql.run("insert into note values (9, null)"))
                              .isInstanceOf(PgException.class);
                          return 9;
                        }))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("25P02");
    assertThat(idsFrom(9)).isEmpty();
    for (int i = 0; i < 20; i++) {
      assertThat(test.database().<Integer>inTransaction(sql -> 1))
          .as("no connection is left in it")
          .isEqualTo(1);
    }
  }

  @Test
  void aRowOnItsWayWhileItsPartitionIsMadeIsWrittenThere() throws Exception {
    Sql plain = test.database().sql();
    plain.run("create table kept (at int) partition by range (at)");
    plain.run("create table kept_other partition of kept default");
    var made = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> maker =
          threads.submit(
              () ->
                  test.database()
                      .inTransaction(
                          sql -> {
                            sql.run("create table kept_1 (like kept)");
                            sql.run(
                                "alter table kept attach partition kept_1 for values from (0) to"
                                    + " (9)");
                            made.countDown();
                            untilSomeoneWaitsForIt();
                            return 1;
                          }));
      made.await();
      int rows = test.database().inTransaction(sql -> sql.update("insert into kept values (5)"));
      assertThat(rows + maker.get()).isEqualTo(2);
    }
    assertThat(plain.list(r -> r.getInteger(0), "select at from kept_1")).containsExactly(5);
  }

  private void untilSomeoneWaitsForIt() {
    String waiting =
        "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database()";
    while (test.database().sql().first(row -> row.getInteger(0), waiting).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private List<Integer> idsFrom(int id) {
    String sql = "select id from note where id >= $1 and id < $1 + 3 order by id";
    return test.database().sql().list(r -> r.getInteger(0), sql, id);
  }

  @Test
  void instantsAndAbsentValuesGoInAndComeOut() {
    Instant at = Instant.parse("2026-12-01T09:00:00Z");
    test.database().sql().run("insert into note values (2, $1), (3, $2)", at, Optional.empty());
    assertThat(
            test.database()
                .sql()
                .list(
                    r -> Sql.optionalInstant(r, "at"),
                    "select at from note where id in (2, 3) order by id"))
        .containsExactly(Optional.of(at), Optional.empty());
  }

  @Test
  void syncIsOn() {
    assertThat(test.database().sql().first(r -> r.getString(0), "show fsync")).hasValue("on");
  }
}
