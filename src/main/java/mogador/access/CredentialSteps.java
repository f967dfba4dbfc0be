package mogador.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Credentials.Enrolled;
import mogador.access.Credentials.Listed;
import mogador.audit.AuditKind;
import mogador.identity.Actor;
import mogador.identity.People;
import mogador.platform.Sql;

/** What a desk does with the credentials of people: gives, takes, lends, replaces them. */
public final class CredentialSteps {
  private final Credentials credentials;
  private final Clock clock;

  public CredentialSteps(Credentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** What became of a step. */
  public sealed interface Outcome {
    /** The credential it concerned, or the new one. */
    record Done(UUID id) implements Outcome {}

    /** The badge is somebody's already. */
    record AlreadyKnown(UUID person) implements Outcome {}

    /** Its status does not allow the step, or it would expire in the past. */
    record NotNow() implements Outcome {}

    /** It is a manager's, and only managers of all sites may. */
    record NotYours() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /**
   * Makes a credential a person's.
   *
   * @param label for people, at most 100 characters
   * @param expires of a badge that is lent
   */
  public Outcome enrol(
      Sql sql, Actor by, UUID person, CredentialKey key, String label, Optional<Instant> expires) {
    Optional<Outcome> refused = refused(sql, by, person);
    if (refused.isPresent()) return refused.get();
    if (isPast(expires)) return new Outcome.NotNow();
    return switch (credentials.adopt(sql, by.id(), person, key, label, expires)) {
      case Enrolled.Done(UUID id) -> new Outcome.Done(id);
      case Enrolled.AlreadyKnown(UUID holder) -> new Outcome.AlreadyKnown(holder);
    };
  }

  /** The person's PIN from now on; {@code digits} are 4 to 8. */
  public Outcome setPin(Sql sql, Actor by, UUID person, String digits) {
    Optional<Outcome> refused =
        by.id().equals(person) ? Optional.empty() : refused(sql, by, person);
    if (refused.isPresent()) return refused.get();
    credentials.setPin(sql, person, digits);
    credentials.audit(sql, AuditKind.PIN_SET, CredentialKind.PIN, by.id(), person, person);
    return new Outcome.Done(person);
  }

  /** It opens nothing until it is found. */
  public Outcome lost(Sql sql, Actor by, UUID credential) {
    if (credentials.lock(sql, credential).isEmpty()) return new Outcome.Unknown();
    return credentials.reportLost(sql, by.id(), credential)
        ? new Outcome.Done(credential)
        : new Outcome.NotNow();
  }

  /** One that was lost opens again; a QR does not, its holder has another by now. */
  public Outcome found(Sql sql, Actor by, UUID credential) {
    Optional<Listed> known = credentials.lock(sql, credential);
    if (known.isEmpty()) return new Outcome.Unknown();
    Optional<Outcome> refused = refused(sql, by, known.get().person());
    if (refused.isPresent()) return refused.get();
    CredentialKind kind = known.get().kind();
    boolean badge = kind == CredentialKind.UID || kind == CredentialKind.CARD;
    if (!badge || known.get().status() != CredentialStatus.LOST) return new Outcome.NotNow();
    sql.run("update credential set status = 'active' where id = $1", credential);
    Rights.changed(sql, known.get().person());
    audit(sql, AuditKind.CREDENTIAL_FOUND, by, known.get());
    return new Outcome.Done(credential);
  }

  /** It never opens again. */
  public Outcome end(Sql sql, Actor by, UUID credential) {
    Optional<Listed> known = credentials.lock(sql, credential);
    if (known.isEmpty()) return new Outcome.Unknown();
    if (known.get().status() == CredentialStatus.REVOKED) return new Outcome.NotNow();
    sql.run("update credential set status = 'revoked', secret = null where id = $1", credential);
    Rights.changed(sql, known.get().person());
    audit(sql, AuditKind.CREDENTIAL_REVOKED, by, known.get());
    return new Outcome.Done(credential);
  }

  /**
   * Says until when it opens, and what it is called; what is not said stays.
   *
   * @param expires an end, or none
   */
  public Outcome describe(
      Sql sql,
      Actor by,
      UUID credential,
      Optional<String> label,
      Optional<Optional<Instant>> expires) {
    Optional<Listed> known = credentials.lock(sql, credential);
    if (known.isEmpty()) return new Outcome.Unknown();
    Optional<Outcome> refused = refused(sql, by, known.get().person());
    if (refused.isPresent()) return refused.get();
    CredentialKind kind = known.get().kind();
    boolean badge = kind == CredentialKind.UID || kind == CredentialKind.CARD;
    boolean active = known.get().status() == CredentialStatus.ACTIVE;
    if (!badge || !active || isPast(expires.flatMap(end -> end))) return new Outcome.NotNow();
    sql.run(
        "update credential set label = $2, expires_at = $3 where id = $1",
        credential,
        label.orElse(known.get().label()),
        expires.orElse(known.get().expires()));
    Rights.changed(sql, known.get().person());
    audit(sql, AuditKind.CREDENTIAL_CHANGED, by, known.get());
    return new Outcome.Done(credential);
  }

  /** The old one ends and the new one begins, under the same name and for as long. */
  public Outcome replace(Sql sql, Actor by, UUID credential, CredentialKey key) {
    Optional<Listed> known = credentials.lock(sql, credential);
    if (known.isEmpty()) return new Outcome.Unknown();
    Listed old = known.get();
    if (old.status() == CredentialStatus.REVOKED) return new Outcome.NotNow();
    Optional<Instant> expires = old.expires().filter(end -> end.isAfter(clock.instant()));
    Outcome made = enrol(sql, by, old.person(), key, old.label(), expires);
    if (made instanceof Outcome.Done(UUID id)) {
      sql.run(
          """
          update credential set status = 'revoked', secret = null, replaced_by = $2
          where id = $1\
          """,
          credential,
          id);
      audit(sql, AuditKind.CREDENTIAL_REVOKED, by, old);
    }
    return made;
  }

  private void audit(Sql sql, AuditKind what, Actor by, Listed credential) {
    credentials.audit(sql, what, credential.kind(), by.id(), credential.person(), credential.id());
  }

  private Optional<Outcome> refused(Sql sql, Actor by, UUID person) {
    Optional<Actor> holder = People.actor(sql, person);
    if (holder.isEmpty()) return Optional.of(new Outcome.Unknown());
    return by.maySteward(holder.get()) ? Optional.empty() : Optional.of(new Outcome.NotYours());
  }

  private boolean isPast(Optional<Instant> expires) {
    return expires.map(end -> !end.isAfter(clock.instant())).orElse(false);
  }
}
