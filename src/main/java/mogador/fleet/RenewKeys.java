package mogador.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mogador.devices.Gateway;
import mogador.devices.Order;
import mogador.platform.Database;
import mogador.platform.WorkPlan;

/** Has devices fetch newer keys when theirs are old; a few at a time, and again if it fails. */
final class RenewKeys {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final int AT_ONCE = 20;
  private static final String WHY = "age";

  private final Database database;
  private final Provisioning provisioning;
  private final Gateway gateway;
  private final Duration life;
  private final Clock clock;

  /**
   * @param life after which keys are old
   */
  RenewKeys(
      Database database, Provisioning provisioning, Gateway gateway, Duration life, Clock clock) {
    this.database = database;
    this.provisioning = provisioning;
    this.gateway = gateway;
    this.life = life;
    this.clock = clock;
  }

  /** One server of the cluster at a time. */
  void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "renewal of old keys", this::run);
  }

  private record Old(String site, String device) {}

  /** How many devices it told. */
  int run() {
    Instant now = clock.instant();
    int told = 0;
    for (Old old : old(now)) {
      String code =
          database.inTransaction(
              sql -> provisioning.renewal(sql, old.site(), old.device(), Optional.empty()));
      Order order = Order.renewKeys(code);
      if (gateway.tell(Optional.empty(), old.site(), old.device(), order, WHY)) told++;
    }
    return told;
  }

  /** Only what fetched its keys itself can fetch others. */
  private List<Old> old(Instant now) {
    return database
        .sql()
        .list(
            row -> new Old(row.getString("site_id"), row.getString("code")),
            """
            select site_id, code from device d
            where status = 'active' and online and keys_at < $1 and not exists (
              select 1 from device_command c where c.site_id = d.site_id
                and c.device_code = d.code and c.action = 'renew_keys' and c.asked_at > $2)
            order by keys_at limit $3
            """,
            now.minus(life),
            now.minus(AGAIN),
            AT_ONCE);
  }
}
