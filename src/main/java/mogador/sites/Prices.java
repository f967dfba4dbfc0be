package mogador.sites;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A site's tariffs by kind of space and by date; a kind without one is not for sale.
 *
 * @param byKind those in force from the beginning
 * @param later those that replace them, kind by kind; the earliest first
 * @param credits what a leased m² gives its company each month, in hundredths of a minute, by kind
 */
public record Prices(
    Map<SpaceKind, Tariff> byKind, List<Dated> later, Map<SpaceKind, Integer> credits) {
  /** Tariffs in force from a day on, until others of the same kind are. */
  public record Dated(LocalDate from, Map<SpaceKind, Tariff> byKind) {
    public Dated {
      byKind = copy(byKind);
    }
  }

  /**
   * What a square metre costs a month where a contract says nothing else.
   *
   * @param centimes before tax, in centimes of a dirham
   * @param vatRateBp the VAT rate in basis points, 2,000 for 20 %
   */
  public record Rent(long centimes, int vatRateBp) {}

  public Prices {
    byKind = copy(byKind);
    later = later.stream().sorted(Comparator.comparing(Dated::from)).toList();
    credits = copy(credits);
  }

  /** Prices that never change, without credits. */
  public Prices(Map<SpaceKind, Tariff> byKind) {
    this(byKind, List.of(), Map.of());
  }

  /** The tariff a kind begins with. */
  public Optional<Tariff> of(SpaceKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** The tariff in force on a local day, for bookings that begin on it. */
  public Optional<Tariff> of(SpaceKind kind, LocalDate day) {
    for (int i = later.size() - 1; i >= 0; i--) {
      Dated dated = later.get(i);
      Tariff tariff = dated.byKind().get(kind);
      if (tariff != null && !dated.from().isAfter(day)) return Optional.of(tariff);
    }
    return of(kind);
  }

  private static <T> Map<SpaceKind, T> copy(Map<SpaceKind, T> byKind) {
    Map<SpaceKind, T> copy = new EnumMap<>(SpaceKind.class);
    copy.putAll(byKind);
    return Collections.unmodifiableMap(copy);
  }
}
