package mogador.pricing;

import java.util.Map;
import mogador.sites.PriceUnit;

/**
 * What came back of a booking's passes and credits.
 *
 * @param passes whole ones, by unit
 */
public record GivenBack(Map<PriceUnit, Integer> passes, int creditMinutes) {
  public static final GivenBack NOTHING = new GivenBack(Map.of(), 0);

  public GivenBack {
    passes = Map.copyOf(passes);
  }
}
