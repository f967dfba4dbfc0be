package mogador.sites;

import java.util.List;
import mogador.kernel.LocalText;

/**
 * A level of a site, with its plan.
 *
 * @param width of the plan, in cm
 * @param height of the plan, in cm
 */
public record Floor(String code, LocalText name, int width, int height, List<Decor> decor) {
  public Floor {
    decor = List.copyOf(decor);
  }
}
