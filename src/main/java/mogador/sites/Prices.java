package mogador.sites;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A site's prices before tax, by kind of space; a kind without an entry is not for sale. */
public record Prices(Map<SpaceKind, Price> byKind) {
  /**
   * What a kind of space costs.
   *
   * @param hourCentimes an hour, before tax, in centimes of a dirham
   * @param dayCentimes a day of opening, before tax, in centimes
   * @param vatRateBp the VAT rate in basis points, 2,000 for 20 %
   */
  public record Price(long hourCentimes, long dayCentimes, int vatRateBp) {}

  /**
   * What a square metre costs a month where a contract says nothing else.
   *
   * @param centimes before tax, in centimes of a dirham
   * @param vatRateBp the VAT rate in basis points, 2,000 for 20 %
   */
  public record Rent(long centimes, int vatRateBp) {}

  public Prices {
    Map<SpaceKind, Price> copy = new EnumMap<>(SpaceKind.class);
    copy.putAll(byKind);
    byKind = Collections.unmodifiableMap(copy);
  }

  public Optional<Price> of(SpaceKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }
}
