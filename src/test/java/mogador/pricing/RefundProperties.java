package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;
import mogador.sites.CancellationTiers.Tier;
import mogador.sites.SpaceRules;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold of whatever comes back. */
class RefundProperties {
  private static final Instant NINE = Instant.parse("2026-12-07T09:00:00Z");
  private static final TimeSlot BOOKED = new TimeSlot(NINE, NINE.plus(Duration.ofHours(8)));

  @Property
  void whatComesBackAndWhatStaysAreAmountsThatAddUp(
      @ForAll("amounts") Amount paid, @ForAll @IntRange(max = 10_000) int share) {
    Amount back = CancellationRule.refund(paid, share);
    // Amounts refuse a tax below zero or above the total.
    Amount kept = paid.minus(back);
    assertThat(back.total()).isBetween(Money.ZERO, paid.total());
    assertThat(kept.total().plus(back.total())).isEqualTo(paid.total());
    assertThat(kept.tax().plus(back.tax())).isEqualTo(paid.tax());
  }

  @Property
  void theTaxInWhatComesBackIsItsShareToHalfACentime(
      @ForAll("amounts") Amount paid, @ForAll @IntRange(max = 10_000) int share) {
    double exact = paid.tax().centimes() * (share / 10_000.0);
    assertThat(CancellationRule.refund(paid, share).tax().centimes() - exact)
        .isBetween(-0.500001, 0.500001);
  }

  @Property
  void partAfterPartNeverMoreThanWasPaidComesBack(
      @ForAll("amounts") Amount paid, @ForAll List<@IntRange(max = 10_000) Integer> shares) {
    Amount kept = paid;
    for (int share : shares) kept = kept.minus(CancellationRule.refund(kept, share));
    assertThat(kept.total()).isBetween(Money.ZERO, paid.total());
  }

  @Property
  void whoCancelsEarlierNeverGetsLess(
      @ForAll("rules") SpaceRules rules,
      @ForAll("amounts") Amount paid,
      @ForAll @IntRange(min = -600, max = 20_000) int minutes,
      @ForAll @IntRange(max = 5_000) int earlier) {
    Instant late = NINE.minus(Duration.ofMinutes(minutes));
    Instant early = late.minus(Duration.ofMinutes(earlier));
    assertThat(CancellationRule.onCancellation(paid, rules, BOOKED, early).total())
        .isGreaterThanOrEqualTo(CancellationRule.onCancellation(paid, rules, BOOKED, late).total());
  }

  @Property
  void whoLeavesEarlierGetsNoLessBackAndNeverMoreThanTheShare(
      @ForAll("amounts") Amount paid,
      @ForAll @IntRange(min = -60, max = 600) int minutes,
      @ForAll @IntRange(max = 60) int earlier,
      @ForAll @IntRange(max = 10_000) int share) {
    Instant end = NINE.plus(Duration.ofMinutes(minutes));
    Amount back = CancellationRule.giveBack(paid, BOOKED, end, share);
    Amount more =
        CancellationRule.giveBack(paid, BOOKED, end.minus(Duration.ofMinutes(earlier)), share);
    assertThat(back.total()).isLessThanOrEqualTo(more.total());
    assertThat(more.total()).isLessThanOrEqualTo(CancellationRule.refund(paid, share).total());
    assertThat(CancellationRule.giveBackShare(BOOKED, end, share)).isBetween(0, share);
  }

  @Provide
  Arbitrary<Amount> amounts() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 5_000_000), Arbitraries.of(0, 700, 1_450, 2_000))
        .as(
            (beforeTax, rate) -> {
              Money tax = new Vat(rate).on(Money.ofCentimes(beforeTax));
              return new Amount(Money.ofCentimes(beforeTax).plus(tax), tax);
            });
  }

  @Provide
  Arbitrary<SpaceRules> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 10_000).set().ofMaxSize(4),
            Arbitraries.integers().between(0, 100).list().ofSize(4))
        .as(
            (notices, percents) -> {
              List<Integer> longestFirst =
                  notices.stream().sorted(Comparator.reverseOrder()).toList();
              List<Integer> mostFirst =
                  percents.stream().sorted(Comparator.reverseOrder()).toList();
              return TestRules.cancelling(
                  IntStream.range(0, longestFirst.size())
                      .mapToObj(
                          i ->
                              new Tier(
                                  Duration.ofMinutes(longestFirst.get(i)), mostFirst.get(i) * 100))
                      .toList());
            });
  }
}
