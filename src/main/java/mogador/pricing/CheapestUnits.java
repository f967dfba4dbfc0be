package mogador.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mogador.kernel.Money;
import mogador.kernel.Vat;
import mogador.sites.PriceUnit;
import mogador.sites.Tariff;

/**
 * The cheapest set of units at least as long as a stretch.
 *
 * <p>From the quarter of an hour to the week each unit is a whole number of the one before, so a
 * stretch is filled from the longest down, and at each step the choice is between one more of a
 * unit and the best of the shorter ones. A month is no whole number of weeks: every number of
 * months that could be of use is tried.
 */
final class CheapestUnits {
  private static final PriceUnit[] CHAIN = {
    PriceUnit.QUARTER_HOUR, PriceUnit.HOUR, PriceUnit.HALF_DAY, PriceUnit.DAY, PriceUnit.WEEK
  };
  private static final int MONTH = CHAIN.length;
  private static final long[] LENGTH = lengths();
  private static final long NONE = -1;

  private final long[] price = new long[MONTH + 1];
  private final long[] tax = new long[MONTH + 1];

  /** Of a block as long as the unit, VAT included; none where no unit so short has a price. */
  private final long[] block = new long[MONTH];

  private CheapestUnits(Map<PriceUnit, Long> prices, Vat vat) {
    for (int i = 0; i <= MONTH; i++) {
      Long given = prices.get(i == MONTH ? PriceUnit.MONTH : CHAIN[i]);
      set(i, given == null ? NONE : given, vat);
    }
    Long hour = prices.get(PriceUnit.HOUR);
    if (hour != null) set(0, Math.floorDiv(hour + 2, 4L), vat);
    block[0] = whole(0);
    for (int i = 1; i < MONTH; i++) {
      long parts = block[i - 1] == NONE ? NONE : block[i - 1] * (LENGTH[i] / LENGTH[i - 1]);
      block[i] = price[i] == NONE || (parts != NONE && parts < whole(i)) ? parts : whole(i);
    }
  }

  static CheapestUnits of(Tariff tariff, boolean member) {
    return new CheapestUnits(tariff.of(member), tariff.vat());
  }

  /** The units, the longest first. */
  List<Line> cover(long quarters) {
    long[] best = new long[MONTH + 1];
    long cheapest = NONE;
    long most = price[MONTH] == NONE ? 0 : Math.ceilDiv(quarters, LENGTH[MONTH]);
    for (long months = 0; months <= most; months++) {
      long rest = Math.max(0, quarters - months * LENGTH[MONTH]);
      if (rest > 0 && block[MONTH - 1] == NONE) continue;
      long[] counts = new long[MONTH + 1];
      long cost = (months == 0 ? 0 : months * whole(MONTH)) + fill(MONTH - 1, rest, counts);
      counts[MONTH] = months;
      if (cheapest == NONE || cost <= cheapest) {
        cheapest = cost;
        best = counts;
      }
    }
    return lines(best);
  }

  /** Adds the units up to one that cover a stretch cheapest; what they cost. */
  private long fill(int unit, long quarters, long[] counts) {
    if (quarters == 0) return 0;
    long blocks = quarters / LENGTH[unit];
    long rest = quarters % LENGTH[unit];
    if (blocks > 0) addBlocks(unit, blocks, counts);
    long cost = blocks * block[unit];
    if (rest == 0) return cost;
    if (unit == 0 || block[unit - 1] == NONE) {
      addBlocks(unit, 1, counts);
      return cost + block[unit];
    }
    long[] shorter = new long[MONTH + 1];
    long shorterCost = fill(unit - 1, rest, shorter);
    // One of a kind reads better than several as dear.
    if (block[unit] <= shorterCost) {
      addBlocks(unit, 1, counts);
      return cost + block[unit];
    }
    for (int i = 0; i < unit; i++) counts[i] += shorter[i];
    return cost + shorterCost;
  }

  private void addBlocks(int unit, long blocks, long[] counts) {
    int used = unit;
    long times = blocks;
    while (price[used] == NONE || whole(used) != block[used]) {
      times *= LENGTH[used] / LENGTH[used - 1];
      used--;
    }
    counts[used] += times;
  }

  private List<Line> lines(long[] counts) {
    List<Line> lines = new ArrayList<>(3);
    for (int i = MONTH; i >= 0; i--) {
      if (counts[i] == 0) continue;
      PriceUnit unit = i == MONTH ? PriceUnit.MONTH : CHAIN[i];
      lines.add(Line.money(unit, counts[i], Money.ofCentimes(price[i]), Money.ofCentimes(tax[i])));
    }
    return lines;
  }

  private long whole(int unit) {
    return price[unit] == NONE ? NONE : price[unit] + tax[unit];
  }

  private void set(int unit, long centimes, Vat vat) {
    price[unit] = centimes;
    tax[unit] = centimes == NONE ? 0 : (centimes * vat.basisPoints() + 5_000) / 10_000;
  }

  private static long[] lengths() {
    long[] lengths = new long[MONTH + 1];
    for (int i = 0; i < MONTH; i++) lengths[i] = quarters(CHAIN[i]);
    lengths[MONTH] = quarters(PriceUnit.MONTH);
    return lengths;
  }

  private static long quarters(PriceUnit unit) {
    return unit.minutes() / PriceUnit.QUARTER_HOUR.minutes();
  }
}
