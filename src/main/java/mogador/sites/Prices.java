package mogador.sites;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.Money;
import mogador.kernel.Vat;

/** A site's prices before tax, by kind of space; a kind without an entry is not for sale. */
public record Prices(Map<SpaceKind, Price> byKind) {
  /** What an hour and a whole day of opening cost, before tax. */
  public record Price(Money hour, Money day, Vat vat) {}

  /** What a square metre costs a month where a contract says nothing else, before tax. */
  public record Rent(Money perSquareMetre, Vat vat) {}

  public Prices {
    Map<SpaceKind, Price> copy = new EnumMap<>(SpaceKind.class);
    copy.putAll(byKind);
    byKind = Collections.unmodifiableMap(copy);
  }

  public Optional<Price> of(SpaceKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }
}
