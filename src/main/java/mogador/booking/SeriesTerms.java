package mogador.booking;

import java.time.Instant;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.pricing.Payer;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * On what terms someone books at a site: what the rules say to them, and what they pay in money.
 *
 * @param payments empty for the common price, where it is paid anew anyway
 * @param usage what they have of each quota; grows by what is planned
 */
record SeriesTerms(
    Site site,
    Asker asker,
    Payer payer,
    Optional<Payments> payments,
    SeriesUsage usage,
    Instant now) {

  boolean allow(Space space, BookedTime time) {
    return BookingRules.allow(site, space, time, now, asker, usage.of(site, space, time.from()));
  }

  Optional<Refusal> check(Space space, BookedTime time) {
    return BookingRules.check(site, space, time, now, asker, usage.of(site, space, time.from()));
  }

  Price price(Space space, BookedTime time) {
    return payments
        .map(p -> p.price(payer, site, space, time))
        .orElseGet(() -> Price.of(site, space, time));
  }

  SeriesTerms with(SeriesUsage other) {
    return new SeriesTerms(site, asker, payer, payments, other, now);
  }
}
