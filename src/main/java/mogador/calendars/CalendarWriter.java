package mogador.calendars;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.Network;
import mogador.sites.Site;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Name;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** Writes entries and series as iCalendar objects (RFC 5545, for mails RFC 5546). Pure. */
final class CalendarWriter {
  private final Sender sender;

  CalendarWriter(Sender sender) {
    this.sender = sender;
  }

  /** A mail's entry: what stands as a request, what is gone as a cancellation. */
  String invitation(Network network, Entry entry, Instant stamp) {
    var writer = writer(network, entry.site(), own(network, entry), true);
    Method method =
        entry.standing() == Entry.Standing.GONE ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
    var span = new Span();
    span.add(entry);
    return text(method, writer.clock(), span, List.of(writer.event(entry, stamp)));
  }

  /** The same of anything else that is at a site. */
  String invitation(Site site, Occasion occasion, Instant stamp) {
    boolean gone = occasion.standing() == Occasion.Standing.GONE;
    var occasions = new OccasionWriter(new ClockOf(site.clock()), sender);
    var span = new Span();
    span.add(occasion.slot());
    return text(
        gone ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST,
        occasions.clock(),
        span,
        List.of(occasions.event(occasion, stamp)));
  }

  /**
   * The same of a series of bookings.
   *
   * @param gone one of its bookings, when none stands any more
   */
  String invitation(Network network, Series series, Optional<Entry> gone, Instant stamp) {
    if (!series.entries().isEmpty()) {
      var words = new EntryWords(network, series.holder().language(), false);
      var writer = writer(network, series.site(), words, true);
      SeriesPlan plan = SeriesPlan.of(series, writer.clock().zone());
      List<VEvent> events = writer.series(series, plan, stamp);
      return text(ImmutableMethod.REQUEST, writer.clock(), span(series, plan, writer), events);
    }
    Entry last = gone.orElseThrow();
    var writer = writer(network, series.site(), own(network, last), true);
    var span = new Span();
    span.add(last);
    span.add(writer.clock().zone().firstInstant(series.from()));
    var event = writer.ended(series, last, stamp);
    return text(ImmutableMethod.CANCEL, writer.clock(), span, List.of(event));
  }

  /**
   * What a calendar subscribes to or a person keeps as a file. The same bookings give the same
   * text.
   *
   * @param name of the calendar; empty for a file of a single entry
   * @param series whole, with their exceptions; their occurrences are not among the entries
   */
  String published(EntryWords words, String name, List<Entry> entries, List<Series> series) {
    return published(words, name, entries, series, List.of());
  }

  /**
   * The same, and more.
   *
   * @param besides what else there is than bookings
   */
  String published(
      EntryWords words,
      String name,
      List<Entry> entries,
      List<Series> series,
      List<Occasion> besides) {
    var sites = new TreeMap<String, Part>();
    for (Entry entry : entries) {
      Part part = sites.computeIfAbsent(entry.site(), site -> part(words, site));
      part.span.add(entry);
      part.events.add(part.writer.apart(entry, entry.changedAt()));
    }
    for (Series one : series) {
      if (one.entries().isEmpty()) continue;
      Part part = sites.computeIfAbsent(one.site(), site -> part(words, site));
      SeriesPlan plan = SeriesPlan.of(one, part.writer.clock().zone());
      part.span.add(span(one, plan, part.writer));
      part.events.addAll(part.writer.series(one, plan, one.changedAt()));
    }
    for (Occasion occasion : besides) {
      Part part = sites.computeIfAbsent(occasion.site(), site -> part(words, site));
      part.span.add(occasion.slot());
      part.events.add(part.writer.occasions().event(occasion, occasion.changedAt()));
    }
    var zones = new TreeMap<String, Part>();
    var events = new ArrayList<CalendarComponent>();
    for (Part part : sites.values()) {
      events.addAll(part.events);
      zones.merge(part.writer.clock().zone().id(), part, Part::widened);
    }
    List<Property> about = new ArrayList<>(named(name));
    // Without an event there is nothing to publish, but a calendar has at least one component.
    if (events.isEmpty()) zones.putAll(anyClock(words));
    else about.addFirst(ImmutableMethod.PUBLISH);
    return ICalText.of(calendar(about, rules(zones), events));
  }

  private Map<String, Part> anyClock(EntryWords words) {
    return words.network().sites().stream()
        .findFirst()
        .map(site -> part(words, site.id()))
        .map(Part::atRest)
        .map(part -> Map.of(part.writer.clock().zone().id(), part))
        .orElse(Map.of());
  }

  private static List<CalendarComponent> rules(Map<String, Part> zones) {
    return zones.values().stream()
        .<CalendarComponent>map(part -> part.writer.clock().rules(part.span.from, part.span.to))
        .toList();
  }

  private static String text(Method method, ClockOf clock, Span span, List<VEvent> events) {
    return ICalText.of(calendar(List.of(method), List.of(clock.rules(span.from, span.to)), events));
  }

  private static Calendar calendar(
      List<? extends Property> about,
      List<? extends CalendarComponent> zones,
      List<? extends CalendarComponent> events) {
    var properties = new ArrayList<Property>();
    properties.add(new ProdId("-//Mogador//Mogador//FR"));
    properties.add(ImmutableVersion.VERSION_2_0);
    properties.add(ImmutableCalScale.GREGORIAN);
    properties.addAll(about);
    var components = new ArrayList<CalendarComponent>(zones);
    components.addAll(events);
    return new Calendar(new PropertyList(properties), new ComponentList<>(components));
  }

  private static List<Property> named(String name) {
    if (name.isEmpty()) return List.of();
    String clean = ICalText.clean(name).replace('\n', ' ');
    return List.of(
        new Name(clean),
        new XProperty("X-WR-CALNAME", clean),
        new XProperty("X-PUBLISHED-TTL", "PT15M"));
  }

  private Part part(EntryWords words, String site) {
    return new Part(writer(words.network(), site, words, false));
  }

  private EventWriter writer(Network network, String siteId, EntryWords words, boolean invites) {
    Site site = network.site(siteId).orElseThrow();
    return new EventWriter(new OccasionWriter(new ClockOf(site.clock()), sender), words, invites);
  }

  private static EntryWords own(Network network, Entry entry) {
    return new EntryWords(network, entry.holder().language(), false);
  }

  private static Span span(Series series, SeriesPlan plan, EventWriter writer) {
    SiteZone zone = writer.clock().zone();
    var span = new Span();
    span.add(zone.firstInstant(plan.first()));
    span.add(zone.firstInstant(plan.last()));
    series.entries().forEach(span::add);
    series.entries().stream()
        .flatMap(entry -> entry.recurrence().stream())
        .min(Comparator.naturalOrder())
        .ifPresent(start -> span.add(zone.firstInstant(start)));
    return span;
  }

  /** One site's share of a calendar. */
  private static final class Part {
    private final EventWriter writer;
    private final Span span = new Span();
    private final List<VEvent> events = new ArrayList<>();

    Part(EventWriter writer) {
      this.writer = writer;
    }

    /** With the clock of no time in particular. */
    Part atRest() {
      span.add(Instant.EPOCH);
      return this;
    }

    Part widened(Part other) {
      span.add(other.span);
      return this;
    }
  }

  /** From when to when zone rules are needed. */
  private static final class Span {
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    void add(Instant at) {
      if (at.isBefore(from)) from = at;
      if (at.isAfter(to)) to = at;
    }

    void add(Entry entry) {
      add(entry.slot());
    }

    void add(TimeSlot slot) {
      add(slot.start());
      add(slot.end());
    }

    void add(Span other) {
      add(other.from);
      add(other.to);
    }
  }
}
