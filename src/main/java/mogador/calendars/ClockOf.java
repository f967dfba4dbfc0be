package mogador.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import mogador.kernel.SiteZone;
import mogador.kernel.SiteZone.Reading;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;

/**
 * A site's clock in iCalendar. Times are written as local ones with the zone's name, because they
 * are the truth: who knows newer zone rules than ours still shows the right hour. The rules that we
 * go by are written beside, for whose own are older.
 */
final class ClockOf {
  private static final Duration MARGIN = Duration.ofDays(2);

  private final SiteZone zone;
  private final ParameterList named;

  ClockOf(SiteZone zone) {
    this.zone = zone;
    this.named = new ParameterList(List.of(new TzId(zone.id())));
  }

  SiteZone zone() {
    return zone;
  }

  /** The parameters of a property that holds a local time. */
  ParameterList named() {
    return named;
  }

  /** Whether an instant is the one that a local time with this zone's name is read as. */
  boolean isPlain(LocalDateTime local, Instant instant) {
    return !(zone.read(local) instanceof Reading.Twice(Instant earlier, Instant later)
        && instant.equals(later));
  }

  /** The zone's rules for as long as needed. */
  VTimeZone rules(Instant from, Instant to) {
    Instant begin = from.minus(MARGIN);
    var observances = new ArrayList<Observance>();
    List<ZoneOffsetTransition> changes = zone.changes(begin, to.plus(MARGIN));
    if (changes.isEmpty() || changes.getFirst().getInstant().isAfter(begin)) {
      ZoneOffset before = zone.offsetAt(begin);
      LocalDateTime always = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
      observances.add(observance(always, before, before));
    }
    for (ZoneOffsetTransition change : changes) {
      observances.add(
          observance(
              change.getDateTimeBefore(), change.getOffsetBefore(), change.getOffsetAfter()));
    }
    var rules = new VTimeZone(new PropertyList(), new ComponentList<>(observances));
    rules.add(new net.fortuna.ical4j.model.property.TzId(zone.id()));
    return rules;
  }

  private static Observance observance(LocalDateTime from, ZoneOffset before, ZoneOffset after) {
    // Summer or winter does not matter to a reader, and in Morocco the words would mislead.
    var observance = new Standard(new PropertyList());
    observance.add(new TzName(after.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + after.getId()));
    observance.add(new TzOffsetFrom(before));
    observance.add(new TzOffsetTo(after));
    observance.add(new DtStart<>(from));
    return observance;
  }
}
