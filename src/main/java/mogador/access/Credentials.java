package mogador.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Sql;

/** The credentials people hold: enrolled, issued, revoked. */
public final class Credentials {
  private static final int SECRET_BYTES = 20;

  /** 4 to 8 digits. */
  public static final String PIN = "[0-9]{4,8}";

  private static final String PREFIX = "MGD1.";

  private final CredentialHash hash;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Credentials(CredentialHash hash, Clock clock) {
    this.hash = hash;
    this.clock = clock;
  }

  /** The QR a person shows at doors; its text is a secret of 160 bits. */
  public record Qr(UUID id, String text) {}

  /**
   * What a person's phone shows.
   *
   * @param name its handle in base32
   */
  public record Phone(UUID id, String name) {
    public byte[] handle() {
      return Base32.decode(name).orElseThrow();
    }
  }

  /** One of a person's credentials, without its secret. */
  public record Listed(
      UUID id,
      UUID person,
      CredentialKind kind,
      String label,
      CredentialStatus status,
      Instant createdAt,
      Optional<Instant> expires) {
    public boolean expired(Instant now) {
      return expires.map(end -> !now.isBefore(end)).orElse(false);
    }
  }

  /** How an enrolment ends. */
  public sealed interface Enrolled {
    /** It now opens what its holder has a right to. */
    record Done(UUID id) implements Enrolled {}

    /** The same credential is already somebody's, this person's or another's. */
    record AlreadyKnown(UUID person) implements Enrolled {}
  }

  /** The person's QR: the active one, or else a new one. */
  public Qr issueQr(Sql sql, UUID person) {
    // Two first visits at once would make two.
    sql.run("select 1 from person where id = $1 for update", person);
    return qr(sql, person).orElseGet(() -> newQr(sql, person));
  }

  /** What the person's phone shows: the active one, or else a new one. */
  public Phone issuePhone(Sql sql, UUID person) {
    sql.run("select 1 from person where id = $1 for update", person);
    return phone(sql, person).orElseGet(() -> newPhone(sql, person));
  }

  /** What the person's phone shows, if one was issued. */
  public Optional<Phone> phone(Sql sql, UUID person) {
    return sql.first(
        row -> new Phone(row.getUUID("id"), Base32.encode(row.getBuffer("secret").getBytes())),
        """
        select id, secret from credential
        where person_id = $1 and kind = 'phone' and status = 'active' and secret is not null
        order by created_at desc, id limit 1\
        """,
        person);
  }

  /** The codes on phones. */
  public PhoneCodes phones() {
    return hash.phones();
  }

  /** The person's active QR, if one was issued. */
  public Optional<Qr> qr(Sql sql, UUID person) {
    return sql.first(
        row ->
            new Qr(
                row.getUUID("id"),
                new String(row.getBuffer("secret").getBytes(), StandardCharsets.UTF_8)),
        """
        select id, secret from credential
        where person_id = $1 and kind = 'qr' and status = 'active' and secret is not null
        order by created_at desc, id limit 1\
        """,
        person);
  }

  /**
   * Makes a credential a person's.
   *
   * @param by who does it
   * @param bytes 1 to 64, as a reader reads them
   * @param label for the person's own list, at most 100 characters
   * @throws IllegalArgumentException if there are no bytes or too many
   */
  public Enrolled enrol(
      Sql sql, UUID by, UUID person, CredentialKind kind, byte[] bytes, String label) {
    return adopt(sql, by, person, key(kind, bytes), label, Optional.empty());
  }

  /**
   * What stands for a credential.
   *
   * @param bytes 1 to 64, as a reader reads them
   * @throws IllegalArgumentException if there are no bytes or too many
   */
  public CredentialKey key(CredentialKind kind, byte[] bytes) {
    if (bytes.length < 1 || bytes.length > 64) {
      throw new IllegalArgumentException("a credential of " + bytes.length + " bytes");
    }
    return hash.of(kind, bytes);
  }

  /**
   * Makes a credential a person's of which only the hash is known, such as one a reader has read.
   *
   * @param by who does it
   * @param expires from then on it opens nothing; never when empty
   */
  public Enrolled adopt(
      Sql sql, UUID by, UUID person, CredentialKey key, String label, Optional<Instant> expires) {
    UUID id = UUID.randomUUID();
    if (insert(sql, id, person, key, label, Optional.empty(), expires)) {
      Rights.changed(sql, person);
      audit(sql, AuditKind.CREDENTIAL_ENROLLED, key.kind(), by, person, id);
      return new Enrolled.Done(id);
    }
    return sql.first(
            row -> new Enrolled.AlreadyKnown(row.getUUID("person_id")),
            "select person_id from credential where kind = $1 and hash = $2",
            key.kind().code(),
            Buffer.buffer(key.hash()))
        .orElseThrow();
  }

  /** Whether there was one to revoke. It never opens again. */
  public boolean revoke(Sql sql, UUID by, UUID credential) {
    return end(sql, by, credential, CredentialStatus.REVOKED);
  }

  /** As revoked, and says why. */
  public boolean reportLost(Sql sql, UUID by, UUID credential) {
    return end(sql, by, credential, CredentialStatus.LOST);
  }

  /** A person's credentials, newest first. */
  public List<Listed> of(Sql sql, UUID person) {
    return sql.list(
        Credentials::listed,
        """
        select id, person_id, kind, label, status, created_at, expires_at from credential
        where person_id = $1 order by created_at desc, id limit 200\
        """,
        person);
  }

  /** The same by what stands for each. */
  public Map<CredentialKey, Listed> keys(Sql sql, UUID person) {
    Map<CredentialKey, Listed> found = new LinkedHashMap<>();
    for (Row row :
        sql.run(
            """
            select id, person_id, kind, label, status, created_at, expires_at, hash from credential
            where person_id = $1 order by created_at desc, id limit 200\
            """,
            person)) {
      Listed one = listed(row);
      found.put(CredentialKey.of(one.kind(), row.getBuffer("hash").getBytes()), one);
    }
    return found;
  }

  /**
   * The person's PIN from now on, in place of any before.
   *
   * @param digits 4 to 8
   * @throws IllegalArgumentException if something else
   */
  public void setPin(Sql sql, UUID person, String digits) {
    if (!digits.matches(PIN)) throw new IllegalArgumentException("not a PIN");
    sql.run("select 1 from person where id = $1 for update", person);
    sql.run("delete from credential where person_id = $1 and kind = 'pin'", person);
    CredentialKey key = hash.ofPin(person, digits.getBytes(StandardCharsets.US_ASCII));
    insert(sql, UUID.randomUUID(), person, key, "", Optional.empty(), Optional.empty());
    Rights.changed(sql, person);
  }

  private Qr newQr(Sql sql, UUID person) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var made = new Qr(UUID.randomUUID(), PREFIX + Base32.encode(secret));
    byte[] bytes = made.text().getBytes(StandardCharsets.UTF_8);
    issue(sql, person, made.id(), CredentialKind.QR, bytes);
    return made;
  }

  private Phone newPhone(Sql sql, UUID person) {
    byte[] handle = new byte[PhoneCodes.HANDLE_BYTES];
    random.nextBytes(handle);
    var made = new Phone(UUID.randomUUID(), Base32.encode(handle));
    issue(sql, person, made.id(), CredentialKind.PHONE, handle);
    return made;
  }

  private void issue(Sql sql, UUID person, UUID id, CredentialKind kind, byte[] bytes) {
    insert(sql, id, person, hash.of(kind, bytes), "QR", Optional.of(bytes), Optional.empty());
    Rights.changed(sql, person);
    audit(sql, AuditKind.QR_ISSUED, kind, person, person, id);
  }

  private boolean insert(
      Sql sql,
      UUID id,
      UUID person,
      CredentialKey key,
      String label,
      Optional<byte[]> secret,
      Optional<Instant> expires) {
    return sql.update(
            """
            insert into credential (id, person_id, kind, hash, label, secret, status, created_at,
              expires_at)
            values ($1, $2, $3, $4, $5, $6, 'active', $7, $8) on conflict (kind, hash) do nothing\
            """,
            id,
            person,
            key.kind().code(),
            Buffer.buffer(key.hash()),
            label,
            secret.map(Buffer::buffer),
            clock.instant(),
            expires)
        == 1;
  }

  private boolean end(Sql sql, UUID by, UUID credential, CredentialStatus status) {
    Optional<Ended> ended =
        sql.first(
            row ->
                new Ended(
                    row.getUUID("person_id"),
                    CredentialKind.of(row.getString("kind")).orElseThrow()),
            """
            update credential set status = $2, secret = null
            where id = $1 and status = 'active' returning person_id, kind\
            """,
            credential,
            status.code());
    if (ended.isEmpty()) return false;
    UUID holder = ended.get().holder();
    Rights.changed(sql, holder);
    boolean lost = status == CredentialStatus.LOST;
    AuditKind what = lost ? AuditKind.CREDENTIAL_LOST : AuditKind.CREDENTIAL_REVOKED;
    audit(sql, what, ended.get().kind(), by, holder, credential);
    return true;
  }

  private record Ended(UUID holder, CredentialKind kind) {}

  /** Of the whole network: a credential opens doors of any site. */
  void audit(Sql sql, AuditKind what, CredentialKind kind, UUID by, UUID holder, UUID credential) {
    AuditTrail.add(
        sql,
        AuditEntry.ofNetwork(what, kind.code(), clock.instant())
            .by(by)
            .about(holder)
            .withPersonal("credential", credential.toString()));
  }

  /** One credential, locked against another step. */
  Optional<Listed> lock(Sql sql, UUID credential) {
    return sql.first(
        Credentials::listed,
        """
        select id, person_id, kind, label, status, created_at, expires_at from credential
        where id = $1 for update\
        """,
        credential);
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getUUID("id"),
        row.getUUID("person_id"),
        CredentialKind.of(row.getString("kind")).orElseThrow(),
        row.getString("label"),
        CredentialStatus.of(row.getString("status")),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "expires_at"));
  }
}
