package mogador.reporting;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mogador.sites.Site;
import mogador.web.Input;

/**
 * What use is compared with: other days, another floor, or another park, all of it.
 *
 * @param code as the query says it
 * @param isOwnDays whether it is of days that were asked for
 */
record UseWith(String code, boolean isOwnDays, UseAsked asked) {
  static final String BEFORE = "before";
  static final String FLOOR = "floor:";
  static final String SITE = "site:";

  /**
   * By {@code with}, {@code with_from} and {@code with_to} of the query. Floors and parks are
   * compared over the same days unless others are asked for.
   *
   * @param managed the sites of whoever asks
   * @return empty for nothing, or nothing there is
   */
  static Optional<UseWith> of(RoutingContext ctx, UseAsked first, List<Site> managed) {
    return Input.query(ctx, "with")
        .flatMap(
            code ->
                of(
                    code,
                    Input.query(ctx, "with_from"),
                    Input.query(ctx, "with_to"),
                    first,
                    managed));
  }

  static Optional<UseWith> of(
      String code, Optional<String> from, Optional<String> to, UseAsked first, List<Site> managed) {
    boolean isOwnDays =
        Stream.of(from, to).flatMap(Optional::stream).anyMatch(day -> !day.isEmpty());
    if (code.equals(BEFORE)) {
      UsePeriod days = UsePeriod.of(from, to, first.period().before());
      return Optional.of(
          new UseWith(
              code, isOwnDays, new UseAsked(first.site(), days, first.floor(), first.kind())));
    }
    UsePeriod days = UsePeriod.of(from, to, first.period());
    return named(code, FLOOR, floor -> first.site().floor(floor).isPresent())
        .map(floor -> new UseAsked(first.site(), days, Optional.of(floor), first.kind()))
        .or(
            () ->
                managed.stream()
                    .filter(site -> code.equals(SITE + site.id()))
                    .findFirst()
                    .map(site -> new UseAsked(site, days, Optional.empty(), first.kind())))
        .map(asked -> new UseWith(code, isOwnDays, asked));
  }

  private static Optional<String> named(String code, String what, Predicate<String> isThere) {
    return Optional.of(code)
        .filter(text -> text.startsWith(what))
        .map(text -> text.substring(what.length()))
        .filter(isThere);
  }
}
