package mogador.sites;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import mogador.kernel.Vat;

/**
 * What a kind of space costs.
 *
 * @param prices before tax, in centimes of a dirham, by unit; one at least
 * @param members what differs for members of a company of the site; a unit left out costs them the
 *     same as others
 * @param passes the units there are passes for
 */
public record Tariff(
    Map<PriceUnit, Long> prices, Map<PriceUnit, Long> members, Vat vat, Set<PriceUnit> passes) {
  public Tariff {
    if (prices.isEmpty()) throw new IllegalArgumentException("a tariff without a price");
    prices = copy(prices);
    Map<PriceUnit, Long> all = new EnumMap<>(prices);
    all.putAll(members);
    members = members.isEmpty() ? Map.of() : copy(all);
    passes = passes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(passes));
  }

  /** A tariff for all alike, without passes. */
  public static Tariff of(Map<PriceUnit, Long> prices, Vat vat) {
    return new Tariff(prices, Map.of(), vat, Set.of());
  }

  /** The price list of members or of others. */
  public Map<PriceUnit, Long> of(boolean member) {
    return member && hasMembers() ? members : prices;
  }

  /** Whether members pay another price than others. */
  public boolean hasMembers() {
    return !members.isEmpty();
  }

  private static Map<PriceUnit, Long> copy(Map<PriceUnit, Long> prices) {
    return Collections.unmodifiableMap(new EnumMap<>(prices));
  }
}
