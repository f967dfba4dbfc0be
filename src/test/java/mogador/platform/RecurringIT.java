package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work that is to be done again and again. */
class RecurringIT {
  @Test
  void whatAServerWasDoingWhenItWasKilledIsDoneByAnotherWithinHalfAMinute() throws Exception {
    try (TestDatabase test = TestDatabase.migrated();
        var recurring = new Recurring(test.settings())) {
      test.database()
          .sql()
          .run(
              """
              insert into scheduled_tasks (task_name, task_instance, execution_time, picked,
                picked_by, last_heartbeat, version)
              values ('holds', 'recurring', $1, true, 'a server that was killed', $1, 1)
              """,
              Instant.now().minus(Duration.ofSeconds(25)));
      var done = new CountDownLatch(1);
      recurring.every(
          Duration.ofSeconds(2),
          "holds",
          () -> {
            done.countDown();
            return 1;
          });
      recurring.start();
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
