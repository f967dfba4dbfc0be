package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.occupancy.PresenceNow;
import mogador.occupancy.Timeline;
import mogador.sites.Site;
import mogador.sites.Space;

/**
 * What each bookable space of a site was at every moment of a while: free, booked, occupied or
 * unknown, as the live plan showed it.
 *
 * @param spaces each with its changes in order, the first at the beginning
 */
record PastDay(TimeSlot slot, Map<Space, List<Change>> spaces) {

  /** From this moment until the next change it was so. */
  record Change(Instant at, String state) {}

  /**
   * From what was sensed and booked.
   *
   * @param site arranged as on that day
   * @param timelines over the slot, by the space's id; a space without any is not watched
   * @param booked when each atom was booked
   */
  static PastDay of(
      Site site, Map<Long, Timeline> timelines, Map<Long, List<TimeSlot>> booked, TimeSlot slot) {
    Map<Space, List<Change>> spaces = new LinkedHashMap<>();
    for (Space space : site.spaces()) {
      if (!space.bookable() || !space.isAtom()) continue;
      spaces.put(
          space,
          changes(
              Optional.ofNullable(timelines.get(space.id())),
              booked.getOrDefault(space.id(), List.of()),
              slot));
    }
    return new PastDay(slot, spaces);
  }

  /** What a space was at a moment of the slot. */
  Optional<String> state(Space space, Instant at) {
    Optional<String> state = Optional.empty();
    for (Change change : spaces.getOrDefault(space, List.of())) {
      if (change.at().isAfter(at)) break;
      state = Optional.of(change.state());
    }
    return state;
  }

  /** How many were in this state at a moment. */
  long count(String state, Instant at) {
    return spaces.keySet().stream()
        .filter(space -> state(space, at).equals(Optional.of(state)))
        .count();
  }

  /** For the page's slider; times in seconds since the slot's beginning. */
  JsonObject json(SiteZone zone) {
    var all = new JsonObject();
    spaces.forEach(
        (space, changes) -> {
          var list = new JsonArray();
          for (Change change : changes) {
            list.add(new JsonArray().add(seconds(change.at())).add(change.state()));
          }
          all.put(space.reference(), list);
        });
    var clock = new JsonArray().add(offset(zone, slot.start()));
    for (ZoneOffsetTransition change : zone.changes(slot.start(), slot.end())) {
      if (change.getInstant().isAfter(slot.start()) && change.getInstant().isBefore(slot.end())) {
        clock.add(offset(zone, change.getInstant()));
      }
    }
    return new JsonObject()
        .put("from", slot.start().getEpochSecond())
        .put("length", seconds(slot.end()))
        .put("clock", clock)
        .put("spaces", all);
  }

  private JsonArray offset(SiteZone zone, Instant at) {
    return new JsonArray().add(seconds(at)).add(zone.offsetAt(at).getTotalSeconds());
  }

  private long seconds(Instant at) {
    return Duration.between(slot.start(), at).toSeconds();
  }

  private static List<Change> changes(
      Optional<Timeline> sensed, List<TimeSlot> booked, TimeSlot slot) {
    var moments = new TreeSet<Instant>();
    moments.add(slot.start());
    sensed.ifPresent(line -> line.spans().forEach(span -> moments.add(span.from())));
    for (TimeSlot one : booked) {
      moments.add(one.start());
      moments.add(one.end());
    }
    List<Change> changes = new ArrayList<>();
    for (Instant moment : moments) {
      if (moment.isBefore(slot.start()) || !moment.isBefore(slot.end())) continue;
      boolean isBooked = booked.stream().anyMatch(one -> one.contains(moment));
      String state = PresenceNow.shown(sensed.map(line -> line.at(moment)), isBooked);
      if (changes.isEmpty() || !changes.getLast().state().equals(state)) {
        changes.add(new Change(moment, state));
      }
    }
    return changes;
  }
}
