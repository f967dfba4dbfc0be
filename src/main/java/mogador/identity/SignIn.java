package mogador.identity;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.platform.Expiring;
import mogador.platform.Ids;
import mogador.platform.Mail;
import mogador.platform.Sql;
import mogador.web.Messages;

/** Signing in by a code of six digits sent by mail; who signs in first becomes known by it. */
public final class SignIn {
  static final Duration LIFE = Duration.ofMinutes(10);
  static final int ATTEMPTS = 5;
  static final int CODES_AN_HOUR = 6;

  /** Longer than the hour in which codes are counted. */
  public static final Expiring EXPIRING =
      new Expiring("sign_in_code", "expires_at", Duration.ofDays(1));

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public SignIn(Database database, Tokens tokens, Clock clock) {
    this.database = database;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** What became of asking for a code. */
  public sealed interface Asked {
    record Sent(Email email) implements Asked {}

    /** More than {@value #CODES_AN_HOUR} codes were asked for this address within the hour. */
    record TooMany() implements Asked {}
  }

  /** What became of giving it back. */
  public sealed interface Given {
    record SignedIn(Person person, String session) implements Given {}

    record WrongCode(int attemptsLeft) implements Given {}

    /** Older than ten minutes, used, or tried too often: a new one is needed. */
    record NoCode() implements Given {}
  }

  public Asked ask(Email email, Language language) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql -> {
          if (codesSince(sql, email, now.minus(Duration.ofHours(1))) >= CODES_AN_HOUR) {
            return new Asked.TooMany();
          }
          String code = Ids.digits(6);
          UUID id = Ids.next(now);
          sql.run(
              """
              insert into sign_in_code (id, email, code_hash, created_at, expires_at)
              values ($1, $2, $3, $4, $5)
              """,
              id,
              email.address(),
              hash(id, code),
              now,
              now.plus(LIFE));
          Messages words = Messages.in(language);
          new Mail(
                  email.address(),
                  words.text("mail.code.subject", "code", code),
                  words.text("mail.code.body", "code", code, "minutes", LIFE.toMinutes()))
              .send(sql, now);
          return new Asked.Sent(email);
        });
  }

  public Given give(Email email, String code, Language language) {
    Instant now = clock.instant();
    return database.inTransaction(sql -> give(sql, email, code.strip(), language, now));
  }

  private Given give(Sql sql, Email email, String code, Language language, Instant now) {
    // Counting the attempt locks the row: guesses in parallel are counted one by one.
    var pending =
        sql.first(
            row ->
                new Pending(
                    row.getUUID("id"), row.getBuffer("code_hash"), row.getInteger("attempts")),
            """
            update sign_in_code set attempts = attempts + 1
            where id = (select id from sign_in_code where email = $1
                        order by created_at desc limit 1 for update)
              and used_at is null and expires_at > $2 and attempts < $3
            returning id, code_hash, attempts
            """,
            email.address(),
            now,
            ATTEMPTS);
    if (pending.isEmpty()) return new Given.NoCode();
    Pending asked = pending.get();
    if (!asked.hash().equals(hash(asked.id(), code))) {
      return new Given.WrongCode(ATTEMPTS - asked.attempts());
    }
    sql.run("update sign_in_code set used_at = $2 where id = $1", asked.id(), now);
    Person person = PeopleStore.known(sql, email, language, now);
    if (PeopleStore.actor(sql, person.id()).filter(Actor::managesAnySite).isPresent()) {
      AuditTrail.add(
          sql, AuditEntry.ofNetwork(AuditKind.STAFF_SIGNED_IN, "session", now).by(person.id()));
    }
    return new Given.SignedIn(person, tokens.issueSession(sql, person.id()));
  }

  private record Pending(UUID id, Buffer hash, int attempts) {}

  private static long codesSince(Sql sql, Email email, Instant since) {
    return sql.first(
            row -> row.getLong(0),
            "select count(*) from sign_in_code where email = $1 and created_at > $2",
            email.address(),
            since)
        .orElse(0L);
  }

  private static Buffer hash(UUID id, String code) {
    return Buffer.buffer(Ids.sha256((id + ":" + code).getBytes(StandardCharsets.UTF_8)));
  }
}
