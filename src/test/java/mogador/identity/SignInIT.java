package mogador.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import mogador.audit.AuditEntry;
import mogador.identity.SignIn.Asked;
import mogador.identity.SignIn.Given;
import mogador.kernel.Language;
import mogador.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-12-01T09:00:00Z"));
  private final Clock clock =
      new Clock() {
        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };
  private TestDatabase test;
  private Tokens tokens;
  private SignIn signIn;

  @BeforeAll
  void open() {
    test = TestDatabase.migrated();
    tokens = new Tokens(test.database(), clock);
    signIn = new SignIn(test.database(), tokens, clock);
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void theCodeMailedSignsInOnce() {
    Email email = email("one@example.org");
    String code = ask(email);
    assertThat(signIn.give(email, code, Language.AR))
        .isInstanceOfSatisfying(
            Given.SignedIn.class,
            in -> {
              assertThat(in.person().language()).isEqualTo(Language.AR);
              assertThat(tokens.actor(in.session())).map(Actor::id).hasValue(in.person().id());
            });
    assertThat(signIn.give(email, code, Language.AR)).isEqualTo(new Given.NoCode());
  }

  @Test
  void fiveWrongGuessesSpoilTheCode() {
    Email email = email("two@example.org");
    String code = ask(email);
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int left = 4; left >= 0; left--) {
      assertThat(signIn.give(email, wrong, Language.FR)).isEqualTo(new Given.WrongCode(left));
    }
    assertThat(signIn.give(email, code, Language.FR)).isEqualTo(new Given.NoCode());
  }

  @Test
  void aCodeLivesTenMinutes() {
    Email email = email("three@example.org");
    String code = ask(email);
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(10)));
    assertThat(signIn.give(email, code, Language.FR)).isEqualTo(new Given.NoCode());
  }

  @Test
  void onlyTheLatestCodeCounts() {
    Email email = email("four@example.org");
    String first = ask(email);
    now.updateAndGet(at -> at.plusSeconds(1));
    String second = ask(email);
    if (!first.equals(second)) {
      assertThat(signIn.give(email, first, Language.FR)).isInstanceOf(Given.WrongCode.class);
    }
    assertThat(signIn.give(email, second, Language.FR)).isInstanceOf(Given.SignedIn.class);
  }

  @Test
  void sixCodesAnHourAreEnough() {
    Email email = email("five@example.org");
    for (int i = 0; i < 6; i++) ask(email);
    assertThat(signIn.ask(email, Language.FR)).isEqualTo(new Asked.TooMany());
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(61)));
    assertThat(signIn.ask(email, Language.FR)).isEqualTo(new Asked.Sent(email));
  }

  @Test
  void aTokenRevokedOrExpiredOpensNothing() {
    Person person =
        new People(test.database(), clock).known(email("six@example.org"), "", Language.FR);
    String token = tokens.issueApi(person.id(), "test");
    assertThat(tokens.actor(token)).isPresent();
    tokens.revoke(token);
    assertThat(tokens.actor(token)).isEmpty();
    assertThat(tokens.actor("mgd_")).isEmpty();
  }

  @Test
  void onlyStaffWhoSignInAreEnteredInTheTrail() {
    Email visitor = email("seven@example.org");
    assertThat(signIn.give(visitor, ask(visitor), Language.FR)).isInstanceOf(Given.SignedIn.class);
    Email manager = email("eight@example.org");
    var people = new People(test.database(), clock);
    UUID id = people.known(manager, "", Language.FR).id();
    people.makeManager(id, Optional.empty());
    people.makeManager(id, Optional.empty());
    assertThat(signIn.give(manager, ask(manager), Language.FR)).isInstanceOf(Given.SignedIn.class);
    assertThat(entered()).containsExactly("manager_made " + id, "staff_signed_in " + id);
  }

  private List<String> entered() {
    return test.database()
        .sql()
        .list(
            row -> row.getString("entered"),
            """
            select kind || ' ' || value as entered from audit_entry e
            join audit_personal p on p.site_id = e.site_id and p.number = e.number
            where e.site_id = $1 order by e.number
            """,
            AuditEntry.NETWORK);
  }

  private static Email email(String address) {
    return Email.of(address).orElseThrow();
  }

  /** Asks for a code and reads it in the mail that waits in the outbox. */
  private String ask(Email email) {
    assertThat(signIn.ask(email, Language.FR)).isEqualTo(new Asked.Sent(email));
    return test.database()
        .sql()
        .first(
            row -> row.getString(0),
            """
            select substring(content->>'subject' from '[0-9]{6}') from outbox
            where content->>'to' = $1 order by id desc limit 1
            """,
            email.address())
        .orElseThrow();
  }
}
