package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.occupancy.Presence;
import mogador.occupancy.Signal;
import mogador.occupancy.Timeline;
import mogador.occupancy.WatchedSpace;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ComparedProperties {
  private static final Instant START = Instant.parse("2026-12-01T09:00:00Z");

  /** A day by the minute, from {@code BEFORE} the booking on: o, v or ? for each. */
  record Drawn(int length, int held, boolean released, Optional<Integer> came, String minutes) {
    BookedThen booked() {
      return new BookedThen(
          slot(0, length), minute(held), released, came.map(ComparedProperties::minute));
    }

    Seen seen() {
      return new Seen(when('o'), when('v'));
    }

    char at(int minute) {
      return minutes.charAt(minute + 15);
    }

    private SlotSet when(char state) {
      return SlotSet.of(
          IntStream.range(-15, length)
              .filter(minute -> at(minute) == state)
              .mapToObj(minute -> slot(minute, minute + 1))
              .toList());
    }
  }

  @Property
  void everyMomentIsToldOnceAndHoursAddUp(
      @ForAll("bookings") Drawn drawn, @ForAll("slots") List<TimeSlot> others) {
    Compared compared = Compared.of(drawn.booked(), drawn.seen(), others);
    List<TimeSlot> all = new ArrayList<>();
    compared.times().values().forEach(when -> all.addAll(when.slots()));
    assertThat(SlotSet.of(all)).isEqualTo(SlotSet.of(drawn.booked().slot()));
    Map<Fate, Long> sums = new EnumMap<>(Fate.class);
    compared
        .hours()
        .values()
        .forEach(hour -> hour.forEach((f, ms) -> sums.merge(f, ms, Long::sum)));
    assertThat(sums.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(drawn.length() * 60_000L);
    for (Fate fate : Fate.values()) {
      assertThat(compared.time(fate).slots().stream().mapToLong(Compared::millis).sum())
          .isEqualTo(sums.getOrDefault(fate, 0L));
    }
  }

  @Property
  void theOrderAndRepetitionOfOthersAndSignsDoNotMatter(
      @ForAll("signs") List<Signal> signs,
      @ForAll("slots") List<TimeSlot> others,
      @ForAll("bookings") Drawn drawn,
      @ForAll Random random) {
    assertThat(
            Compared.of(drawn.booked(), seen(mixed(signs, random), drawn), mixed(others, random)))
        .isEqualTo(Compared.of(drawn.booked(), seen(signs, drawn), others));
  }

  @Property
  void itIsWhatALookAtEachMinuteGives(
      @ForAll("bookings") Drawn drawn, @ForAll("slots") List<TimeSlot> others) {
    Compared compared = Compared.of(drawn.booked(), drawn.seen(), others);
    for (int minute = 0; minute < drawn.length(); minute++) {
      Fate fate = naive(drawn, others, minute);
      assertThat(compared.time(fate).contains(minute(minute))).as(minute + " " + fate).isTrue();
    }
  }

  @Property
  void silenceAloneProvesNothing(@ForAll("bookings") Drawn drawn) {
    BookedThen booked = drawn.booked();
    var unseen = new BookedThen(booked.slot(), booked.slot().end(), false, Optional.empty());
    assertThat(Compared.of(unseen, Seen.NOTHING, List.of()).outcome()).isEqualTo(Fate.UNKNOWN);
    var badged = new BookedThen(booked.slot(), booked.slot().end(), false, Optional.of(START));
    assertThat(Compared.of(badged, Seen.NOTHING, List.of()).outcome()).isEqualTo(Fate.ATTENDED);
  }

  @Property
  void ofAMomentBookedAgainAndAgainAllButTheLastAreRebooked(
      @ForAll("handedOn") List<Integer> cuts) {
    var end = minute(600);
    List<BookedThen> bookings = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      Instant free = i + 1 < cuts.size() ? minute(cuts.get(i + 1)) : end;
      bookings.add(
          new BookedThen(new TimeSlot(minute(cuts.get(i)), end), free, true, Optional.empty()));
    }
    long kept = 0;
    for (BookedThen one : bookings) {
      List<TimeSlot> others =
          bookings.stream().filter(other -> !other.equals(one)).map(BookedThen::slot).toList();
      Compared compared = Compared.of(one, Seen.NOTHING, others);
      kept +=
          Compared.millis(one.slot())
              - compared.time(Fate.REBOOKED).slots().stream().mapToLong(Compared::millis).sum();
    }
    assertThat(kept).isEqualTo(Compared.millis(new TimeSlot(minute(cuts.getFirst()), end)));
  }

  @Property
  void squatsAreFoundAlikeByTheHourAndAtOnce(
      @ForAll("slots") List<TimeSlot> occupied, @ForAll("slots") List<TimeSlot> claims) {
    var seen = new Seen(SlotSet.of(occupied), SlotSet.EMPTY);
    var day = new TimeSlot(minute(0), minute(600));
    SlotSet byHour = SlotSet.EMPTY;
    for (int hour = 0; hour < 10; hour++) {
      TimeSlot slot = slot(60 * hour, 60 * hour + 60);
      var around =
          new TimeSlot(slot.start().minus(Squats.SHORTEST), slot.end().plus(Squats.SHORTEST));
      var near = new Seen(seen.occupied().intersection(SlotSet.of(around)), SlotSet.EMPTY);
      byHour = byHour.union(Squats.of(near, claims, slot));
    }
    assertThat(byHour).isEqualTo(Squats.of(seen, claims, day));
    for (int minute = 0; minute < 600; minute++) {
      assertThat(byHour.contains(minute(minute))).isEqualTo(squatted(seen, claims, minute));
    }
  }

  private static boolean squatted(Seen seen, List<TimeSlot> claims, int minute) {
    int from = minute;
    while (wrongful(seen, claims, from - 1)) from--;
    int to = minute;
    while (wrongful(seen, claims, to)) to++;
    return to > minute && to - from >= 10;
  }

  private static boolean wrongful(Seen seen, List<TimeSlot> claims, int minute) {
    return seen.occupied().contains(minute(minute))
        && IntStream.rangeClosed(minute - 15, minute + 15)
            .noneMatch(near -> claims.stream().anyMatch(claim -> claim.contains(minute(near))));
  }

  /** From its words rather than from sets. */
  private static Fate naive(Drawn drawn, List<TimeSlot> others, int minute) {
    boolean taken =
        minute >= drawn.held()
            && others.stream()
                .anyMatch(
                    other ->
                        other.contains(minute(minute))
                            && !other.start().isBefore(minute(drawn.held())));
    if (taken) return Fate.REBOOKED;
    int last = -1;
    for (int m = 0; m < drawn.held(); m++) if (counts(drawn, m)) last = m + 1;
    boolean used = last >= 0 || drawn.came().isPresent();
    if (!used) {
      boolean empty = drawn.held() > 0 && silence(drawn, 0) <= 5;
      if (drawn.released() || empty) return Fate.NO_SHOW;
      return minute < drawn.held() ? Fate.UNKNOWN : Fate.ENDED_EARLY;
    }
    int left = Math.max(Math.max(last, 0), drawn.came().orElse(0));
    boolean early = drawn.held() - left >= 15 && silence(drawn, left) <= 5;
    return minute < (early ? left : drawn.held()) ? Fate.ATTENDED : Fate.ENDED_EARLY;
  }

  /** Somebody is there, and not only whoever was there before the doors opened. */
  private static boolean counts(Drawn drawn, int minute) {
    if (drawn.at(minute) != 'o') return false;
    int from = minute;
    while (from > -15 && drawn.at(from - 1) == 'o') from--;
    int to = minute;
    while (to < drawn.length() && drawn.at(to) == 'o') to++;
    return from > -15 || to > 15;
  }

  /** The longest while, in minutes, from then until it was free. */
  private static int silence(Drawn drawn, int from) {
    int longest = 0;
    int now = 0;
    for (int m = from; m < drawn.held(); m++) {
      now = drawn.at(m) == '?' ? now + 1 : 0;
      longest = Math.max(longest, now);
    }
    return longest;
  }

  private static Seen seen(List<Signal> signs, Drawn drawn) {
    Presence empty = new WatchedSpace("essaouira", 1, Presence.HOLD_SEAT, Set.of("s-1")).empty();
    return Seen.of(Timeline.of(empty, signs, slot(-15, drawn.length())));
  }

  private static <T> List<T> mixed(List<T> some, Random random) {
    List<T> mixed = new ArrayList<>(some);
    for (T one : some) if (random.nextBoolean()) mixed.add(one);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private static Instant minute(int number) {
    return START.plus(Duration.ofMinutes(number));
  }

  private static TimeSlot slot(int from, int to) {
    return new TimeSlot(minute(from), minute(to));
  }

  @Provide
  Arbitrary<Drawn> bookings() {
    Arbitrary<String> stretch =
        Combinators.combine(
                Arbitraries.of("o", "v", "v", "?"),
                Arbitraries.frequencyOf(
                    Tuple.of(2, Arbitraries.integers().between(1, 8)),
                    Tuple.of(1, Arbitraries.integers().between(10, 200))))
            .as(String::repeat);
    return Combinators.combine(
            Arbitraries.integers().between(30, 500),
            Arbitraries.integers().between(0, 500),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(-14, 500).optional(0.3),
            stretch.list().ofMaxSize(8))
        .as(
            (length, held, released, came, stretches) ->
                new Drawn(
                    length,
                    released == 3 ? length : Math.min(held, length),
                    released == 0,
                    came.filter(minute -> minute < Math.min(held, length)),
                    String.join("", stretches) + "v".repeat(length + 15)));
  }

  @Provide
  Arbitrary<List<Integer>> handedOn() {
    return Arbitraries.integers()
        .between(0, 590)
        .set()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(cuts -> cuts.stream().sorted().toList());
  }

  @Provide
  Arbitrary<List<TimeSlot>> slots() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 560), Arbitraries.integers().between(1, 90))
        .as((from, length) -> slot(from, from + length))
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Signal>> signs() {
    return Combinators.combine(
            Arbitraries.of(Signal.Kind.class), Arbitraries.integers().between(-20, 500))
        .as((kind, minute) -> new Signal("s-1", kind, minute(minute)))
        .list()
        .ofMaxSize(60);
  }
}
