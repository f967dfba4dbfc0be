package mogador.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import mogador.booking.BookingRules.Refusal;
import mogador.sites.Site;
import mogador.sites.SpaceRules;

/** Whether a time may be booked under some rules: everything the answer depends on. */
record RuleQuestion(
    Site site, SpaceRules rules, BookedTime time, Instant now, Asker asker, Usage usage) {

  RuleQuestion at(BookedTime other) {
    return new RuleQuestion(site, rules, other, now, asker, usage);
  }

  long grainMinutes() {
    return rules.grain().toMinutes();
  }

  boolean onGrain(LocalDateTime local) {
    boolean whole = local.getSecond() == 0 && local.getNano() == 0;
    return whole && minuteOfDay(local) % grainMinutes() == 0;
  }

  LocalDateTime floor(LocalDateTime local) {
    LocalDate day = local.toLocalDate();
    long minutes = minuteOfDay(local);
    return day.atStartOfDay().plusMinutes(minutes - minutes % grainMinutes());
  }

  LocalDateTime ceiling(LocalDateTime local) {
    LocalDateTime floor = floor(local);
    return floor.equals(local) ? local : floor.plusMinutes(grainMinutes());
  }

  LocalDateTime local(Instant at) {
    return site.clock().localAt(at);
  }

  /** The earliest start that is allowed, by the site's clock. */
  LocalDateTime earliest() {
    return bindsLead() ? ceiling(local(now.plus(rules.lead()))) : floor(local(now));
  }

  boolean bindsLead() {
    return !rules.lead().isZero() && !asker.staff();
  }

  /** The latest instant a booking may start at; staff plan at least as far as is usual. */
  Instant farthest() {
    var usual = SpaceRules.DEFAULT.horizon();
    boolean farther = asker.staff() && rules.horizon().compareTo(usual) < 0;
    return now.plus(farther ? usual : rules.horizon());
  }

  static Refusal refusal(
      String code, String field, String rule, String text, Map<String, Object> accepted) {
    return new Refusal(code, field, text, rule, accepted);
  }

  private static long minuteOfDay(LocalDateTime local) {
    return local.getHour() * 60L + local.getMinute();
  }
}
