package mogador.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.sites.SpaceRules;

/**
 * When, what and by whom may be booked, whatever is free. All pure: what a person has already is
 * given, and needed only where a rule asks for it ({@link QuotaUsage}).
 */
final class BookingRules {
  static final int GRAIN_MINUTES = 15;
  static final Duration LONGEST = SpaceRules.DEFAULT.longest();
  static final Duration HORIZON = SpaceRules.DEFAULT.horizon();

  private BookingRules() {}

  /**
   * Why not.
   *
   * @param code stable
   * @param field the input at fault
   * @param text a sentence in English
   * @param rule the key of the site file that says so; empty when it is no rule of a site
   * @param accepted what would be, by the names of the contract; local times, lengths in minutes,
   *     texts. With {@code from} and {@code to} that time breaks no rule
   */
  record Refusal(
      String code, String field, String text, String rule, Map<String, Object> accepted) {
    Refusal {
      accepted = Collections.unmodifiableMap(new LinkedHashMap<>(accepted));
    }

    Refusal(String code, String field, String text) {
      this(code, field, text, "", Map.of());
    }

    private Refusal with(BookedTime time) {
      Map<String, Object> more = new LinkedHashMap<>(accepted);
      more.put("from", time.from());
      more.put("to", time.to());
      return new Refusal(code, field, text, rule, more);
    }
  }

  /** Whether a time was understood, and if not why not. */
  sealed interface Read {
    record Time(BookedTime time) implements Read {}

    record No(Refusal refusal) implements Read {}
  }

  /** What two texts mean at a zone. */
  static Read read(String from, String to, SiteZone zone) {
    return switch (AskedTime.read(from, zone)) {
      case AskedTime.Unclear(String code, String text) ->
          new Read.No(new Refusal(code, "from", text));
      case AskedTime.Meant start ->
          switch (AskedTime.read(to, zone)) {
            case AskedTime.Unclear(String code, String text) ->
                new Read.No(new Refusal(code, "to", text));
            case AskedTime.Meant end -> read(start, end);
          };
    };
  }

  private static Read read(AskedTime.Meant start, AskedTime.Meant end) {
    if (!start.local().isBefore(end.local()) || !start.at().isBefore(end.at())) {
      String text = "The end, " + end.local() + ", is not after the start, " + start.local() + ".";
      return new Read.No(new Refusal("end_before_start", "to", text));
    }
    var slot = new TimeSlot(start.at(), end.at());
    return new Read.Time(new BookedTime(start.local(), end.local(), slot));
  }

  /**
   * The first rule broken by booking a space for a time, and what would be accepted instead.
   *
   * @param usage what {@link QuotaUsage#of} counted for this person, space and start
   */
  static Optional<Refusal> check(
      Site site, Space space, BookedTime time, Instant now, Asker asker, Usage usage) {
    Optional<Refusal> refusal = check(space);
    return refusal.isPresent()
        ? refusal
        : check(new RuleQuestion(site, site.rules(space), time, now, asker, usage));
  }

  /** The same for spaces of a kind, before one of them is chosen and whoever asks. */
  static Optional<Refusal> check(Site site, SpaceKind kind, BookedTime time, Instant now) {
    // Who may book, and how much, is said when it is known who asks.
    var asker = new Asker(true, false);
    return check(new RuleQuestion(site, site.rules(kind), time, now, asker, Usage.NONE));
  }

  private static Optional<Refusal> check(RuleQuestion asked) {
    Optional<Refusal> refusal = RuleChecks.first(asked);
    if (refusal.isEmpty()) return refusal;
    Optional<BookedTime> nearest = NearestTime.of(asked);
    return nearest.isEmpty() ? refusal : Optional.of(refusal.get().with(nearest.get()));
  }

  /** The same as a yes or no, which is quicker for many times. */
  static boolean allow(Site site, Space space, BookedTime time, Instant now, Asker asker) {
    return allow(site, space, time, now, asker, Usage.NONE);
  }

  /** The same, quotas included. */
  static boolean allow(
      Site site, Space space, BookedTime time, Instant now, Asker asker, Usage usage) {
    var asked = new RuleQuestion(site, site.rules(space), time, now, asker, usage);
    return space.bookable() && RuleChecks.first(asked).isEmpty();
  }

  /** The first rule broken by another end of a booking that has begun. */
  static Optional<Refusal> checkEnd(
      Site site, Space space, BookedTime time, Instant now, Asker asker, Usage usage) {
    Optional<Refusal> refusal = check(space);
    return refusal.isPresent()
        ? refusal
        : RuleChecks.end(new RuleQuestion(site, site.rules(space), time, now, asker, usage));
  }

  /** Whether this space is let by the hour at all. */
  static Optional<Refusal> check(Space space) {
    return space.bookable()
        ? Optional.empty()
        : Optional.of(
            new Refusal("not_bookable", "space", space.reference() + " is not let by the hour."));
  }

  /** How long after its start a booking that nobody came for is kept; empty for to its end. */
  static Optional<Duration> grace(Site site, Space space) {
    SpaceRules.NoShow rule = site.rules(space).noShow();
    return rule.released() ? Optional.of(rule.grace()) : Optional.empty();
  }

  /** What a booking is that its holder wants: confirmed, or asked of the site's managers. */
  static BookingStatus standing(Site site, Space space, Asker asker) {
    return site.rules(space).approval() && !asker.staff()
        ? BookingStatus.REQUESTED
        : BookingStatus.CONFIRMED;
  }

  /** What one that is confirmed or requested is when it goes there: only managers agree at once. */
  static BookingStatus moved(BookingStatus status, Site site, Space space, Asker asker) {
    boolean asked = status == BookingStatus.REQUESTED && site.rules(space).approval();
    return asked ? status : standing(site, space, asker);
  }

  /** Only what the person has already, for what else was allowed when it was offered. */
  static Optional<Refusal> checkQuotas(
      Site site, Space space, BookedTime time, Instant now, Asker asker, Usage usage) {
    return RuleChecks.quotas(new RuleQuestion(site, site.rules(space), time, now, asker, usage));
  }

  /** What is held for a booking: its time, and the space's buffer after it. */
  static TimeSlot claimed(Site site, Space space, TimeSlot slot) {
    Duration buffer = site.rules(space).buffer();
    return buffer.isZero() ? slot : new TimeSlot(slot.start(), slot.end().plus(buffer));
  }
}
