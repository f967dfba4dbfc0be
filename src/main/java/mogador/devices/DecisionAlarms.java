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
 * Raises an alarm when somebody was forced to open a door, or came in who is inside already.
 * Nothing of it goes to the door: who stands there must not know.
 */
public final class DecisionAlarms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionAlarms.class);
  private static final int TRIES = 60;

  private final Database database;
  private final Alarms alarms;
  private final DeviceEvents.Listening listening;

  public DecisionAlarms(Database database, Alarms alarms, DeviceEvents events) {
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
        && made.decision() instanceof Decision.Granted granted) {
      if (granted.duress()) raiseSoon(AlarmKind.DURESS, made);
      if (granted.again()) raiseSoon(AlarmKind.ANTI_PASSBACK, made);
    }
  }

  /** Not here: a database that is away must not hold up the next one. */
  private void raiseSoon(AlarmKind kind, DeviceEvent.DecisionMade made) {
    Thread.ofVirtual().name("decision-alarm").start(() -> raise(kind, made));
  }

  private void raise(AlarmKind kind, DeviceEvent.DecisionMade made) {
    Subject door = Subject.door(made.site(), made.device(), made.door());
    for (int i = 0; i < TRIES; i++) {
      try {
        database.inTransaction(
            sql -> {
              alarms.raise(sql, kind, door);
              return door;
            });
        return;
      } catch (RuntimeException e) {
        LOG.warn("an alarm, {}, at {} waits for the database: {}", kind, made.door(), e.toString());
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    LOG.error("an alarm, {}, at {} of {} is lost", kind, made.door(), made.site());
  }
}
