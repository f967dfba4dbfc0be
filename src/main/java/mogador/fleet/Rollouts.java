package mogador.fleet;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.devices.Gateway;
import mogador.devices.Order;
import mogador.fleet.RolloutPlan.Member;
import mogador.fleet.RolloutPlan.Next;
import mogador.fleet.RolloutPlan.Step;
import mogador.fleet.RolloutPlan.Verdict;
import mogador.fleet.RolloutStore.Rollout;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;

/** Brings firmware to the devices of a site, ring by ring, and back if it is not good. */
final class Rollouts {
  static final String IMAGES = "/devices/firmware/";
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Database database;
  private final Gateway gateway;
  private final Clock clock;

  Rollouts(Database database, Gateway gateway, Clock clock) {
    this.database = database;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** One server of the cluster at a time. */
  void mount(WorkPlan recurring) {
    recurring.every(PAUSE, "rollouts of firmware", this::run);
  }

  /** What became of a wish to begin one. */
  sealed interface Begun {
    record Done(UUID id) implements Begun {}

    record UnknownFirmware() implements Begun {}

    /** All that are known run it. */
    record NoDevices() implements Begun {}

    /** Another for the same kind of device is not over. */
    record Busy() implements Begun {}
  }

  Begun begin(Sql sql, Actor actor, String site, UUID firmware, String why) {
    Optional<Firmwares.Firmware> found = Firmwares.find(sql, firmware);
    if (found.isEmpty()) return new Begun.UnknownFirmware();
    Firmwares.Firmware image = found.get();
    // Two at once would each see no other.
    sql.run("select pg_advisory_xact_lock(hashtext('rollout ' || $1))", site);
    if (RolloutStore.isUnderWay(sql, site, image.kind())) return new Begun.Busy();
    List<String[]> devices = RolloutStore.candidates(sql, site, image.kind(), image.version());
    if (devices.isEmpty()) return new Begun.NoDevices();
    Instant now = clock.instant();
    UUID id = Ids.next(now);
    RolloutStore.begin(sql, id, site, firmware, why, actor.id(), now);
    List<Integer> rings = RolloutPlan.rings(devices.size());
    for (int i = 0; i < devices.size(); i++) {
      RolloutStore.join(sql, id, site, devices.get(i)[0], rings.get(i), devices.get(i)[1], now);
    }
    AuditTrail.add(
        sql,
        entry(AuditKind.ROLLOUT_BEGUN, site, id, now)
            .with("version", image.version())
            .with("devices", devices.size())
            .by(actor.id())
            .withPersonal("why", why));
    return new Begun.Done(id);
  }

  /** What a manager may wish of a rollout. */
  enum Wish {
    HALT,
    RESUME,
    ROLL_BACK
  }

  /** Whether it could be so. */
  boolean change(Sql sql, Actor actor, String site, UUID id, Wish wish) {
    Instant now = clock.instant();
    boolean changed =
        switch (wish) {
          case HALT -> RolloutStore.isChanged(sql, site, id, List.of("running"), "halted", now);
          case RESUME -> RolloutStore.isChanged(sql, site, id, List.of("halted"), "running", now);
          case ROLL_BACK ->
              RolloutStore.isChanged(
                  sql, site, id, List.of("running", "halted", "done"), "rolled_back", now);
        };
    if (!changed) return false;
    if (wish == Wish.RESUME) RolloutStore.retry(sql, id, now);
    AuditKind kind =
        switch (wish) {
          case HALT -> AuditKind.ROLLOUT_HALTED;
          case RESUME -> AuditKind.ROLLOUT_RESUMED;
          case ROLL_BACK -> AuditKind.ROLLOUT_ROLLED_BACK;
        };
    AuditTrail.add(sql, entry(kind, site, id, now).by(actor.id()));
    return true;
  }

  private static AuditEntry entry(AuditKind kind, String site, UUID id, Instant now) {
    return AuditEntry.of(kind, site, id.toString(), now);
  }

  private record Telling(Rollout rollout, List<Member> members) {}

  /** How many devices it told, or heard of. */
  int run() {
    int done = 0;
    for (UUID id : RolloutStore.active(database.sql())) {
      var telling = new ArrayList<Telling>();
      done += database.inTransaction(sql -> turn(sql, id, telling));
      // After the commit: an order sent for nothing would be worse than one sent later.
      for (Telling one : telling) one.members().forEach(member -> tell(one.rollout(), member));
    }
    return done;
  }

  private int turn(Sql sql, UUID id, List<Telling> telling) {
    Optional<Rollout> locked = RolloutStore.lock(sql, id);
    if (locked.isEmpty()) return 0;
    Rollout rollout = locked.get();
    Instant now = clock.instant();
    boolean back = rollout.status().equals("rolled_back");
    if (back) RolloutStore.turnBack(sql, rollout, now);
    List<Member> members =
        RolloutStore.parts(sql, id).stream().map(RolloutStore.Part::member).toList();
    Next next =
        back
            ? RolloutPlan.back(members, now)
            : RolloutPlan.forward(members, rollout.firmware().version(), now);
    RolloutStore.step(sql, id, next.done(), back ? Step.REVERTED : Step.DONE, now);
    RolloutStore.step(sql, id, next.lost(), Step.FAILED, now);
    RolloutStore.told(sql, id, next.tell(), back ? Step.REVERTING : Step.TOLD, now);
    telling.add(
        new Telling(
            rollout, members.stream().filter(m -> next.tell().contains(m.device())).toList()));
    if (next.verdict() != Verdict.GOES_ON) end(sql, rollout, next.verdict(), now);
    return next.done().size() + next.lost().size() + next.tell().size();
  }

  private static void end(Sql sql, Rollout rollout, Verdict verdict, Instant now) {
    boolean halts = verdict == Verdict.HALTS;
    RolloutStore.isChanged(
        sql, rollout.site(), rollout.id(), List.of("running"), halts ? "halted" : "done", now);
    AuditTrail.add(
        sql,
        entry(
                halts ? AuditKind.ROLLOUT_HALTED : AuditKind.ROLLOUT_ENDED,
                rollout.site(),
                rollout.id(),
                now)
            .with("version", rollout.firmware().version()));
  }

  private void tell(Rollout rollout, Member member) {
    boolean back = rollout.status().equals("rolled_back");
    Order order =
        back ? Order.revert(member.had()) : Order.update(image(rollout.id(), rollout.firmware()));
    gateway.tell(Optional.empty(), rollout.site(), member.device(), order, rollout.why());
  }

  private static JsonObject image(UUID rollout, Firmwares.Firmware firmware) {
    return new JsonObject()
        .put("update", rollout.toString())
        .put("version", firmware.version())
        .put("path", IMAGES + firmware.sha256())
        .put("size", firmware.size())
        .put("sha256", firmware.sha256())
        .put("signature", firmware.signature());
  }
}
