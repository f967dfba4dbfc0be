package mogador.sites;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one part of a site file says of rules: only that is changed; blackouts are added. */
public record RuleLayer(
    Optional<Duration> shortest,
    Optional<Duration> longest,
    Optional<Duration> grain,
    Optional<Duration> lead,
    Optional<Duration> horizon,
    Optional<Duration> buffer,
    Optional<SpaceRules.NoShow> noShow,
    Optional<SpaceRules.EarlyLeave> earlyLeave,
    Optional<Boolean> approval,
    Optional<SpaceRules.Audience> audience,
    Optional<List<SpaceRules.Quota>> quotas,
    List<SpaceRules.Blackout> blackouts,
    Optional<CancellationTiers> cancellation,
    Optional<Duration> walkIn) {
  public RuleLayer {
    quotas = quotas.map(List::copyOf);
    blackouts = List.copyOf(blackouts);
  }
}
