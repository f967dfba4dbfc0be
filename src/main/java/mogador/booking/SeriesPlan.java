package mogador.booking;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
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

  /** Whether all that takes place does so in another plan too, at the same place and price. */
  boolean isAmong(SeriesPlan other) {
    for (int i = 0; i < outcomes.size(); i++) {
      boolean same = outcomes.get(i).place().equals(other.outcomes().get(i).place());
      if (outcomes.get(i).place().isPresent() && !same) return false;
    }
    return true;
  }

  /** VAT included. */
  Money total() {
    return total(outcomes);
  }

  static Money total(List<SeriesOutcome> outcomes) {
    return outcomes.stream()
        .flatMap(o -> o.place().stream())
        .map(place -> place.price().total())
        .reduce(Money.ZERO, Money::plus);
  }

  /** The same for the same outcomes in the same places at the same price. */
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
                      .append(place.price().total().centimes()));
    }
    byte[] hash = Ids.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
  }
}
