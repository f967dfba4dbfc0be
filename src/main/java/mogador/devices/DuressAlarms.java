package mogador.devices;

import java.util.concurrent.TimeUnit;
import mogador.access.Decision;
import mogador.alarms.AlarmKind;
import mogador.alarms.Alarms;
import mogador.alarms.Subject;
import mogador.platform.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alarm when somebody was forced to open a door. Nothing of it goes to the door: who
 * stands there must not know.
 */
public final class DuressAlarms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuressAlarms.class);
  private static final int TRIES = 60;

  private final Database database;
  private final Alarms alarms;
  private final DeviceEvents.Listening listening;

  public DuressAlarms(Database database, Alarms alarms, DeviceEvents events) {
    this.database = database;
    this.alarms = alarms;
    this.listening = events.listen(this::heard);
  }

  @Override
  public void close() {
    listening.close();
  }

  private void heard(DeviceEvent event) {
    if (event instanceof DeviceEvent.DecisionMade made
        && made.decision() instanceof Decision.Granted granted
        && granted.duress()) {
      // Not here: a database that is away must not hold up the next one.
      Thread.ofVirtual().name("duress").start(() -> raise(made));
    }
  }

  private void raise(DeviceEvent.DecisionMade made) {
    Subject door = Subject.door(made.site(), made.device(), made.door());
    for (int i = 0; i < TRIES; i++) {
      try {
        database.inTransaction(
            sql -> {
              alarms.raise(sql, AlarmKind.DURESS, door);
              return door;
            });
        return;
      } catch (RuntimeException e) {
        LOG.warn("an alarm of duress at {} waits for the database: {}", made.door(), e.toString());
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    LOG.error("an alarm of duress at {} of {} is lost", made.door(), made.site());
  }
}
