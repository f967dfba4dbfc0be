package mogador.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.access.CredentialHash;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.devices.CommandKeys;
import mogador.devices.DeviceKeys;
import mogador.devices.DeviceRegistry;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.DeviceKind;
import mogador.sites.Site;

/**
 * How a device comes to its password and keys: a manager makes a code, and the device, which knows
 * nothing but this server's address, exchanges it, once and soon.
 */
public final class Provisioning {
  static final Duration LIFE = Duration.ofMinutes(30);

  /** A renewal goes to the device itself, which is waiting for it. */
  static final Duration RENEWAL_LIFE = Duration.ofMinutes(2);

  private static final int LETTERS = 10;

  public static final Expiring EXPIRING =
      new Expiring("device_code", "expires_at", Duration.ofDays(1));

  private final Database database;
  private final CommandKeys keys;
  private final DeviceKeys deviceKeys;
  private final CredentialHash credentials;
  private final String broker;
  private final Clock clock;
  private final WrongCodes wrong = new WrongCodes();

  /**
   * @param broker where devices find it
   */
  public Provisioning(
      Database database, CommandKeys keys, CredentialHash credentials, String broker, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.deviceKeys = new DeviceKeys(keys);
    this.credentials = credentials;
    this.broker = broker;
    this.clock = clock;
  }

  /** What became of a wish for a code. */
  sealed interface Made {
    /** To be shown once. */
    record Code(String device, String text, Instant expiresAt) implements Made {
      @Override
      public String toString() {
        return "Code for " + device;
      }
    }

    /** There is a device of this code, or was. */
    record Taken() implements Made {}

    /** No such door, or space; or one was not said, or both were. */
    record UnknownPlace() implements Made {}

    record UnknownDevice() implements Made {}

    /** It is locked out, or never connects itself. */
    record LockedOut() implements Made {}
  }

  /** Creates a device that the site's file does not know, and the code it is to be given. */
  Made create(Sql sql, Actor actor, Site site, NewDevice wish) {
    if (!fits(site, wish)) return new Made.UnknownPlace();
    Instant now = clock.instant();
    Optional<Long> space = wish.space().flatMap(site::space).map(s -> s.id());
    if (!FleetStore.isCreated(sql, site.id(), wish, space)) return new Made.Taken();
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.DEVICE_CREATED, site.id(), wish.code(), now)
            .with("kind", wish.kind().code())
            .with("at", wish.door().or(wish::space).orElse(""))
            .by(actor.id()));
    tellAll(sql, site.id());
    return make(sql, actor, site.id(), wish.code(), now);
  }

  private static boolean fits(Site site, NewDevice wish) {
    boolean reader = wish.kind() == DeviceKind.READER;
    return reader
        ? wish.space().isEmpty() && wish.door().flatMap(site::door).isPresent()
        : wish.door().isEmpty() && wish.space().flatMap(site::space).isPresent();
  }

  /** A code for a device that there is; an earlier one is worth nothing any more. */
  Made code(Sql sql, Actor actor, String site, String device) {
    if (!FleetStore.exists(sql, site, device)) return new Made.UnknownDevice();
    if (FleetStore.lockedOut(sql, site).contains(device)) return new Made.LockedOut();
    if (FleetStore.isRemote(sql, site, device)) return new Made.LockedOut();
    return make(sql, actor, site, device, clock.instant());
  }

  private Made make(Sql sql, Actor actor, String site, String device, Instant now) {
    String text = Ids.readable(LETTERS);
    Instant expires = now.plus(LIFE);
    CodeStore.put(
        sql,
        new CodeStore.Kept(site, device, "provision", Optional.of(actor.id()), now, expires),
        keys.codeHash(text));
    AuditTrail.add(
        sql, AuditEntry.of(AuditKind.DEVICE_CODE_MADE, site, device, now).by(actor.id()));
    return new Made.Code(device, text.substring(0, 5) + "-" + text.substring(5), expires);
  }

  /** A code for a device to fetch newer keys by; it must show that it has the present ones. */
  String renewal(Sql sql, String site, String device, Optional<UUID> by) {
    Instant now = clock.instant();
    String text = Ids.readable(LETTERS);
    CodeStore.put(
        sql,
        new CodeStore.Kept(site, device, "renew", by, now, now.plus(RENEWAL_LIFE)),
        keys.codeHash(text));
    return text;
  }

  /** What a device gets for a code. */
  sealed interface Exchanged {
    record Given(
        CodeStore.Place place,
        DeviceKeys.Given keys,
        Optional<String> credentialKey,
        String broker,
        Instant now)
        implements Exchanged {}

    /** Never made, used, too old, or another's. */
    record Wrong() implements Exchanged {}

    record TooMany() implements Exchanged {}
  }

  /**
   * Exchanges a code.
   *
   * @param address where the request comes from
   * @param typed the code as somebody may have typed it
   * @param proof that a device has its present key, for a renewal
   */
  Exchanged exchange(String address, String typed, Optional<String> proof) {
    Instant now = clock.instant();
    if (!wrong.mayTry(address, now)) return new Exchanged.TooMany();
    String code = read(typed);
    Optional<Exchanged> given =
        database.inTransaction(sql -> exchange(sql, code, proof, now).map(Exchanged.class::cast));
    if (given.isEmpty()) wrong.wrong(address, now);
    return given.orElseGet(Exchanged.Wrong::new);
  }

  private Optional<Exchanged.Given> exchange(
      Sql sql, String code, Optional<String> proof, Instant now) {
    Optional<CodeStore.Place> found = CodeStore.find(sql, keys.codeHash(code), now);
    if (found.isEmpty()) return Optional.empty();
    CodeStore.Place place = found.get();
    boolean renewal = place.purpose().equals("renew");
    // Whoever overheard a renewal's code can do nothing with it, not even use it up.
    if (renewal && !isProven(place, code, proof)) return Optional.empty();
    CodeStore.drop(sql, place.site(), place.device());
    Optional<DeviceKeys.Given> given =
        renewal
            ? deviceKeys.giveNext(sql, place.site(), place.device(), now)
            : deviceKeys.give(sql, place.site(), place.device(), Optional.of(now));
    if (given.isEmpty()) return Optional.empty();
    tellAll(sql, place.site());
    AuditTrail.add(
        sql,
        AuditEntry.of(
                renewal ? AuditKind.KEYS_FETCHED : AuditKind.DEVICE_PROVISIONED,
                place.site(),
                place.device(),
                now)
            .with("keys", given.get().number()));
    Optional<String> credentialKey =
        place.kind().equals(DeviceKind.READER.code())
            ? Optional.of(credentials.readersKey())
            : Optional.empty();
    return Optional.of(new Exchanged.Given(place, given.get(), credentialKey, broker, now));
  }

  private boolean isProven(CodeStore.Place place, String code, Optional<String> proof) {
    return place.secretHash().isPresent()
        && proof
            .filter(
                said ->
                    keys.isProof(
                        place.site(), place.device(), place.secretHash().get(), code, said))
            .isPresent();
  }

  /** As Crockford's base 32 is read: letters that look like digits are those digits. */
  private static String read(String typed) {
    return typed
        .toUpperCase(java.util.Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replaceAll("[IL]", "1");
  }

  private static void tellAll(Sql sql, String site) {
    sql.run("select pg_notify('" + DeviceRegistry.CHANNEL + "', $1)", site);
  }
}
