package mogador.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.devices.DeviceKeys;
import mogador.devices.MosquittoControl;
import mogador.platform.Database;
import mogador.platform.WorkPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the accounts of a Mosquitto to what the devices are: one that fetched a password gets an
 * account of its own, one that is locked out loses it. What the broker was told is kept with the
 * device, so that nobody is disturbed twice.
 */
final class BrokerAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerAccounts.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 50;

  private final Database database;
  private final DeviceKeys keys;
  private final MosquittoControl mosquitto;

  BrokerAccounts(Database database, DeviceKeys keys, MosquittoControl mosquitto) {
    this.database = database;
    this.keys = keys;
    this.mosquitto = mosquitto;
  }

  /** One server of the cluster at a time. */
  void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "accounts of the broker", this::run);
  }

  /**
   * An account to be brought about.
   *
   * @param number of the password; 0 for no account
   */
  private record Wanted(String site, String code, int number, Optional<byte[]> salt) {
    String name() {
      return site + "/" + code;
    }
  }

  /** How many accounts are others now. */
  int run() {
    List<Wanted> wanted = wanted();
    int done = 0;
    for (Wanted one : wanted) {
      try {
        if (isBrought(one)) done++;
      } catch (MosquittoControl.Unanswered e) {
        LOG.warn("the broker's accounts stay as they are for now: {}", e.getMessage());
        return done;
      }
    }
    return done;
  }

  /** A newer password is the account's as soon as the device has it: a broker knows only one. */
  private List<Wanted> wanted() {
    return database
        .sql()
        .list(
            row ->
                new Wanted(
                    row.getString("site_id"),
                    row.getString("code"),
                    row.getInteger("wanted"),
                    Optional.ofNullable(row.getBuffer("salt")).map(salt -> salt.getBytes())),
            """
            select * from (
              select site_id, code, broker_keys,
                case when status <> 'active' then 0 when next_held then next_keys else keys end
                  as wanted,
                case when status <> 'active' then null when next_held then next_salt
                  else secret_salt end as salt
              from device where status <> 'active' or secret_salt is not null) d
            where broker_keys is distinct from wanted order by site_id, code limit $1
            """,
            AT_ONCE);
  }

  private boolean isBrought(Wanted wanted) {
    String name = wanted.name();
    List<JsonObject> commands = new ArrayList<>();
    commands.add(new JsonObject().put("command", "deleteClient").put("username", name));
    commands.add(new JsonObject().put("command", "deleteRole").put("rolename", name));
    if (wanted.salt().isPresent()) {
      String password = keys.password(wanted.site(), wanted.code(), wanted.salt().get());
      commands.add(MosquittoAccounts.role(name).put("command", "createRole"));
      commands.add(
          new JsonObject()
              .put("command", "createClient")
              .put("username", name)
              .put("clientid", name)
              .put("password", password)
              .put("roles", new JsonArray().add(new JsonObject().put("rolename", name))));
    }
    List<JsonObject> answers = mosquitto.ask(commands);
    // What was to be deleted need not have been there.
    for (JsonObject answer : answers.subList(2, answers.size())) {
      if (!answer.containsKey("error")) continue;
      LOG.warn("the broker refuses an account for {}: {}", name, answer.getString("error"));
      return false;
    }
    database
        .sql()
        .run(
            "update device set broker_keys = $3 where site_id = $1 and code = $2",
            wanted.site(),
            wanted.code(),
            wanted.number());
    return true;
  }
}
