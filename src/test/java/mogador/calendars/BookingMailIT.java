package mogador.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.Language;
import mogador.platform.Mailbox;
import mogador.platform.Mailer;
import mogador.platform.Outbox;
import mogador.platform.SmtpMailer;
import mogador.platform.TestDatabase;
import mogador.sites.Sites;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** News of bookings on their way from the outbox to a real SMTP server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingMailIT {
  private static final Clock CLOCK = Clock.fixed(Samples.STAMP, ZoneOffset.UTC);

  private TestDatabase test;
  private Rows rows;
  private Sites sites;
  private GreenMail server;

  @BeforeAll
  void open() {
    test = TestDatabase.migrated();
    sites = Samples.sites(test);
    rows = new Rows(test.database(), sites.current());
  }

  @AfterAll
  void close() {
    test.close();
  }

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aBookingReachesItsHolderInTheirLanguageWithAnEntryForTheirCalendar() throws Exception {
    UUID holder = rows.person("nadia@example.ma", "نادية برادة", Language.AR);
    UUID booking = rows.booking(holder, "p-07", "2026-12-01T09:00", "2026-12-01T13:00");
    var mail = new SmtpMailer(test.vertx(), smtp());
    try (var outbox = outbox(calendars(mail))) {
      outbox.start();
      rows.news(booking, "booked", 0);
      MimeMessage received = received(1)[0];
      assertThat(received.getSubject()).startsWith("حجز: ").contains("دجنبر", "09:00", "ESS-");
      assertThat(received.getAllRecipients()[0].toString()).isEqualTo("nadia@example.ma");
      var parts = (MimeMultipart) received.getContent();
      assertThat(text(parts.getBodyPart(0)))
          .contains("السلام عليكم نادية برادة")
          .contains("https://mogador.example/me/bookings/" + booking);
      assertThat(parts.getBodyPart(1).getContentType()).contains("method=REQUEST");
      var read = ReadBack.of(text(parts.getBodyPart(1)));
      assertThat(ReadBack.value(read.event(), "UID")).isEqualTo(booking + "@mogador");
      assertThat(ReadBack.value(read.event(), "STATUS")).isEqualTo("CONFIRMED");
      assertThat(text(parts.getBodyPart(2))).isEqualTo(text(parts.getBodyPart(1)));

      rows.cancel(booking);
      rows.news(booking, "cancelled", 1);
      var last = (MimeMultipart) received(2)[1].getContent();
      VEvent gone = ReadBack.of(text(last.getBodyPart(1))).event();
      assertThat(last.getBodyPart(1).getContentType()).contains("method=CANCEL");
      assertThat(ReadBack.value(gone, "UID")).isEqualTo(booking + "@mogador");
      assertThat(ReadBack.value(gone, "SEQUENCE")).isEqualTo("1");
      assertThat(ReadBack.value(gone, "STATUS")).isEqualTo("CANCELLED");
    } finally {
      mail.close();
    }
  }

  @Test
  void newsDeliveredTwiceIsReadOnce() {
    UUID holder = rows.person("twice@example.ma", "Twice", Language.FR);
    UUID booking = rows.booking(holder, "p-08", "2026-12-02T09:00", "2026-12-02T13:00");
    var mailbox = new Mailbox(test.database(), CLOCK);
    var calendars = calendars(mailbox);
    JsonObject news = Rows.newsOf(booking, "booked", 0);
    calendars.deliver(news);
    calendars.deliver(news);
    assertThat(to("twice@example.ma", mailbox)).isEqualTo(1);
  }

  @Test
  void newsThatTimeHasPassedOverIsKeptQuiet() {
    UUID holder = rows.person("late@example.ma", "Late", Language.FR);
    UUID booking = rows.booking(holder, "p-09", "2026-12-02T09:00", "2026-12-02T13:00");
    rows.cancel(booking);
    var mailbox = new Mailbox(test.database(), CLOCK);
    var calendars = calendars(mailbox);
    calendars.deliver(Rows.newsOf(booking, "booked", 0));
    calendars.deliver(Rows.newsOf(booking, "checked_in", 0));
    calendars.deliver(Rows.newsOf(UUID.randomUUID(), "booked", 0));
    assertThat(to("late@example.ma", mailbox)).isZero();
    calendars.deliver(Rows.newsOf(booking, "cancelled", 1));
    assertThat(to("late@example.ma", mailbox)).isEqualTo(1);
  }

  @Test
  void everyEventHasWordsInEveryLanguage() {
    var mailbox = new Mailbox(test.database(), CLOCK);
    var calendars = calendars(mailbox);
    Map<String, String> statusAt =
        Map.ofEntries(
            Map.entry("booked", "confirmed"),
            Map.entry("held", "held"),
            Map.entry("offered", "offered"),
            Map.entry("requested", "requested"),
            Map.entry("approved", "confirmed"),
            Map.entry("declined", "declined"),
            Map.entry("changed", "confirmed"),
            Map.entry("cancelled", "cancelled"),
            Map.entry("released", "released"),
            Map.entry("expired", "expired"),
            Map.entry("ended_early", "confirmed"));
    for (Language language : Language.values()) {
      String email = "every-" + language.code() + "@example.ma";
      UUID holder = rows.person(email, "Every", language);
      statusAt.forEach(
          (event, status) -> {
            UUID booking = rows.booking(holder, "p-10", "2026-12-03T09:00", "2026-12-03T13:00");
            rows.status(booking, status);
            calendars.deliver(Rows.newsOf(booking, event, 0).put("reason", "Travaux"));
          });
      assertThat(to(email, mailbox)).as(language.code()).isEqualTo(statusAt.size());
      for (Mailbox.Kept kept : mailbox.latest(200)) {
        if (!kept.mail().to().equals(email)) continue;
        kept.mail().invitation().ifPresent(with -> ReadBack.of(with.ics()));
        assertThat(kept.mail().body()).contains("Travaux").doesNotContain("{", "}");
      }
    }
  }

  @Test
  void aSeriesIsToldOfOnceAsOneEntry() {
    UUID holder = rows.person("series@example.ma", "Series", Language.EN);
    UUID series =
        rows.series(holder, "p-11", "FREQ=WEEKLY;COUNT=4", "2026-12-01T09:00", "2026-12-01T10:00");
    LocalDateTime first = LocalDateTime.parse("2026-12-01T09:00");
    for (int week : new int[] {0, 1, 3}) {
      rows.occurrence(series, holder, "p-11", first.plusWeeks(week), Duration.ofHours(1));
    }
    var mailbox = new Mailbox(test.database(), CLOCK);
    var calendars = calendars(mailbox);
    calendars.deliver(Rows.newsOfSeries(series, "booked", 0));
    Mailbox.Kept told = told("series@example.ma", "Booked", mailbox);
    assertThat(told.mail().subject()).contains("3 dates");
    var read = ReadBack.of(told.mail().invitation().orElseThrow().ics());
    assertThat(read.slots()).hasSize(3);
    assertThat(ReadBack.value(read.event(), "UID")).isEqualTo(series + "@mogador");

    rows.cancelSeries(series);
    calendars.deliver(Rows.newsOfSeries(series, "cancelled", 1));
    Mailbox.Kept ended = told("series@example.ma", "Cancelled", mailbox);
    assertThat(ended.mail().invitation().orElseThrow().method()).isEqualTo("CANCEL");
    var gone = ReadBack.of(ended.mail().invitation().orElseThrow().ics());
    assertThat(ReadBack.value(gone.event(), "UID")).isEqualTo(series + "@mogador");
    assertThat(ReadBack.value(gone.event(), "SEQUENCE")).isEqualTo("1");
  }

  private Calendars calendars(Mailer mailer) {
    return new Calendars(
        test.database(),
        sites,
        CLOCK,
        Samples.SENDER,
        mailer,
        (sql, owner, slot, limit) -> List.of());
  }

  private SmtpMailer.Server smtp() {
    return new SmtpMailer.Server(
        "127.0.0.1",
        server.getSmtp().getPort(),
        Samples.SENDER.address(),
        SmtpMailer.Tls.OPTIONAL,
        Optional.empty());
  }

  private Outbox outbox(Calendars calendars) {
    return new Outbox(
        test.database(),
        CLOCK,
        new SimpleMeterRegistry(),
        Map.of("booking_mail", calendars::deliver));
  }

  private MimeMessage[] received(int count) {
    assertThat(server.waitForIncomingEmail(10_000, count)).isTrue();
    return server.getReceivedMessages();
  }

  private static long to(String email, Mailbox mailbox) {
    return mailbox.latest(500).stream().filter(kept -> kept.mail().to().equals(email)).count();
  }

  private static Mailbox.Kept told(String email, String subject, Mailbox mailbox) {
    return mailbox.latest(500).stream()
        .filter(kept -> kept.mail().to().equals(email))
        .filter(kept -> kept.mail().subject().startsWith(subject))
        .findFirst()
        .orElseThrow();
  }

  private static String text(BodyPart part) throws Exception {
    try (InputStream bytes = part.getInputStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
