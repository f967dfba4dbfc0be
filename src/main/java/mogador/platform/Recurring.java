package mogador.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is to be done again and again, by one server of the cluster at a time. */
public final class Recurring implements WorkPlan, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A server that was killed within its work is missed after some of these; others then do it. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int MISSED = 4;

  private final DatabaseSettings settings;
  private final List<RecurringTask<Void>> tasks = new ArrayList<>();
  private final List<AutoCloseable> running = new ArrayList<>();

  public Recurring(DatabaseSettings settings) {
    this.settings = settings;
  }

  @Override
  public void every(Duration pause, String name, IntSupplier work) {
    tasks.add(
        Tasks.recurring(name, FixedDelay.of(pause))
            .execute(
                (instance, context) -> {
                  int done = work.getAsInt();
                  if (done > 0) LOG.info("{}: {}", name, done);
                }));
  }

  public synchronized void start() {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(2);
    config.setPoolName("recurring");
    config.setInitializationFailTimeout(-1);
    var connections = new HikariDataSource(config);
    Scheduler scheduler =
        Scheduler.create(connections)
            .startTasks(tasks)
            .threads(2)
            .executorService(Executors.newFixedThreadPool(2, Thread.ofVirtual().factory()))
            .pollingInterval(LOOK)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(Duration.ofSeconds(3))
            .build();
    scheduler.start();
    running.add(scheduler::stop);
    running.add(connections);
  }

  @Override
  public synchronized void close() {
    for (AutoCloseable part : running) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("while stopping recurring work: {}", e.getMessage());
      }
    }
    running.clear();
  }
}
