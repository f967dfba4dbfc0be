package mogador.booking;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import mogador.booking.BookingRules.Refusal;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * On what terms someone books at a site: what the rules say to them, and what they pay.
 *
 * @param prices what each place costs, asked in the order in which they are paid for
 * @param usage what they have of each quota; grows by what is planned
 */
record SeriesTerms(
    Site site,
    Asker asker,
    BiFunction<Space, BookedTime, Price> prices,
    SeriesUsage usage,
    Instant now) {

  boolean allow(Space space, BookedTime time) {
    return BookingRules.allow(site, space, time, now, asker, usage.of(site, space, time.from()));
  }

  Optional<Refusal> check(Space space, BookedTime time) {
    return BookingRules.check(site, space, time, now, asker, usage.of(site, space, time.from()));
  }

  Price price(Space space, BookedTime time) {
    return prices.apply(space, time);
  }

  SeriesTerms with(SeriesUsage other) {
    return new SeriesTerms(site, asker, prices, other, now);
  }
}
