package mogador.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mogador.kernel.Language;
import mogador.visits.VisitPark.Letter;
import mogador.visits.VisitSteps.Outcome;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * However often a visit is changed, also over the night when an hour came twice: doors open for its
 * time and no other, and calendars learn of each change by a number that rises.
 */
class VisitProperties {
  private static @Nullable VisitPark open;

  @BeforeContainer
  static void open() {
    open = new VisitPark();
  }

  @AfterContainer
  static void close() {
    park().close();
  }

  private static VisitPark park() {
    return Objects.requireNonNull(open);
  }

  /** What its host does next. */
  sealed interface Step {
    /** In quarters of an hour after the first wish. */
    record Move(int later, int length, Optional<String> space) implements Step {}

    record Rename(String name, Language language) implements Step {}

    record Cancel() implements Step {}
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void doorsAndCalendarsFollowTheVisit(@ForAll("steps") List<Step> steps) {
    LocalDateTime from = VisitPark.FROM;
    Visit.Guest guest = VisitPark.guest("Karim", Language.FR);
    Visit visit = park().invite(VisitPark.wish(guest, from, from.plusHours(2)));
    for (Step step : steps) {
      Visit before = park().now(visit);
      boolean done = take(visit, step) instanceof Outcome.Done;
      Visit after = park().now(visit);
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.token()).isEqualTo(before.token());
      boolean same = after.equals(before);
      assertThat(done || same).as("what is refused changes nothing").isTrue();
      assertThat(after.version().sequence())
          .isEqualTo(before.version().sequence() + (same ? 0 : 1));
      follows(after);
    }
  }

  private static Outcome take(Visit visit, Step step) {
    return switch (step) {
      case Step.Move(int later, int length, Optional<String> space) -> {
        LocalDateTime from = VisitPark.FROM.plusMinutes(15L * later);
        yield park()
            .visits
            .change(
                park().host,
                visit.id(),
                was -> new Wish(was.guest(), from, from.plusMinutes(15L * length), space));
      }
      case Step.Rename(String name, Language language) ->
          park()
              .visits
              .change(
                  park().host,
                  visit.id(),
                  was ->
                      new Wish(
                          new Visit.Guest(name, Optional.empty(), "", "", language),
                          was.from(),
                          was.to(),
                          was.space()));
      case Step.Cancel() -> park().visits.cancel(park().host, visit.id());
    };
  }

  private static void follows(Visit visit) {
    boolean cancelled = visit.status() == VisitStatus.CANCELLED;
    if (cancelled) {
      assertThat(park().rights(visit)).isEmpty();
    } else {
      assertThat(park().rights(visit)).containsExactly(visit.doorsOpen());
    }
    List<Letter> letters = park().letters(visit);
    assertThat(letters).hasSize(visit.version().sequence() + 1);
    for (int i = 0; i < letters.size(); i++) {
      assertThat(letters.get(i).says("SEQUENCE")).isEqualTo(String.valueOf(i));
      assertThat(letters.get(i).says("UID")).isEqualTo(visit.id() + "@mogador");
    }
    Letter last = letters.getLast();
    assertThat(last.calendar().method()).isEqualTo(cancelled ? "CANCEL" : "REQUEST");
    assertThat(last.calendar().slots()).containsExactly(visit.slot());
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> moves =
        Combinators.combine(
                Arbitraries.integers().between(-24, 96),
                Arbitraries.integers().between(0, 100),
                Arbitraries.of("p-1", "b-1", "nowhere").optional(0.5))
            .as(Step.Move::new);
    Arbitrary<Step> renames =
        Combinators.combine(Arbitraries.of("Karim", "Leïla"), Arbitraries.of(Language.values()))
            .as(Step.Rename::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, moves),
            Tuple.of(3, renames),
            Tuple.of(1, Arbitraries.just((Step) new Step.Cancel())))
        .list()
        .ofMaxSize(8);
  }
}
