package mogador.pricing;

import java.util.List;
import mogador.sites.CancellationTiers;
import mogador.sites.SpaceRules;

/** Rules of a space for tests. */
final class TestRules {
  private TestRules() {}

  /** The usual ones, but for the cancellation; the longest notice first. */
  static SpaceRules cancelling(List<CancellationTiers.Tier> cancellation) {
    SpaceRules usual = SpaceRules.DEFAULT;
    return new SpaceRules(
        usual.shortest(),
        usual.longest(),
        usual.grain(),
        usual.lead(),
        usual.horizon(),
        usual.buffer(),
        usual.noShow(),
        usual.earlyLeave(),
        usual.approval(),
        usual.audience(),
        usual.quotas(),
        usual.blackouts(),
        new CancellationTiers(cancellation),
        usual.walkIn());
  }
}
