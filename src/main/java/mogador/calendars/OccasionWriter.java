package mogador.calendars;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
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
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;

/** Writes occasions as VEVENTs of one site. */
record OccasionWriter(ClockOf clock, Sender sender) {

  VEvent event(Occasion occasion, Instant stamp) {
    var event = begun(occasion.id(), occasion.sequence(), stamp);
    time(event, occasion);
    return described(event, occasion);
  }

  /** What has a name, but neither a time nor words yet. */
  VEvent begun(UUID id, int sequence, Instant stamp) {
    var event = new VEvent(new PropertyList());
    event.add(new Uid(id + "@mogador"));
    event.add(new DtStamp(stamp));
    event.add(new Sequence(sequence));
    return event;
  }

  void time(VEvent event, Occasion occasion) {
    Instant start = occasion.slot().start();
    Instant end = occasion.slot().end();
    // A local time that exists twice is read as the first of both.
    if (clock.isPlain(occasion.from(), start)) {
      event.add(new DtStart<LocalDateTime>(clock.named(), occasion.from()));
    } else {
      event.add(new DtStart<Instant>(start));
    }
    if (clock.isPlain(occasion.to(), end)) {
      event.add(new DtEnd<LocalDateTime>(clock.named(), occasion.to()));
    } else {
      event.add(new DtEnd<Instant>(end));
    }
  }

  VEvent described(VEvent event, Occasion occasion) {
    Occasion.Words words = occasion.words();
    event.add(new Summary(ICalText.clean(words.summary())));
    event.add(new Location(ICalText.clean(words.place())));
    event.add(new Description(ICalText.clean(words.description())));
    event.add(new Url(URI.create(words.url())));
    switch (occasion.standing()) {
      case CONFIRMED -> event.add(ImmutableStatus.VEVENT_CONFIRMED);
      case TENTATIVE -> event.add(ImmutableStatus.VEVENT_TENTATIVE);
      case GONE -> event.add(ImmutableStatus.VEVENT_CANCELLED);
    }
    event.add(ImmutableTransp.OPAQUE);
    event.add(new Created(occasion.createdAt()));
    event.add(new LastModified(occasion.changedAt()));
    event.add(new Organizer(name(words.organizer()), mailto(sender.address())));
    occasion.invited().ifPresent(invited -> event.add(attendee(invited)));
    return event;
  }

  private static Attendee attendee(Occasion.Invited invited) {
    var parameters =
        new ParameterList(
            List.of(
                new Cn(quotable(invited.name())),
                CuType.INDIVIDUAL,
                Role.REQ_PARTICIPANT,
                invited.comes() ? PartStat.ACCEPTED : PartStat.NEEDS_ACTION,
                Rsvp.FALSE));
    return new Attendee(parameters, mailto(invited.email()));
  }

  private static ParameterList name(String name) {
    return new ParameterList(List.of(new Cn(quotable(name))));
  }

  /** A parameter is quoted where needed, and cannot hold a quote or a line break (RFC 5545). */
  private static String quotable(String name) {
    return ICalText.clean(name).replace('"', '\'').replace('\n', ' ').replace('^', ' ');
  }

  private static URI mailto(String address) {
    try {
      return new URI("mailto", address, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
