package mogador.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mogador.identity.Person;
import net.fortuna.ical4j.model.DateList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.RDate;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.RecurrenceId;

/**
 * Writes entries as VEVENTs of one site.
 *
 * @param invites whether the holder is named as the attendee: in mails, not in what is published
 */
record EventWriter(OccasionWriter occasions, EntryWords words, boolean invites) {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  ClockOf clock() {
    return occasions.clock();
  }

  /** An entry by itself, or an occurrence told of apart from its series. */
  VEvent event(Entry entry, Instant stamp) {
    Occasion occasion = occasion(entry);
    var event = occasions.begun(entry.series().orElse(entry.id()), entry.sequence(), stamp);
    entry
        .recurrence()
        .ifPresent(start -> event.add(new RecurrenceId<LocalDateTime>(clock().named(), start)));
    occasions.time(event, occasion);
    return occasions.described(event, occasion);
  }

  /** An entry under a name of its own, even if its series has one. */
  VEvent apart(Entry entry, Instant stamp) {
    return occasions.event(occasion(entry), stamp);
  }

  /** A series of which something stands: its rule, then what differs from it. */
  List<VEvent> series(Series series, SeriesPlan plan, Instant stamp) {
    var events = new ArrayList<VEvent>();
    var whole = occasions.begun(series.id(), series.highestSequence(), stamp);
    Instant begins = clock().zone().firstInstant(plan.first());
    whole.add(new DtStart<LocalDateTime>(clock().named(), plan.first()));
    whole.add(
        new DtEnd<LocalDateTime>(
            clock().named(), clock().zone().localAt(begins.plus(plan.length()))));
    plan.rule().ifPresent(rule -> whole.add(new RRule<>(rule + ";UNTIL=" + until(plan))));
    if (!plan.without().isEmpty()) {
      whole.add(new ExDate<>(clock().named(), new DateList<>(plan.without())));
    }
    if (!plan.besides().isEmpty()) {
      whole.add(new RDate<>(clock().named(), new DateList<>(plan.besides())));
    }
    events.add(occasions.described(whole, occasion(typical(series))));
    for (Entry entry : plan.differing()) {
      var event =
          occasions.begun(series.id(), Math.max(series.sequence(), entry.sequence()), stamp);
      LocalDateTime start = entry.recurrence().orElse(entry.from());
      event.add(new RecurrenceId<LocalDateTime>(clock().named(), start));
      Occasion occasion = occasion(entry);
      occasions.time(event, occasion);
      events.add(occasions.described(event, occasion));
    }
    for (Entry entry : plan.apart()) events.add(apart(entry, stamp));
    return events;
  }

  /** The end of a whole series. */
  VEvent ended(Series series, Entry any, Instant stamp) {
    var event = occasions.begun(series.id(), series.highestSequence(), stamp);
    event.add(new DtStart<LocalDateTime>(clock().named(), series.from()));
    event.add(new DtEnd<LocalDateTime>(clock().named(), series.to()));
    return occasions.described(event, occasion(any));
  }

  /** What the whole is described by: an occurrence in its own space and approved, if there is. */
  private static Entry typical(Series series) {
    return series.entries().stream()
        .filter(entry -> entry.space() == series.space())
        .filter(entry -> entry.standing() == Entry.Standing.CONFIRMED)
        .findFirst()
        .orElse(series.entries().getFirst());
  }

  private Occasion occasion(Entry entry) {
    String url = occasions.sender().publicUrl() + "/me/bookings/" + entry.id();
    var said =
        new Occasion.Words(
            words.summary(entry),
            words.place(entry),
            words.description(entry, url),
            url,
            words.organizer(entry));
    return new Occasion(
        entry.id(),
        entry.site(),
        entry.from(),
        entry.to(),
        entry.slot(),
        standing(entry),
        entry.sequence(),
        entry.createdAt(),
        entry.changedAt(),
        said,
        invites ? Optional.of(holder(entry.holder())) : Optional.empty());
  }

  private static Occasion.Standing standing(Entry entry) {
    return switch (entry.standing()) {
      case CONFIRMED -> Occasion.Standing.CONFIRMED;
      case TENTATIVE, PENDING -> Occasion.Standing.TENTATIVE;
      case GONE -> Occasion.Standing.GONE;
    };
  }

  /** Who booked is there. */
  private static Occasion.Invited holder(Person holder) {
    return new Occasion.Invited(holder.shownName(), holder.email(), true);
  }

  private String until(SeriesPlan plan) {
    Instant last = clock().zone().firstInstant(plan.last());
    // With room for readers whose zone rules are older than ours.
    if (!plan.isWithinADay()) last = last.plus(HALF_A_DAY);
    return java.time.format.DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
        .withZone(java.time.ZoneOffset.UTC)
        .format(last);
  }
}
