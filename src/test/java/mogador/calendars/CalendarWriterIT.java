package mogador.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Person;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.TestDatabase;
import mogador.sites.Network;
import mogador.sites.Space;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calendar entries as a strict reader understands them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarWriterIT {
  private static final SiteZone MOROCCO = SiteZone.of("Africa/Casablanca").orElseThrow();
  private static final SiteZone PARIS = SiteZone.of("Europe/Paris").orElseThrow();
  private static final LocalDateTime NINE = LocalDateTime.parse("2026-12-01T09:00");
  private static final Duration HOURS = Duration.ofHours(4);

  private final CalendarWriter writer = new CalendarWriter(Samples.SENDER);
  private TestDatabase database;
  private Network network;
  private Space seat;

  @BeforeAll
  void open() {
    database = TestDatabase.migrated();
    network = Samples.sites(database).current();
    seat = Samples.space(network, "essaouira", "p-07");
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void aBookingIsARequestToItsHolder() {
    Entry entry = new Samples.With(Samples.entry(seat, NINE, HOURS, MOROCCO)).sequence(2).entry();
    String text = writer.invitation(network, entry, Samples.STAMP);
    var read = ReadBack.of(text);
    VEvent event = read.event();
    assertThat(read.method()).isEqualTo("REQUEST");
    assertThat(ReadBack.value(event, "UID")).isEqualTo(entry.id() + "@mogador");
    assertThat(ReadBack.value(event, "SEQUENCE")).isEqualTo("2");
    assertThat(ReadBack.value(event, "STATUS")).isEqualTo("CONFIRMED");
    assertThat(ReadBack.value(event, "TRANSP")).isEqualTo("OPAQUE");
    assertThat(ReadBack.value(event, "DTSTAMP")).isEqualTo("20261122T080000Z");
    assertThat(ReadBack.value(event, "SUMMARY")).isEqualTo("Place 07 · Technopark Essaouira");
    assertThat(ReadBack.value(event, "LOCATION")).startsWith("Place 07, ");
    assertThat(ReadBack.value(event, "URL"))
        .isEqualTo("https://mogador.example/me/bookings/" + entry.id());
    assertThat(text)
        .contains("\r\nDTSTART;TZID=Africa/Casablanca:20261201T090000\r\n")
        .contains("\r\nDTEND;TZID=Africa/Casablanca:20261201T130000\r\n")
        .contains("\r\nORGANIZER;CN=Technopark Essaouira:mailto:mogador@technopark.example\r\n");
    assertThat(ReadBack.value(event, "ATTENDEE")).isEqualTo("mailto:nadia@example.ma");
  }

  @Test
  void moroccoIsAtUtcForGoodInTheEntryItself() {
    Entry winter = Samples.entry(seat, NINE, HOURS, MOROCCO);
    assertThat(winter.slot().start()).isEqualTo(Instant.parse("2026-12-01T09:00:00Z"));
    String text = writer.invitation(network, winter, Samples.STAMP);
    // What the library's own zone data say would be an hour off.
    assertThat(ReadBack.of(text).slots()).containsExactly(winter.slot());
    assertThat(text)
        .contains("BEGIN:VTIMEZONE", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000")
        .doesNotContain("BEGIN:DAYLIGHT", "TZOFFSETTO:+0100");
    Entry summer = Samples.entry(seat, LocalDateTime.parse("2026-09-10T09:00"), HOURS, MOROCCO);
    assertThat(summer.slot().start()).isEqualTo(Instant.parse("2026-09-10T08:00:00Z"));
    assertThat(ReadBack.of(writer.invitation(network, summer, Samples.STAMP)).slots())
        .containsExactly(summer.slot());
  }

  @Test
  void anHourThatComesTwiceIsToldFromItself() {
    // On 2026-09-20 the clock went back at 02:00: from 01:00 to 02:00 everything came twice.
    LocalDateTime half = LocalDateTime.parse("2026-09-20T01:30");
    var first = new TimeSlot(at("2026-09-20T00:30:00Z"), at("2026-09-20T00:45:00Z"));
    var second = new TimeSlot(at("2026-09-20T01:30:00Z"), at("2026-09-20T01:45:00Z"));
    for (TimeSlot slot : List.of(first, second)) {
      Entry entry = at(Samples.entry(seat, half, Duration.ofMinutes(15), MOROCCO), slot);
      var read = ReadBack.of(writer.invitation(network, entry, Samples.STAMP));
      assertThat(read.slots()).containsExactly(slot);
    }
  }

  @Test
  void aCancellationNamesTheSameEntryWithAHigherSequence() {
    Entry booked = Samples.entry(seat, NINE, HOURS, MOROCCO);
    Entry gone = new Samples.With(booked).sequence(1).standing(Entry.Standing.GONE).entry();
    var read = ReadBack.of(writer.invitation(network, gone, Samples.STAMP));
    assertThat(read.method()).isEqualTo("CANCEL");
    assertThat(ReadBack.value(read.event(), "UID")).isEqualTo(booked.id() + "@mogador");
    assertThat(ReadBack.value(read.event(), "SEQUENCE")).isEqualTo("1");
    assertThat(ReadBack.value(read.event(), "STATUS")).isEqualTo("CANCELLED");
  }

  @Test
  void aRequestThatWaitsForApprovalIsTentative() {
    Entry asked =
        new Samples.With(Samples.entry(seat, NINE, HOURS, MOROCCO))
            .standing(Entry.Standing.TENTATIVE)
            .entry();
    var read = ReadBack.of(writer.invitation(network, asked, Samples.STAMP));
    assertThat(ReadBack.value(read.event(), "STATUS")).isEqualTo("TENTATIVE");
    assertThat(ReadBack.value(read.event(), "DESCRIPTION")).contains("en attente");
  }

  @Test
  void namesWithEverySignComeThroughInEveryLanguage() {
    String purpose = "Atelier : « prix, TVA; marges »\nالتكوين، المرحلة الأولى \\ fin 🎉";
    for (Language language : Language.values()) {
      var holder =
          new Person(
              UUID.randomUUID(), "o'neil+a%b@example.ma", "Zoë \"Zo\"; نادية, B", language, false);
      Entry entry =
          new Samples.With(Samples.entry(seat, NINE, HOURS, MOROCCO))
              .holder(holder)
              .purpose(purpose)
              .entry();
      VEvent event = ReadBack.of(writer.invitation(network, entry, Samples.STAMP)).event();
      assertThat(ReadBack.value(event, "SUMMARY"))
          .startsWith(purpose)
          .endsWith(seat.name().in(language));
      assertThat(event.getProperties().toString()).contains("Zoë 'Zo'; نادية, B");
    }
  }

  @Test
  void aWeeklySeriesIsOneEntryWithItsExceptions() {
    Series series = weekly();
    String text = writer.invitation(network, series, Optional.empty(), Samples.STAMP);
    var read = ReadBack.of(text);
    assertThat(text)
        .contains("RRULE:FREQ=WEEKLY;UNTIL=20261229T210000Z\r\n")
        .contains("EXDATE;TZID=Africa/Casablanca:20261208T090000\r\n")
        .contains("RECURRENCE-ID;TZID=Africa/Casablanca:20261215T090000\r\n");
    assertThat(read.events()).hasSize(2);
    assertThat(read.events())
        .allMatch(event -> ReadBack.value(event, "UID").equals(series.id() + "@mogador"));
    assertThat(read.slots())
        .isEqualTo(series.entries().stream().map(Entry::slot).sorted().toList());
  }

  @Test
  void anOccurrenceIsToldOfByTheStartItsRuleGave() {
    Entry moved = weekly().entries().get(1);
    var read = ReadBack.of(writer.invitation(network, moved, Samples.STAMP));
    assertThat(ReadBack.value(read.event(), "UID"))
        .endsWith("@mogador")
        .doesNotContain(moved.id() + "");
    assertThat(ReadBack.value(read.event(), "RECURRENCE-ID")).isEqualTo("20261215T090000");
    assertThat(ReadBack.value(read.event(), "DTSTART")).isEqualTo("20261216T140000");
  }

  @Test
  void aSeriesThatEndsIsCancelledAsAWhole() {
    Series series = weekly();
    Entry gone =
        new Samples.With(series.entries().getFirst()).standing(Entry.Standing.GONE).entry();
    var ended =
        new Series(
            series.id(),
            series.holder(),
            series.site(),
            series.space(),
            series.rule(),
            series.from(),
            series.to(),
            4,
            series.createdAt(),
            List.of());
    var read = ReadBack.of(writer.invitation(network, ended, Optional.of(gone), Samples.STAMP));
    assertThat(read.method()).isEqualTo("CANCEL");
    assertThat(ReadBack.value(read.event(), "UID")).isEqualTo(series.id() + "@mogador");
    assertThat(ReadBack.value(read.event(), "SEQUENCE")).isEqualTo("4");
    assertThat(ReadBack.value(read.event(), "RECURRENCE-ID")).isEmpty();
  }

  @Test
  void whatIsPublishedIsTheSameTextForTheSameBookingsAndKnowsEveryClock() {
    Entry here = Samples.entry(seat, NINE, HOURS, MOROCCO);
    Entry there = Samples.entry(Samples.space(network, Samples.PARIS, "p-07"), NINE, HOURS, PARIS);
    var words = new EntryWords(network, Language.AR, true);
    String text = writer.published(words, "مواعيدي", List.of(here, there), List.of(weekly()));
    var read = ReadBack.of(text);
    assertThat(read.method()).isEqualTo("PUBLISH");
    assertThat(read.components("VTIMEZONE")).hasSize(2);
    assertThat(read.slots()).contains(here.slot(), there.slot()).hasSize(6);
    assertThat(there.slot().start()).isEqualTo(Instant.parse("2026-12-01T08:00:00Z"));
    assertThat(text).contains("X-WR-CALNAME:مواعيدي").doesNotContain("ATTENDEE");
    assertThat(ReadBack.value(read.events().getFirst(), "SUMMARY")).contains("Nadia Berrada");
  }

  @Test
  void linesFoldAtSeventyFiveOctetsBetweenLetters() {
    String folded = ICalText.folded("SUMMARY:" + "قاعة🎉a".repeat(40) + "\r\nEND:X\r\n");
    assertThat(folded.split("\r\n", -1)).hasSizeGreaterThan(5);
    assertThat(folded.replace("\r\n ", ""))
        .isEqualTo("SUMMARY:" + "قاعة🎉a".repeat(40) + "\r\nEND:X\r\n");
  }

  /** Tuesdays in December; the second is skipped, the third moved to another day and time. */
  private Series weekly() {
    UUID id = UUID.randomUUID();
    return new Series(
        id,
        Samples.NADIA,
        "essaouira",
        seat.id(),
        "FREQ=WEEKLY;COUNT=5",
        NINE,
        NINE.plus(HOURS),
        0,
        Samples.STAMP,
        List.of(
            occurrence(id, NINE, NINE),
            occurrence(id, NINE.plusDays(14), NINE.plusDays(15).plusHours(5)),
            occurrence(id, NINE.plusDays(21), NINE.plusDays(21)),
            occurrence(id, NINE.plusDays(28), NINE.plusDays(28))));
  }

  private Entry occurrence(UUID series, LocalDateTime recurrence, LocalDateTime from) {
    return new Samples.With(Samples.entry(seat, from, HOURS, MOROCCO))
        .recurrence(recurrence)
        .of(series);
  }

  private static Entry at(Entry entry, TimeSlot slot) {
    return new Entry(
        entry.id(),
        entry.reference(),
        entry.site(),
        entry.space(),
        entry.holder(),
        entry.standing(),
        entry.from(),
        entry.to(),
        slot,
        entry.sequence(),
        entry.createdAt(),
        entry.changedAt(),
        entry.series(),
        entry.recurrence(),
        entry.decideBy(),
        entry.purpose(),
        entry.priceCentimes(),
        entry.refundCentimes());
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }
}
