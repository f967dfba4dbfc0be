package mogador.booking;

import static mogador.booking.RuleQuestion.refusal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.booking.BookingRules.Refusal;
import mogador.sites.Holiday;
import mogador.sites.OpeningHours.Period;
import mogador.sites.SiteStatus;
import mogador.sites.SpaceRules;
import mogador.sites.SpaceRules.Audience;
import mogador.sites.SpaceRules.Blackout;
import mogador.sites.SpaceRules.Quota;

/** Each rule by itself; the first one broken is told. */
final class RuleChecks {
  private RuleChecks() {}

  static Optional<Refusal> first(RuleQuestion asked) {
    if (asked.site().status() != SiteStatus.OPEN) {
      return told("site_not_open", "site", "status", "This site is not open yet.", Map.of());
    }
    Optional<Refusal> refusal = audience(asked);
    if (refusal.isEmpty()) refusal = grain(asked, "from", asked.time().from());
    if (refusal.isEmpty()) refusal = grain(asked, "to", asked.time().to());
    if (refusal.isEmpty()) refusal = length(asked);
    if (refusal.isEmpty()) refusal = notice(asked);
    if (refusal.isEmpty()) refusal = hours(asked);
    if (refusal.isEmpty()) refusal = blackouts(asked);
    if (refusal.isEmpty()) refusal = quotas(asked);
    return refusal;
  }

  /** What the end of a booking must keep that has begun. */
  static Optional<Refusal> end(RuleQuestion asked) {
    Optional<Refusal> refusal = grain(asked, "to", asked.time().to());
    if (refusal.isEmpty()) refusal = longest(asked);
    if (refusal.isEmpty()) refusal = hours(asked);
    if (refusal.isEmpty()) refusal = blackouts(asked);
    if (refusal.isEmpty()) refusal = quotas(asked);
    return refusal;
  }

  private static Optional<Refusal> audience(RuleQuestion asked) {
    Audience audience = asked.rules().audience();
    boolean welcome =
        asked.asker().staff()
            || switch (audience) {
              case ANYONE -> true;
              case TENANTS -> asked.asker().tenant();
              case STAFF -> false;
            };
    if (welcome) return Optional.empty();
    String text =
        audience == Audience.TENANTS
            ? "Only members of a company of the park may book this."
            : "Only those who manage the park may book this.";
    return told(audience.code() + "_only", "space", "who", text, Map.of("who", audience.code()));
  }

  private static Optional<Refusal> grain(RuleQuestion asked, String field, LocalDateTime time) {
    if (asked.onGrain(time)) return Optional.empty();
    long minutes = asked.grainMinutes();
    String text = "Times are on multiples of " + minutes + " minutes after midnight.";
    return told("off_grain", field, "grain", text, Map.of("grain_minutes", minutes));
  }

  private static Optional<Refusal> length(RuleQuestion asked) {
    Duration shortest = asked.rules().shortest();
    if (asked.time().slot().length().compareTo(shortest) < 0) {
      long minutes = shortest.toMinutes();
      String text = "A booking here lasts " + minutes + " minutes at least.";
      return told("too_short", "to", "shortest", text, Map.of("shortest_minutes", minutes));
    }
    return longest(asked);
  }

  private static Optional<Refusal> longest(RuleQuestion asked) {
    Duration longest = asked.rules().longest();
    if (asked.time().slot().length().compareTo(longest) <= 0) return Optional.empty();
    long minutes = longest.toMinutes();
    String text = "A booking here lasts " + minutes + " minutes at most.";
    return told("too_long", "to", "longest", text, Map.of("longest_minutes", minutes));
  }

  private static Optional<Refusal> notice(RuleQuestion asked) {
    Instant start = asked.time().slot().start();
    SpaceRules rules = asked.rules();
    // The grain that has begun may still be booked: someone stands at the desk.
    if (start.isBefore(asked.now().minus(rules.grain()))) {
      return told(
          "in_the_past",
          "from",
          "lead",
          "That time has passed.",
          Map.of("earliest", asked.earliest()));
    }
    if (asked.bindsLead() && start.isBefore(asked.now().plus(rules.lead()))) {
      long minutes = rules.lead().toMinutes();
      return told(
          "too_soon",
          "from",
          "lead",
          "Book this " + minutes + " minutes before it begins, or earlier.",
          ordered("lead_minutes", minutes, "earliest", asked.earliest()));
    }
    Instant farthest = asked.farthest();
    if (start.isAfter(farthest)) {
      long days = Duration.between(asked.now(), farthest).toDays();
      return told(
          "too_far_ahead",
          "from",
          "horizon",
          "Book this at most " + days + " days ahead.",
          ordered(
              "horizon_minutes",
              Duration.between(asked.now(), farthest).toMinutes(),
              "latest",
              asked.floor(asked.local(farthest))));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> hours(RuleQuestion asked) {
    var hours = asked.site().hours();
    BookedTime time = asked.time();
    if (hours.contain(time.from(), time.to())) return Optional.empty();
    LocalDateTime reached = time.from();
    for (LocalDateTime next = hours.openUntil(reached);
        next.isAfter(reached);
        next = hours.openUntil(reached)) {
      reached = next;
    }
    LocalDate day = reached.toLocalDate();
    List<Period> openings = hours.on(day);
    Map<String, Object> accepted = new LinkedHashMap<>();
    accepted.put("day", day);
    accepted.put("openings", openings);
    var text = new StringBuilder("The site is not open all that time. On " + day);
    if (openings.isEmpty()) text.append(" it is closed");
    else text.append(" it opens");
    for (Period period : openings) {
      text.append(' ').append(period.from()).append('–').append(period.to());
    }
    Optional<Holiday> holiday =
        hours.holidays().on(day).stream().filter(h -> !h.hours().usual()).findFirst();
    holiday.ifPresent(h -> accepted.put("holiday", h));
    holiday.ifPresent(h -> text.append(" (").append(h.name().en()).append(')'));
    boolean atStart = reached.equals(time.from());
    return told(
        "outside_opening_hours",
        atStart ? "from" : "to",
        "hours",
        text.append('.').toString(),
        accepted);
  }

  private static Optional<Refusal> blackouts(RuleQuestion asked) {
    for (Blackout blackout : asked.rules().blackouts()) {
      if (!blackout.overlaps(asked.time().from(), asked.time().to())) continue;
      return told(
          "blackout",
          asked.time().from().isBefore(blackout.from()) ? "to" : "from",
          "blackouts",
          "It may not be booked from %s to %s: %s."
              .formatted(blackout.from(), blackout.to(), blackout.reason().en()),
          ordered(
              "until", blackout.from(), "again_from", blackout.to(), "reason", blackout.reason()));
    }
    return Optional.empty();
  }

  static Optional<Refusal> quotas(RuleQuestion asked) {
    if (asked.asker().staff()) return Optional.empty();
    for (Quota quota : asked.rules().quotas()) {
      Optional<Refusal> refusal = quota(asked, quota, asked.usage().of(quota));
      if (refusal.isPresent()) return refusal;
    }
    return Optional.empty();
  }

  private static Optional<Refusal> quota(RuleQuestion asked, Quota quota, long used) {
    return switch (quota) {
      case Quota.Time(var scope, var per, Duration most) -> {
        long minutes = most.toMinutes();
        if (used + asked.time().slot().length().toMinutes() <= minutes) yield Optional.empty();
        long left = Math.max(0, minutes - used);
        yield told(
            "quota_time",
            "to",
            "quotas",
            "You may have %d minutes a %s here and have %d.".formatted(minutes, per.code(), used),
            ordered("per", per.code(), "most_minutes", minutes, "left_minutes", left));
      }
      case Quota.Bookings(var scope, var per, int most) ->
          used < most
              ? Optional.empty()
              : told(
                  "quota_bookings",
                  "from",
                  "quotas",
                  "You may have %d bookings a %s here and have %d."
                      .formatted(most, per.code(), used),
                  ordered("per", per.code(), "most", (long) most, "used", used));
      case Quota.Open(var scope, int most) ->
          used < most
              ? Optional.empty()
              : told(
                  "quota_open",
                  "from",
                  "quotas",
                  "You may have %d bookings to come here and have %d.".formatted(most, used),
                  ordered("most", (long) most, "used", used));
    };
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }

  private static Optional<Refusal> told(
      String code, String field, String rule, String text, Map<String, Object> accepted) {
    return Optional.of(refusal(code, field, rule, text, accepted));
  }
}
