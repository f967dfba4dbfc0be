package mogador.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails on their way to an SMTP server that does not want them. */
class OutboxIT {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");

  private final TestClock clock = new TestClock(START);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestDatabase test;
  private RefusingSmtp smtp;
  private SmtpMailer mailer;
  private Outbox outbox;

  @BeforeEach
  void start() throws Exception {
    test = TestDatabase.migrated();
    smtp = new RefusingSmtp();
    var server =
        new SmtpMailer.Server(
            "127.0.0.1", smtp.port(), "mogador@example.org", SmtpMailer.Tls.OPTIONAL, none());
    mailer = new SmtpMailer(test.vertx(), server);
    outbox = new Outbox(test.database(), clock, meters, Map.of(Mail.KIND, mailer::deliver));
    outbox.start();
  }

  @AfterEach
  void stop() throws Exception {
    outbox.close();
    mailer.close();
    smtp.close();
    test.close();
  }

  @Test
  void whatIsRefusedForGoodIsGivenUpAtOnceAndStaysToBeSeen() {
    smtp.refuse("nobody@example.org", "550 5.1.1 no such user");
    send("nobody@example.org");
    send("nadia@example.org");
    until(() -> smtp.taken().contains("nadia@example.org") && waiting() == 0);
    clock.pass(Outbox.PATIENCE);
    send("samir@example.org");
    until(() -> smtp.taken().contains("samir@example.org"));
    assertThat(smtp.asked("nobody@example.org")).isEqualTo(1);
    assertThat(text("select content->>'to' from outbox where given_up_at is not null"))
        .hasValue("nobody@example.org");
    assertThat(text("select last_error from outbox").orElseThrow()).contains("no such user");
    assertThat(meters.get("mogador.outbox.given.up").gauge().value()).isEqualTo(1);
  }

  @Test
  void aCodeThatSomeoneWaitsForDoesNotWaitForTheNewsOfOthers() {
    outbox.close();
    var delivered = Collections.synchronizedList(new ArrayList<String>());
    test.database()
        .inTransaction(
            sql -> {
              for (int i = 0; i < 300; i++) {
                Outbox.add(sql, "news", new JsonObject(), clock.instant().minusSeconds(60));
              }
              Outbox.add(sql, Mail.KIND, new JsonObject(), clock.instant());
              return true;
            });
    Map<String, Consumer<JsonObject>> deliveries =
        Map.of("news", entry -> delivered.add("news"), Mail.KIND, entry -> delivered.add("code"));
    try (var busy = new Outbox(test.database(), clock, new SimpleMeterRegistry(), deliveries)) {
      busy.start();
      until(() -> delivered.size() == 301);
    }
    assertThat(delivered.indexOf("code")).as("in the first batch").isLessThan(50);
  }

  @Test
  void whatIsRefusedForNowIsTriedAgainUntilItIsTaken() {
    smtp.refuse("full@example.org", "452 4.2.2 mailbox full");
    send("full@example.org");
    until(() -> smtp.asked("full@example.org") == 1 && waitsFor(1));
    clock.pass(Duration.ofSeconds(2));
    until(() -> smtp.asked("full@example.org") == 2 && waitsFor(2));
    smtp.refuse("full@example.org", "250 well");
    clock.pass(Duration.ofHours(1));
    until(() -> smtp.taken().contains("full@example.org"));
    until(() -> text("select id::text from outbox").isEmpty());
  }

  @Test
  void afterFourDaysWhatIsStillRefusedIsGivenUp() {
    smtp.refuse("full@example.org", "452 4.2.2 mailbox full");
    send("full@example.org");
    until(() -> smtp.asked("full@example.org") == 1 && waitsFor(1));
    clock.pass(Outbox.PATIENCE.minusHours(1));
    until(() -> smtp.asked("full@example.org") == 2 && waitsFor(2));
    assertThat(waiting()).isEqualTo(1);
    clock.pass(Duration.ofHours(1));
    until(() -> waiting() == 0);
    assertThat(smtp.asked("full@example.org")).isEqualTo(3);
    assertThat(text("select last_error from outbox where given_up_at is not null").orElseThrow())
        .contains("mailbox full");
  }

  @Test
  void aServerThatTakesNothingFromUsIsNoReasonToGiveUpAMail() {
    smtp.greet("521 not from you");
    send("nadia@example.org");
    until(() -> waitsFor(1));
    assertThat(waiting()).isEqualTo(1);
    smtp.greet("220 here");
    clock.pass(Duration.ofHours(1));
    until(() -> smtp.taken().contains("nadia@example.org"));
  }

  private static Optional<SmtpMailer.Login> none() {
    return Optional.empty();
  }

  private void send(String to) {
    var mail = new Mail(to, "Bonjour", "Bonjour");
    test.database()
        .inTransaction(
            sql -> {
              mail.send(sql, clock.instant());
              return mail;
            });
  }

  /** Not given up, delivered or not. */
  private long waiting() {
    return test.database()
        .sql()
        .first(row -> row.getLong(0), "select count(*) from outbox where given_up_at is null")
        .orElseThrow();
  }

  /** Whether it is to be tried again after so long; while it is tried it is due much later. */
  private boolean waitsFor(int seconds) {
    String due = "now_is() + interval '" + seconds + " seconds'";
    return text("select id::text from outbox where last_error is not null and due_at = " + due)
        .isPresent();
  }

  private Optional<String> text(String query) {
    return test.database()
        .sql()
        .first(
            row -> row.getString(0),
            query.replace("now_is()", "timestamptz '" + clock.instant() + "'"));
  }

  private static void until(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it does not come").isLessThan(deadline);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
