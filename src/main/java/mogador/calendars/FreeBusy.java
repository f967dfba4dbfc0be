package mogador.calendars;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import mogador.kernel.SiteZone;
import mogador.kernel.SlotSet;
import mogador.kernel.TimeSlot;
import mogador.sites.Site;
import mogador.sites.Space;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.VFreeBusy;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * When a space is taken, and nothing about by whom or what for: what touches is one.
 *
 * @param slot what was looked at
 */
record FreeBusy(Site site, Space space, TimeSlot slot, SlotSet busy) {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(java.time.ZoneOffset.UTC);

  JsonObject toJson() {
    return time(new JsonObject().put("space", space.reference()).put("zone", site.zone()), slot)
        .put(
            "busy",
            new JsonArray(busy.slots().stream().map(one -> time(new JsonObject(), one)).toList()));
  }

  /** As a VFREEBUSY, whose times are instants by its definition. */
  String toICalendar(Sender sender) {
    // The stamp says since when it may hold, and is the same as long as what follows is.
    Instant stamp = slot.start();
    var component = new VFreeBusy(new PropertyList());
    component.add(new Uid(space.site() + "-" + space.code() + "-freebusy@mogador"));
    component.add(new DtStamp(stamp));
    component.add(new DtStart<Instant>(slot.start()));
    component.add(new DtEnd<Instant>(slot.end()));
    component.add(
        new Organizer(
            new ParameterList(List.of(new Cn(ICalText.clean(space.name().fr())))),
            URI.create("mailto:" + sender.address())));
    component.add(
        new Url(URI.create(sender.publicUrl() + "/spaces/" + space.reference() + "/freebusy.ics")));
    for (TimeSlot one : busy.slots()) {
      component.add(
          new net.fortuna.ical4j.model.property.FreeBusy(
              INSTANT.format(one.start()) + "/" + INSTANT.format(one.end())));
    }
    List<Property> properties =
        List.of(
            new ProdId("-//Mogador//Mogador//FR"),
            ImmutableVersion.VERSION_2_0,
            ImmutableMethod.PUBLISH,
            new XProperty("X-PUBLISHED-TTL", "PT15M"));
    return ICalText.of(
        new Calendar(new PropertyList(properties), new ComponentList<>(List.of(component))));
  }

  private JsonObject time(JsonObject json, TimeSlot one) {
    SiteZone zone = site.clock();
    LocalDateTime from = zone.localAt(one.start());
    LocalDateTime to = zone.localAt(one.end());
    return json.put("from", LOCAL.format(from))
        .put("to", LOCAL.format(to))
        .put("starts_at", one.start().toString())
        .put("ends_at", one.end().toString());
  }
}
