package mogador.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceNow;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Two people, two doors, two seats, a day in steps of ten minutes: much happens at once. */
class InsideProperties {
  private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");
  private static final Instant NOW = at(60);
  private static final List<UUID> PEOPLE = List.of(new UUID(0, 1), new UUID(0, 2));

  @Property
  void oneAnswerInWhateverOrderAndHoweverOftenSignsCome(
      @ForAll("signs") List<Sign> signs,
      @ForAll("around") Surroundings around,
      @ForAll Random random) {
    List<Sign> shuffled = new ArrayList<>(signs);
    for (Sign sign : signs) if (random.nextBoolean()) shuffled.add(sign);
    Collections.shuffle(shuffled, random);
    assertThat(Inside.of(shuffled, around)).isEqualTo(Inside.of(signs, around));
  }

  @Property
  void eachIsListedOnceAndNobodyWithoutASign(
      @ForAll("signs") List<Sign> signs, @ForAll("around") Surroundings around) {
    assertThat(Inside.of(signs, around))
        .extracting(Seen::person)
        .doesNotHaveDuplicates()
        .isSubsetOf(signs.stream().map(Sign::person).toList());
  }

  @Property
  void whoWalksInNowIsSurelyThereWhateverWasBefore(
      @ForAll("signs") List<Sign> signs, @ForAll("around") Surroundings around) {
    List<Sign> more = new ArrayList<>(signs);
    more.add(new Sign.LetIn(PEOPLE.getFirst(), "d-in", true, NOW));
    assertThat(Inside.of(more, around))
        .anySatisfy(
            seen -> {
              assertThat(seen.person()).isEqualTo(PEOPLE.getFirst());
              assertThat(seen.confidence()).isEqualTo(Confidence.SURE);
            });
  }

  @Property
  void whoLeavesAfterEverythingElseIsNotThere(
      @ForAll("signs") List<Sign> signs, @ForAll("around") Surroundings around) {
    Surroundings later =
        new Surroundings(at(62), around.since(), around.entitled(), around.presence());
    List<Sign> more = new ArrayList<>(signs);
    more.add(new Sign.Left(PEOPLE.getFirst(), at(62)));
    assertThat(Inside.of(more, later)).extracting(Seen::person).doesNotContain(PEOPLE.getFirst());
  }

  @Property
  void whatOneDoesSaysNothingOfTheOther(
      @ForAll("signs") List<Sign> signs, @ForAll("around") Surroundings around) {
    for (UUID person : PEOPLE) {
      List<Sign> own = signs.stream().filter(sign -> sign.person().equals(person)).toList();
      assertThat(Inside.of(signs, around).stream().filter(s -> s.person().equals(person)))
          .isEqualTo(Inside.of(own, around));
    }
  }

  @Property
  void noMorePlacesAreUnaccountedForThanAreOccupied(
      @ForAll("places") List<SensorsSay.Place> places, @ForAll("owned") Set<Long> own) {
    Set<SensorsSay.Place> occupied = Set.copyOf(places);
    SensorsSay alone = SensorsSay.of(occupied, own, Map.of(), 0, List.of());
    SensorsSay withOne = SensorsSay.of(occupied, own, Map.of("hall", 1), 0, List.of());
    assertThat(alone.unlisted()).isBetween(0, occupied.size());
    assertThat(withOne.unlisted()).isBetween(Math.max(0, alone.unlisted() - 1), alone.unlisted());
  }

  @Provide
  Arbitrary<List<Sign>> signs() {
    Arbitrary<UUID> people = Arbitraries.of(PEOPLE);
    Arbitrary<Integer> times = Arbitraries.integers().between(0, 61);
    Arbitrary<Sign> doors =
        Combinators.combine(
                people, Arbitraries.of("d-in", "d-work"), Arbitraries.of(true, false), times)
            .as((who, door, opened, time) -> new Sign.LetIn(who, door, opened, at(time)));
    Arbitrary<Sign> bookings =
        Combinators.combine(
                people,
                Arbitraries.of(1L, 2L),
                times,
                Arbitraries.integers().between(1, 20),
                Arbitraries.of(true, false))
            .as(
                (who, seat, from, length, came) ->
                    new Sign.Booked(
                        who,
                        seat,
                        new TimeSlot(at(from), at(from + length)),
                        came && from < 60 ? Optional.of(at(from)) : Optional.empty()));
    Arbitrary<Sign> desk =
        Combinators.combine(people, times).as((who, time) -> new Sign.Received(who, at(time)));
    Arbitrary<Sign> leaving =
        Combinators.combine(people, times).as((who, time) -> new Sign.Left(who, at(time)));
    return Arbitraries.oneOf(doors, bookings, desk, leaving).list().ofMaxSize(10);
  }

  @Provide
  Arbitrary<Surroundings> around() {
    Arbitrary<PresenceNow> presence = Arbitraries.of(PresenceNow.class);
    return Combinators.combine(
            Arbitraries.integers().between(0, 50), Arbitraries.of(PEOPLE).set(), presence, presence)
        .as(
            (since, entitled, one, two) ->
                new Surroundings(NOW, at(since), entitled, Map.of(1L, one, 2L, two)));
  }

  @Provide
  Arbitrary<List<SensorsSay.Place>> places() {
    return Arbitraries.longs()
        .between(1, 8)
        .map(atom -> new SensorsSay.Place(atom, atom % 2 == 0 ? "hall" : "work"))
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<Set<Long>> owned() {
    return Arbitraries.longs().between(1, 8).set();
  }

  private static Instant at(int tens) {
    return START.plus(Duration.ofMinutes(10L * tens));
  }
}
