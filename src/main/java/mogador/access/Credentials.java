package mogador.access;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Sql;

/** The credentials people hold: enrolled, issued, revoked. */
public final class Credentials {
  private static final int SECRET_BYTES = 20;
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

  /** One of a person's credentials, without its secret. */
  public record Listed(
      UUID id, CredentialKind kind, String label, CredentialStatus status, Instant createdAt) {}

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
    if (bytes.length < 1 || bytes.length > 64) {
      throw new IllegalArgumentException("a credential of " + bytes.length + " bytes");
    }
    CredentialKey key = hash.of(kind, bytes);
    UUID id = UUID.randomUUID();
    if (insert(sql, id, person, key, label, Optional.empty())) {
      Rights.changed(sql, person);
      audit(sql, AuditKind.CREDENTIAL_ENROLLED, kind, by, person, id);
      return new Enrolled.Done(id);
    }
    return sql.first(
            row -> new Enrolled.AlreadyKnown(row.getUUID("person_id")),
            "select person_id from credential where kind = $1 and hash = $2",
            kind.code(),
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
        select id, kind, label, status, created_at from credential
        where person_id = $1 order by created_at desc, id limit 200\
        """,
        person);
  }

  private Qr newQr(Sql sql, UUID person) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    var made = new Qr(UUID.randomUUID(), PREFIX + Base32.encode(secret));
    byte[] bytes = made.text().getBytes(StandardCharsets.UTF_8);
    insert(sql, made.id(), person, hash.of(CredentialKind.QR, bytes), "QR", Optional.of(bytes));
    Rights.changed(sql, person);
    audit(sql, AuditKind.QR_ISSUED, CredentialKind.QR, person, person, made.id());
    return made;
  }

  private boolean insert(
      Sql sql, UUID id, UUID person, CredentialKey key, String label, Optional<byte[]> secret) {
    return sql.update(
            """
            insert into credential (id, person_id, kind, hash, label, secret, status, created_at)
            values ($1, $2, $3, $4, $5, $6, 'active', $7) on conflict (kind, hash) do nothing\
            """,
            id,
            person,
            key.kind().code(),
            Buffer.buffer(key.hash()),
            label,
            secret.map(Buffer::buffer),
            clock.instant())
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
  private void audit(
      Sql sql, AuditKind what, CredentialKind kind, UUID by, UUID holder, UUID credential) {
    AuditTrail.add(
        sql,
        AuditEntry.ofNetwork(what, kind.code(), clock.instant())
            .by(by)
            .about(holder)
            .withPersonal("credential", credential.toString()));
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getUUID("id"),
        CredentialKind.of(row.getString("kind")).orElseThrow(),
        row.getString("label"),
        CredentialStatus.of(row.getString("status")),
        Sql.instant(row, "created_at"));
  }
}
