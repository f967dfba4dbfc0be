package mogador.calendars;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.fortuna.ical4j.model.DateList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.CuType;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Created;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.RDate;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.RecurrenceId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;

/**
 * Writes entries as VEVENTs of one site.
 *
 * @param invites whether the holder is named as the attendee: in mails, not in what is published
 */
record EventWriter(ClockOf clock, EntryWords words, Sender sender, boolean invites) {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  /** An entry by itself, or an occurrence told of apart from its series. */
  VEvent event(Entry entry, Instant stamp) {
    var event = begun(entry.series().orElse(entry.id()), entry.sequence(), stamp);
    entry
        .recurrence()
        .ifPresent(start -> event.add(new RecurrenceId<LocalDateTime>(clock.named(), start)));
    time(event, entry);
    return described(event, entry);
  }

  /** An entry under a name of its own, even if its series has one. */
  VEvent apart(Entry entry, Instant stamp) {
    var event = begun(entry.id(), entry.sequence(), stamp);
    time(event, entry);
    return described(event, entry);
  }

  /** A series of which something stands: its rule, then what differs from it. */
  List<VEvent> series(Series series, SeriesPlan plan, Instant stamp) {
    var events = new ArrayList<VEvent>();
    var whole = begun(series.id(), series.highestSequence(), stamp);
    Instant begins = clock.zone().firstInstant(plan.first());
    whole.add(new DtStart<LocalDateTime>(clock.named(), plan.first()));
    whole.add(
        new DtEnd<LocalDateTime>(clock.named(), clock.zone().localAt(begins.plus(plan.length()))));
    plan.rule().ifPresent(rule -> whole.add(new RRule<>(rule + ";UNTIL=" + until(plan))));
    if (!plan.without().isEmpty()) {
      whole.add(new ExDate<>(clock.named(), new DateList<>(plan.without())));
    }
    if (!plan.besides().isEmpty()) {
      whole.add(new RDate<>(clock.named(), new DateList<>(plan.besides())));
    }
    events.add(described(whole, typical(series)));
    for (Entry entry : plan.differing()) {
      var event = begun(series.id(), Math.max(series.sequence(), entry.sequence()), stamp);
      LocalDateTime start = entry.recurrence().orElse(entry.from());
      event.add(new RecurrenceId<LocalDateTime>(clock.named(), start));
      time(event, entry);
      events.add(described(event, entry));
    }
    for (Entry entry : plan.apart()) events.add(apart(entry, stamp));
    return events;
  }

  /** The end of a whole series. */
  VEvent ended(Series series, Entry any, Instant stamp) {
    var event = begun(series.id(), series.highestSequence(), stamp);
    event.add(new DtStart<LocalDateTime>(clock.named(), series.from()));
    event.add(new DtEnd<LocalDateTime>(clock.named(), series.to()));
    return described(event, any);
  }

  /** What the whole is described by: an occurrence in its own space and approved, if there is. */
  private static Entry typical(Series series) {
    return series.entries().stream()
        .filter(entry -> entry.space() == series.space())
        .filter(entry -> entry.standing() == Entry.Standing.CONFIRMED)
        .findFirst()
        .orElse(series.entries().getFirst());
  }

  private VEvent begun(UUID id, int sequence, Instant stamp) {
    var event = new VEvent(new PropertyList());
    event.add(new Uid(id + "@mogador"));
    event.add(new DtStamp(stamp));
    event.add(new Sequence(sequence));
    return event;
  }

  private void time(VEvent event, Entry entry) {
    Instant start = entry.slot().start();
    Instant end = entry.slot().end();
    // A local time that exists twice is read as the first of both.
    if (clock.isPlain(entry.from(), start)) {
      event.add(new DtStart<LocalDateTime>(clock.named(), entry.from()));
    } else {
      event.add(new DtStart<Instant>(start));
    }
    if (clock.isPlain(entry.to(), end)) {
      event.add(new DtEnd<LocalDateTime>(clock.named(), entry.to()));
    } else {
      event.add(new DtEnd<Instant>(end));
    }
  }

  private VEvent described(VEvent event, Entry entry) {
    String url = sender.publicUrl() + "/me/bookings/" + entry.id();
    event.add(new Summary(ICalText.clean(words.summary(entry))));
    event.add(new Location(ICalText.clean(words.place(entry))));
    event.add(new Description(ICalText.clean(words.description(entry, url))));
    event.add(new Url(URI.create(url)));
    switch (entry.standing()) {
      case CONFIRMED -> event.add(ImmutableStatus.VEVENT_CONFIRMED);
      case TENTATIVE, PENDING -> event.add(ImmutableStatus.VEVENT_TENTATIVE);
      case GONE -> event.add(ImmutableStatus.VEVENT_CANCELLED);
    }
    event.add(ImmutableTransp.OPAQUE);
    event.add(new Created(entry.createdAt()));
    event.add(new LastModified(entry.changedAt()));
    event.add(new Organizer(name(words.organizer(entry)), mailto(sender.address())));
    if (invites) event.add(attendee(entry));
    return event;
  }

  private static Attendee attendee(Entry entry) {
    var parameters =
        new ParameterList(
            List.of(
                new Cn(quotable(entry.holder().shownName())),
                CuType.INDIVIDUAL,
                Role.REQ_PARTICIPANT,
                PartStat.ACCEPTED,
                Rsvp.FALSE));
    return new Attendee(parameters, mailto(entry.holder().email()));
  }

  private static ParameterList name(String name) {
    return new ParameterList(List.of(new Cn(quotable(name))));
  }

  /** A parameter is quoted where needed, and cannot hold a quote or a line break (RFC 5545). */
  private static String quotable(String name) {
    return ICalText.clean(name).replace('"', '\'').replace('\n', ' ').replace('^', ' ');
  }

  private String until(SeriesPlan plan) {
    Instant last = clock.zone().firstInstant(plan.last());
    // With room for readers whose zone rules are older than ours.
    if (!plan.isWithinADay()) last = last.plus(HALF_A_DAY);
    return java.time.format.DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
        .withZone(java.time.ZoneOffset.UTC)
        .format(last);
  }

  private static URI mailto(String address) {
    try {
      return new URI("mailto", address, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
