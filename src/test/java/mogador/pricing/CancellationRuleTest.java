package mogador.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.sites.CancellationTiers.Tier;
import mogador.sites.SpaceRules;
import org.junit.jupiter.api.Test;

class CancellationRuleTest {
  private static final Instant NINE = Instant.parse("2026-12-07T09:00:00Z");
  private static final TimeSlot BOOKED = new TimeSlot(NINE, NINE.plus(Duration.ofHours(8)));
  private static final Amount PAID = amount(14_400, 2_400);
  private static final SpaceRules RULES =
      TestRules.cancelling(
          List.of(new Tier(Duration.ofHours(24), 10_000), new Tier(Duration.ofHours(2), 5_000)));

  @Test
  void aDayAheadAllComesBackAndTwoHoursAheadHalf() {
    assertThat(refund("2026-12-06T09:00:00Z")).isEqualTo(PAID);
    assertThat(refund("2026-12-06T09:00:01Z")).isEqualTo(amount(7_200, 1_200));
    assertThat(refund("2026-12-07T07:00:00Z")).isEqualTo(amount(7_200, 1_200));
    assertThat(refund("2026-12-07T07:00:01Z")).isEqualTo(Amount.ZERO);
  }

  @Test
  void freeUntilTheStartIsFreeAtTheStartAndNotAfter() {
    SpaceRules free = SpaceRules.DEFAULT;
    assertThat(CancellationRule.share(free, BOOKED, NINE)).isEqualTo(10_000);
    assertThat(CancellationRule.share(free, BOOKED, NINE.plusSeconds(1))).isZero();
  }

  @Test
  void whoLeavesHalfwayGetsTheShareOfHalf() {
    Instant noon = NINE.plus(Duration.ofHours(4));
    assertThat(CancellationRule.giveBack(PAID, BOOKED, noon, 10_000))
        .isEqualTo(amount(7_200, 1_200));
    assertThat(CancellationRule.giveBack(PAID, BOOKED, noon, 5_000)).isEqualTo(amount(3_600, 600));
    assertThat(CancellationRule.giveBackShare(BOOKED, noon, 5_000)).isEqualTo(2_500);
  }

  @Test
  void whoStaysGetsNothingAndWhoNeverCameTheShareOfAll() {
    assertThat(CancellationRule.giveBack(PAID, BOOKED, BOOKED.end().plusSeconds(9), 10_000))
        .isEqualTo(Amount.ZERO);
    assertThat(CancellationRule.giveBack(PAID, BOOKED, NINE.minusSeconds(9), 5_000))
        .isEqualTo(amount(7_200, 1_200));
  }

  @Test
  void centimesAreSplitToTheLast() {
    assertThat(CancellationRule.refund(amount(101, 17), 5_000)).isEqualTo(amount(51, 9));
  }

  @Test
  void theSpacesRuleSaysWhatLeavingEarlyIsWorth() {
    Instant noon = NINE.plus(Duration.ofHours(4));
    var half = new SpaceRules.EarlyLeave(true, 50);
    assertThat(CancellationRule.onLeaving(PAID, half, BOOKED, noon)).isEqualTo(amount(3_600, 600));
    assertThat(CancellationRule.share(half, BOOKED, noon)).isEqualTo(2_500);
    assertThat(CancellationRule.onLeaving(PAID, new SpaceRules.EarlyLeave(true, 0), BOOKED, noon))
        .isEqualTo(Amount.ZERO);
  }

  private static Amount refund(String noticed) {
    return CancellationRule.onCancellation(PAID, RULES, BOOKED, Instant.parse(noticed));
  }

  private static Amount amount(long total, long tax) {
    return new Amount(Money.ofCentimes(total), Money.ofCentimes(tax));
  }
}
