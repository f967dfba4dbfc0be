package mogador.booking;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.SeriesOutcome.Place;
import mogador.kernel.Money;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * What a series would be, occurrence by occurrence.
 *
 * @param main the space most of it is in
 * @param rule as it is kept, with its end
 * @param from of the first occurrence its rule gives
 * @param cut the last start that can be booked, where the rule itself has no end
 */
record SeriesPlan(
    Site site,
    Space main,
    String rule,
    LocalDateTime from,
    LocalDateTime to,
    Optional<LocalDateTime> cut,
    List<SeriesOutcome> outcomes) {
  SeriesPlan {
    outcomes = List.copyOf(outcomes);
  }

  /** The same with what became of each. */
  SeriesPlan with(List<SeriesOutcome> others) {
    return new SeriesPlan(site, main, rule, from, to, cut, others);
  }

  /** Whether it can be booked: nothing is in conflict, and something takes place. */
  boolean isPossible() {
    return outcomes.stream().noneMatch(o -> o instanceof SeriesOutcome.Conflict)
        && outcomes.stream().anyMatch(o -> o.place().isPresent());
  }

  /** The rule that forbids every occurrence alike, so that it is the request that is at fault. */
  Optional<Refusal> refusal() {
    Refusal first = outcomes.getFirst().why().orElse(SeriesFit.TAKEN);
    boolean alike =
        outcomes.stream()
            .allMatch(
                o ->
                    o.place().isEmpty()
                        && o.why().filter(why -> why.code().equals(first.code())).isPresent());
    return alike && !first.code().equals(SeriesFit.TAKEN.code())
        ? Optional.of(first)
        : Optional.empty();
  }

  /**
   * Whether all that takes place does so in another plan too, at the same place, and all of it for
   * no more; one of them may cost something else, when a pass has become free for it.
   */
  boolean isAmong(SeriesPlan other) {
    for (int i = 0; i < outcomes.size(); i++) {
      Optional<Place> here = outcomes.get(i).place();
      Optional<Place> there = other.outcomes().get(i).place();
      if (here.isPresent() && !there.map(here.get()::isAt).orElse(false)) return false;
    }
    return total().centimes() <= other.total().centimes();
  }

  /** VAT included. */
  Money total() {
    return outcomes.stream()
        .flatMap(o -> o.place().stream())
        .map(place -> place.price().total())
        .reduce(Money.ZERO, Money::plus);
  }

  /** The same for the same outcomes in the same places, paid for with the same. */
  String fingerprint() {
    var text = new StringBuilder(rule);
    for (SeriesOutcome outcome : outcomes) {
      text.append('|').append(outcome.recurrence()).append(outcome.getClass().getSimpleName());
      outcome
          .place()
          .ifPresent(
              place ->
                  text.append(place.space().id())
                      .append('@')
                      .append(place.time().from())
                      .append('=')
                      .append(place.price().lines()));
    }
    byte[] hash = Ids.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
  }
}
