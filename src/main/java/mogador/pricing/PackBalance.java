package mogador.pricing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import mogador.sites.PriceUnit;

/**
 * What is left of a pack.
 *
 * @param endsOn the day after its last
 */
record PackBalance(UUID id, PriceUnit unit, int passes, LocalDate endsOn) {
  /** The order in which packs are used: the longest unit first, of these what ends soonest. */
  static final Comparator<PackBalance> IN_USE =
      Comparator.comparing(PackBalance::unit)
          .reversed()
          .thenComparing(PackBalance::endsOn)
          .thenComparing(PackBalance::id);

  PackBalance less(int used) {
    return new PackBalance(id, unit, Math.max(0, passes - used), endsOn);
  }
}
