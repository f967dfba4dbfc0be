package mogador.fleet;

import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mogador.access.CredentialHash;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.devices.CommandKeys;
import mogador.devices.Commands;
import mogador.devices.DeviceKeys;
import mogador.devices.DeviceRegistry;
import mogador.devices.Gateway;
import mogador.devices.Order;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.platform.WorkPlan;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Operations;
import mogador.web.Pages;

/** All devices of a site: how they fare, which are locked out, and how they come back. */
public final class Fleet {
  private final Parts parts;
  private final Provisioning provisioning;
  private final Rollouts rollouts;
  private final RenewKeys renewals;

  /**
   * What it stands on.
   *
   * @param gateway the way to the devices
   * @param broker where devices find it
   * @param keysLife after which a device is told to fetch newer keys
   */
  public record Parts(
      Database database,
      Sites sites,
      CommandKeys keys,
      CredentialHash credentials,
      Gateway gateway,
      String broker,
      Duration keysLife,
      Clock clock) {}

  public Fleet(Parts parts) {
    this.parts = parts;
    provisioning =
        new Provisioning(
            parts.database(), parts.keys(), parts.credentials(), parts.broker(), parts.clock());
    rollouts = new Rollouts(parts.database(), parts.gateway(), parts.clock());
    renewals =
        new RenewKeys(
            parts.database(), provisioning, parts.gateway(), parts.keysLife(), parts.clock());
  }

  /** What became of a wish. */
  sealed interface Outcome {
    record LockedOut() implements Outcome {}

    /**
     * It may come back.
     *
     * @param password to be shown once, and kept nowhere
     * @param commandKey that goes with it
     * @param credentialKey that all readers have
     */
    record TakenUp(String password, String commandKey, String credentialKey) implements Outcome {
      @Override
      public String toString() {
        return "TakenUp";
      }
    }

    /** It is locked out already, or in service already. */
    record Already() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /** What is to be done again and again, by one server of the cluster. */
  public void mount(WorkPlan recurring) {
    rollouts.mount(recurring);
    renewals.mount(recurring);
  }

  public void mount(Operations operations, Guard guard) {
    new FleetRoutes(this, guard).mount(operations);
    new ProvisioningRoutes(this, guard).mount(operations);
    new CommandRoutes(this, guard).mount(operations);
    new RolloutRoutes(this, guard).mount(operations);
  }

  /** The managers' page. */
  public void mount(Router router, Guard guard, Pages pages) {
    new FleetPages(this, guard, pages).mount(router);
    new DevicePages(this, guard, pages).mount(router);
    new FirmwarePages(this, guard, pages).mount(router);
    RolloutRoutes.mountImages(router, this);
  }

  /** Devices that get no password until a manager takes them up again. */
  public static Set<String> lockedOut(Sql sql, String site) {
    return FleetStore.lockedOut(sql, site);
  }

  /**
   * Locks a device out at once, and for as long as nobody takes it up again: it has no password,
   * and what it still says on a connection it has is dropped as of a stranger's by every server, as
   * soon as this is committed and heard of.
   */
  Outcome decommission(Sql sql, Actor actor, String site, String code) {
    if (!FleetStore.exists(sql, site, code)) return new Outcome.Unknown();
    if (!FleetStore.isLockedOut(sql, site, code, actor.id(), parts.clock().instant())) {
      return new Outcome.Already();
    }
    CodeStore.drop(sql, site, code);
    tellAll(sql, site);
    audit(sql, AuditKind.DEVICE_LOCKED_OUT, actor, site, code);
    return new Outcome.LockedOut();
  }

  /** What became of an order. */
  sealed interface Ordered {
    record Answered(Commands.Outcome outcome) implements Ordered {}

    record Unknown() implements Ordered {}

    /** A sensor was to lock one. */
    record NoDoor() implements Ordered {}
  }

  /**
   * Tells a device what to do and waits for its word: up to 6 s.
   *
   * @param action one of {@link Order#SIMPLE}, or {@code renew_keys}
   */
  Ordered order(Actor actor, String site, String code, String action, String why) {
    Optional<FleetDevice> device =
        of(site).stream().filter(one -> one.code().equals(code)).findFirst();
    if (device.isEmpty()) return new Ordered.Unknown();
    Order order;
    switch (action) {
      case "lock" -> {
        if (device.get().door().isEmpty()) return new Ordered.NoDoor();
        order = Order.lock(device.get().door().get());
      }
      case "renew_keys" -> order = renewal(actor, site, code);
      default -> order = Order.plain(action);
    }
    return new Ordered.Answered(parts.gateway().order(Optional.of(actor), site, code, order, why));
  }

  private Order renewal(Actor actor, String site, String code) {
    return Order.renewKeys(
        database()
            .inTransaction(sql -> provisioning.renewal(sql, site, code, Optional.of(actor.id()))));
  }

  /** Takes a device up again that was locked out, with another password. */
  Outcome recommission(Sql sql, Actor actor, Site site, String code) {
    if (!FleetStore.exists(sql, site.id(), code)) return new Outcome.Unknown();
    if (!FleetStore.isTakenUp(sql, site.id(), code)) return new Outcome.Already();
    DeviceKeys.Given given =
        new DeviceKeys(parts.keys()).give(sql, site.id(), code, Optional.empty()).orElseThrow();
    tellAll(sql, site.id());
    audit(sql, AuditKind.DEVICE_TAKEN_UP, actor, site.id(), code);
    return new Outcome.TakenUp(
        given.password(), given.commandKey(), parts.credentials().readersKey());
  }

  private void audit(Sql sql, AuditKind kind, Actor actor, String site, String code) {
    AuditTrail.add(sql, AuditEntry.of(kind, site, code, parts.clock().instant()).by(actor.id()));
  }

  /** Those of a site, trouble first. */
  List<FleetDevice> of(String site) {
    return FleetStore.of(database().sql(), site).stream()
        .sorted(FleetDevice.TROUBLE_FIRST)
        .toList();
  }

  Database database() {
    return parts.database();
  }

  Sites sites() {
    return parts.sites();
  }

  Provisioning provisioning() {
    return provisioning;
  }

  Rollouts rollouts() {
    return rollouts;
  }

  Clock clock() {
    return parts.clock();
  }

  Gateway gateway() {
    return parts.gateway();
  }

  /** Within the transaction: what is taken away is told for sure. */
  private static void tellAll(Sql sql, String site) {
    sql.run("select pg_notify('" + DeviceRegistry.CHANNEL + "', $1)", site);
  }
}
