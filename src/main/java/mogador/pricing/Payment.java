package mogador.pricing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mogador.kernel.Vat;
import mogador.sites.PriceUnit;
import mogador.sites.Tariff;

/**
 * How a stretch of time is paid for: with passes, then with credits, the rest with money.
 *
 * <p>A pass pays for a whole unit. For less than its unit it is used only where the rest would cost
 * as much in money as the unit; so a day's pass pays for a working day, and never for one hour.
 *
 * @param lines passes, credits and money, in this order
 * @param money what is left to pay
 * @param passes how many of which pack
 * @param creditMinutes a multiple of 15
 */
public record Payment(List<Line> lines, Quote money, Map<UUID, Integer> passes, int creditMinutes) {
  private static final int QUARTER = PriceUnit.QUARTER_HOUR.minutes();
  private static final Payment NOTHING = new Payment(List.of(), Quote.free(Vat.NONE), Map.of(), 0);

  public Payment {
    lines = List.copyOf(lines);
    passes = Map.copyOf(passes);
  }

  /** Of a kind of space that costs nothing. */
  static Payment nothing() {
    return NOTHING;
  }

  /** With money alone. */
  static Payment of(Quote money) {
    return new Payment(money.lines(), money, Map.of(), 0);
  }

  /** Whether anything but money is used. */
  public boolean usesWallet() {
    return !passes.isEmpty() || creditMinutes > 0;
  }

  /** What is not yet paid for of a stretch, and with what the rest of it is. */
  private static final class Till {
    private final Tariff tariff;
    private final boolean member;
    private final Map<UUID, Integer> passes = new java.util.LinkedHashMap<>();
    private final Map<PriceUnit, Long> byUnit = new EnumMap<>(PriceUnit.class);
    private long quarters;

    Till(Tariff tariff, boolean member, long quarters) {
      this.tariff = tariff;
      this.member = member;
      this.quarters = quarters;
    }

    private long worth(long quarters) {
      return Quote.of(tariff, quarters, member).total().centimes();
    }

    void take(PackBalance pack) {
      long length = pack.unit().minutes() / QUARTER;
      if (worth(quarters) == 0) return;
      long used = Math.min(pack.passes(), quarters / length);
      quarters -= used * length;
      boolean worthOneMore =
          used < pack.passes() && quarters > 0 && worth(quarters) >= worth(length);
      if (worthOneMore) {
        used++;
        quarters = Math.max(0, quarters - length);
      }
      if (used == 0) return;
      passes.put(pack.id(), Math.toIntExact(used));
      byUnit.merge(pack.unit(), used, Long::sum);
    }

    int takeCredit(int minutes) {
      if (worth(quarters) == 0) return 0;
      long used = Math.min(minutes / QUARTER, quarters);
      quarters -= used;
      return Math.toIntExact(used * QUARTER);
    }
  }

  /**
   * Pays for a stretch.
   *
   * @param packs those that may be used for it
   * @param creditMinutes left
   */
  static Payment pay(
      Tariff tariff, boolean member, long quarters, List<PackBalance> packs, int creditMinutes) {
    var till = new Till(tariff, member, quarters);
    packs.stream().sorted(PackBalance.IN_USE).forEach(till::take);
    int credit = till.takeCredit(creditMinutes);
    Quote money = Quote.of(tariff, till.quarters, member);
    List<Line> lines = new ArrayList<>();
    for (PriceUnit unit : PriceUnit.OF_PASSES.reversed()) {
      Long count = till.byUnit.get(unit);
      if (count != null) lines.add(Line.free(PaidBy.PASS, unit, count));
    }
    if (credit > 0) lines.add(Line.free(PaidBy.CREDIT, PriceUnit.MINUTE, credit));
    lines.addAll(money.lines());
    return new Payment(lines, money, till.passes, credit);
  }
}
