package mogador.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.kernel.TimeSlot;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;

/** What a strict reader makes of our calendars. */
public record ReadBack(Calendar calendar) {
  private static final Period<ZonedDateTime> EVER =
      new Period<>(
          ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
          ZonedDateTime.of(2035, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

  /** Reads it, and finds nothing wrong. */
  public static ReadBack of(String text) {
    assertThat(text).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    for (String line : text.split("\r\n", -1)) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
    }
    try {
      Calendar calendar = new CalendarBuilder().build(new StringReader(text));
      assertThat(calendar.validate(true).getEntries()).as(text).isEmpty();
      return new ReadBack(calendar);
    } catch (IOException | ParserException e) {
      throw new AssertionError(text, e);
    }
  }

  public String method() {
    return value(calendar.getProperties(), "METHOD");
  }

  public List<VEvent> events() {
    return calendar.getComponents().stream()
        .filter(component -> component.getName().equals("VEVENT"))
        .map(VEvent.class::cast)
        .toList();
  }

  /** The only event there is. */
  public VEvent event() {
    assertThat(events()).hasSize(1);
    return events().getFirst();
  }

  public static String value(VEvent event, String property) {
    return value(event.getProperties(), property);
  }

  private static String value(List<? extends Property> properties, String name) {
    return properties.stream()
        .filter(property -> property.getName().equals(name))
        .map(Property::getValue)
        .findFirst()
        .orElse("");
  }

  /** When it says that something is on, in order; recurring events expanded. */
  public List<TimeSlot> slots() {
    Map<String, List<VEvent>> byName =
        events().stream().collect(Collectors.groupingBy(event -> value(event, "UID")));
    var slots = new ArrayList<TimeSlot>();
    for (List<VEvent> same : byName.values()) slots.addAll(slots(same));
    return slots.stream().sorted().toList();
  }

  private static List<TimeSlot> slots(List<VEvent> same) {
    var slots = new ArrayList<TimeSlot>();
    Set<Instant> replaced = new HashSet<>();
    for (VEvent event : same) {
      for (Property property : event.getProperties()) {
        if (!property.getName().equals("RECURRENCE-ID")) continue;
        assertThat(replaced.add(instant(((DateProperty<?>) property).getDate()))).isTrue();
        slots.add(new TimeSlot(start(event), end(event)));
      }
    }
    for (VEvent event : same) {
      if (!value(event, "RECURRENCE-ID").isEmpty()) continue;
      Set<Instant> starts = new HashSet<>();
      for (Period<ZonedDateTime> period : event.<ZonedDateTime>calculateRecurrenceSet(EVER)) {
        Instant start = instant(period.getStart());
        starts.add(start);
        if (replaced.contains(start)) continue;
        slots.add(new TimeSlot(start, start.plus(length(event))));
      }
      assertThat(starts).as("what is replaced is in the series").containsAll(replaced);
    }
    return slots;
  }

  private static Duration length(VEvent event) {
    return Duration.between(start(event), end(event));
  }

  private static Instant start(VEvent event) {
    return instant(Objects.requireNonNull(event.getDateTimeStart()).getDate());
  }

  private static Instant end(VEvent event) {
    return instant(Objects.requireNonNull(event.getDateTimeEnd()).getDate());
  }

  private static Instant instant(Temporal time) {
    return Instant.from(time);
  }

  /** The components of a kind. */
  public List<CalendarComponent> components(String name) {
    return calendar.getComponents().stream()
        .filter(component -> component.getName().equals(name))
        .toList();
  }
}
