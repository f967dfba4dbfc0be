package mogador.uplinks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mogador.sites.RemoteSensor;

/**
 * A device of a site that a network server speaks for.
 *
 * @param device its code in the site
 * @param space the code of the space it watches
 * @param silence after which it is missed, and not believed any more
 * @param by whoever adopted it; nobody if the site's file did
 */
record Adoption(
    Heard.Key key,
    String site,
    String device,
    String space,
    Codec codec,
    SignalMap map,
    Duration silence,
    Instant at,
    Optional<String> by) {
  /** Most sensors report once an hour; so one report may be lost. */
  static final Duration USUAL_SILENCE = Duration.ofMinutes(130);

  static final Duration SHORTEST_SILENCE = Duration.ofMinutes(5);
  static final Duration LONGEST_SILENCE = Duration.ofDays(2);

  /** What a device of a site is called: by its EUI. */
  static String device(String eui) {
    return RemoteSensor.code(eui);
  }

  /** Whether the site's file says so, and not a manager. */
  boolean isOfFile() {
    return by.isEmpty();
  }
}
