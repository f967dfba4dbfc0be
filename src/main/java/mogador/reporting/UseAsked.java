package mogador.reporting;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import mogador.sites.Site;
import mogador.sites.SpaceKind;
import mogador.web.Input;

/**
 * Which use a report is of.
 *
 * @param floor a code of the site's; all floors where empty, or no floor was named by it
 * @param kind likewise
 */
record UseAsked(Site site, UsePeriod period, Optional<String> floor, Optional<SpaceKind> kind) {

  /** By {@code from}, {@code to}, {@code floor} and {@code kind} of the query. */
  static UseAsked of(RoutingContext ctx, Site site, Instant now) {
    return new UseAsked(
        site,
        UsePeriod.of(
            Input.query(ctx, "from"),
            Input.query(ctx, "to"),
            site.clock().localAt(now).toLocalDate()),
        Input.query(ctx, "floor").filter(code -> site.floor(code).isPresent()),
        Input.query(ctx, "kind").flatMap(SpaceKind::of));
  }
}
