package mogador.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.Language;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.TestDatabase;
import mogador.sites.Network;
import mogador.sites.Space;
import net.fortuna.ical4j.model.Recur;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever became of a series, what a strict reader makes of its calendar entry are exactly the
 * bookings that stand: also around the days on which clocks change.
 */
class SeriesProperties {
  private static final CalendarWriter WRITER = new CalendarWriter(Samples.SENDER);

  private static @Nullable TestDatabase open;
  private static Network network = Network.EMPTY;

  @BeforeContainer
  static void open() {
    open = TestDatabase.migrated();
    network = Samples.sites(open).current();
  }

  @AfterContainer
  static void close() {
    Objects.requireNonNull(open).close();
  }

  /** What became of an occurrence. */
  enum Fate {
    AS_PLANNED,
    SKIPPED,
    MOVED,
    IN_ANOTHER_SPACE,
    AWAITING,
    LONGER,
    TWICE
  }

  record Plan(String site, String rule, LocalDateTime from, Duration length, List<Fate> fates) {}

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
  void theEntryExpandsToTheBookingsThatStand(@ForAll("plans") Plan plan) {
    Series series = series(plan);
    if (series.entries().isEmpty()) return;
    List<TimeSlot> expected = series.entries().stream().map(Entry::slot).sorted().toList();
    String mail = WRITER.invitation(network, series, Optional.empty(), Samples.STAMP);
    assertThat(ReadBack.of(mail).slots()).as(mail).isEqualTo(expected);
    var words = new EntryWords(network, Language.FR, false);
    String feed = WRITER.published(words, "Mogador", List.of(), List.of(series));
    assertThat(ReadBack.of(feed).slots()).as(feed).isEqualTo(expected);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void anyBookingIsReadBackAsItIs(
      @ForAll("plans") Plan plan, @ForAll("texts") String purpose, @ForAll Language language) {
    for (Entry one : series(plan).entries().stream().limit(1).toList()) {
      Entry entry = new Samples.With(one).purpose(purpose).entry();
      var words = new EntryWords(network, language, true);
      var read = ReadBack.of(WRITER.published(words, "", List.of(entry), List.of()));
      assertThat(read.slots()).containsExactly(entry.slot());
      assertThat(ReadBack.value(read.event(), "SUMMARY"))
          .isEqualTo(ICalText.clean(words.summary(entry)));
    }
  }

  private static Series series(Plan plan) {
    SiteZone zone = network.site(plan.site()).orElseThrow().clock();
    Space seat = Samples.space(network, plan.site(), "p-07");
    Space other = Samples.space(network, plan.site(), "p-08");
    UUID id = UUID.randomUUID();
    var entries = new ArrayList<Entry>();
    List<LocalDateTime> starts = starts(plan);
    for (int i = 0; i < Math.min(starts.size(), plan.fates().size()); i++) {
      LocalDateTime start = starts.get(i);
      switch (plan.fates().get(i)) {
        case SKIPPED -> {}
        case AS_PLANNED -> booked(entries, seat, start, start, plan.length(), zone, id);
        case MOVED -> booked(entries, seat, start, start.plusMinutes(615), plan.length(), zone, id);
        case IN_ANOTHER_SPACE -> booked(entries, other, start, start, plan.length(), zone, id);
        case LONGER -> booked(entries, seat, start, start, plan.length().plusMinutes(45), zone, id);
        case TWICE -> {
          booked(entries, seat, start, start, plan.length(), zone, id);
          booked(entries, other, start, start, plan.length(), zone, id);
        }
        case AWAITING -> {
          booked(entries, seat, start, start, plan.length(), zone, id);
          if (entries.isEmpty()) break;
          entries.add(
              new Samples.With(entries.removeLast()).standing(Entry.Standing.TENTATIVE).entry());
        }
      }
    }
    return new Series(
        id,
        Samples.NADIA,
        plan.site(),
        seat.id(),
        plan.rule(),
        plan.from(),
        plan.from().plus(plan.length()),
        1,
        Samples.STAMP,
        entries);
  }

  /** As booking does it: local times that do not exist are refused. */
  private static void booked(
      List<Entry> entries,
      Space space,
      LocalDateTime recurrence,
      LocalDateTime from,
      Duration length,
      SiteZone zone,
      UUID series) {
    LocalDateTime to = from.plus(length);
    if (zone.read(from) instanceof SiteZone.Reading.Never) return;
    if (zone.read(to) instanceof SiteZone.Reading.Never) return;
    Instant start = zone.firstInstant(from);
    Instant end = zone.firstInstant(to);
    if (zone.read(to) instanceof SiteZone.Reading.Twice(Instant earlier, Instant later)) {
      end = later;
    }
    if (!start.isBefore(end)) return;
    Entry entry = Samples.entry(space, from, length, zone);
    entries.add(
        new Entry(
            entry.id(),
            entry.reference(),
            entry.site(),
            entry.space(),
            entry.holder(),
            entry.standing(),
            from,
            to,
            new TimeSlot(start, end),
            0,
            entry.createdAt(),
            entry.changedAt(),
            Optional.of(series),
            Optional.of(recurrence),
            Optional.empty(),
            "",
            0,
            0));
  }

  /** Those of the rule; for one that is none, some days in a row. */
  private static List<LocalDateTime> starts(Plan plan) {
    try {
      List<LocalDateTime> starts =
          new Recur<LocalDateTime>(plan.rule())
              .getDates(plan.from(), plan.from(), plan.from().plusYears(3), 12);
      if (!starts.isEmpty()) return starts.stream().sorted().distinct().limit(12).toList();
    } catch (RuntimeException none) {
      // Falls through: what stands is shown even if its rule cannot be read.
    }
    return java.util.stream.IntStream.range(0, 12).mapToObj(plan.from()::plusDays).toList();
  }

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<LocalDateTime> from =
        Combinators.combine(
                Arbitraries.of(
                    LocalDate.of(2026, 2, 12),
                    LocalDate.of(2026, 3, 19),
                    LocalDate.of(2026, 3, 26),
                    LocalDate.of(2026, 9, 17),
                    LocalDate.of(2026, 10, 22),
                    LocalDate.of(2026, 12, 1),
                    LocalDate.of(2027, 1, 31)),
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(0, 95))
            .as(
                (day, later, quarter) ->
                    day.plusDays(later).atStartOfDay().plusMinutes(15L * quarter));
    return Combinators.combine(
            Arbitraries.of("essaouira", Samples.PARIS),
            rules(),
            from,
            Arbitraries.integers().between(1, 44).map(q -> Duration.ofMinutes(15L * q)),
            Arbitraries.of(Fate.class).list().ofSize(12))
        .as(Plan::new);
  }

  private static Arbitrary<String> rules() {
    return Arbitraries.of(
        "FREQ=DAILY;COUNT=12",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270601T000000",
        "FREQ=DAILY;BYHOUR=8,14",
        "FREQ=WEEKLY",
        "freq=weekly;byday=mo,th;wkst=su;interval=2;count=10",
        "FREQ=WEEKLY;BYDAY=TU,WE;UNTIL=20270101T100000Z",
        "FREQ=MONTHLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=8",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=1,3,9;COUNT=9",
        "FREQ=HOURLY;INTERVAL=20;COUNT=12",
        "RECURS=NEVER");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "Atelier",
            ", ",
            ";",
            "\\",
            "\\n",
            "\n",
            "\r\n",
            "\"",
            ":",
            "قاعة الاجتماعات",
            "🎉",
            "é".repeat(40),
            "\u0007",
            "BEGIN:VEVENT",
            "^n",
            "{",
            "'",
            " ")
        .list()
        .ofMinSize(0)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
