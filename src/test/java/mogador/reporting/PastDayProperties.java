package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mogador.kernel.TimeSlot;
import mogador.occupancy.Presence;
import mogador.occupancy.PresenceNow;
import mogador.occupancy.Signal;
import mogador.occupancy.Timeline;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.TestSites;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any moment of the past is what the live plan showed then. */
class PastDayProperties {
  private static final Site SITE = TestSites.site(SeedSites.document("essaouira"));
  private static final TimeSlot HOURS =
      new TimeSlot(Instant.parse("2026-12-01T08:00:00Z"), Instant.parse("2026-12-01T12:00:00Z"));
  private static final Presence SENSED = Presence.unknown(Presence.HOLD_SEAT).expecting("sensor");

  @Property(tries = 50)
  void everyMomentIsWhatWasSensedOrElseWhatWasBooked(@ForAll Random random) {
    Map<Long, Timeline> timelines = new HashMap<>();
    Map<Long, List<TimeSlot>> booked = new HashMap<>();
    for (Space space : SITE.spaces()) {
      if (random.nextInt(3) > 0) timelines.put(space.id(), timeline(random));
      for (int i = random.nextInt(3); i > 0; i--) {
        Instant from = moment(random);
        booked
            .computeIfAbsent(space.id(), atom -> new ArrayList<>())
            .add(new TimeSlot(from, from.plus(Duration.ofMinutes(15L * (1 + random.nextInt(8))))));
      }
    }
    PastDay day = PastDay.of(SITE, timelines, booked, HOURS);
    JsonObject told = day.json(SITE.clock()).getJsonObject("spaces");
    for (int i = 0; i < 30; i++) {
      Instant at = moment(random);
      long occupied = 0;
      for (Space space : SITE.spaces()) {
        if (!space.bookable() || !space.isAtom()) {
          assertThat(day.state(space, at)).isEmpty();
          continue;
        }
        Optional<PresenceNow> sensed =
            Optional.ofNullable(timelines.get(space.id())).map(line -> line.at(at));
        boolean held =
            booked.getOrDefault(space.id(), List.of()).stream().anyMatch(one -> one.contains(at));
        String wanted =
            sensed
                .filter(now -> now != PresenceNow.VACANT)
                .map(now -> now == PresenceNow.OCCUPIED ? "occupied" : "unknown")
                .orElse(held ? "booked" : "free");
        assertThat(day.state(space, at)).as(space.code() + " at " + at).hasValue(wanted);
        assertThat(last(told.getJsonArray(space.reference()), at)).isEqualTo(wanted);
        if (wanted.equals("occupied")) occupied++;
      }
      assertThat(day.count("occupied", at)).isEqualTo(occupied);
    }
  }

  /** As the page looks it up. */
  private static String last(JsonArray changes, Instant at) {
    long second = Duration.between(HOURS.start(), at).toSeconds();
    String state = "";
    for (Object one : changes) {
      JsonArray change = (JsonArray) one;
      if (change.getLong(0) <= second) state = change.getString(1);
    }
    return state;
  }

  private static Timeline timeline(Random random) {
    List<Signal> signs = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      Signal.Kind kind = random.nextBoolean() ? Signal.Kind.OCCUPIED : Signal.Kind.VACANT;
      signs.add(new Signal("sensor", kind, moment(random)));
    }
    return Timeline.of(SENSED, signs, HOURS);
  }

  private static Instant moment(Random random) {
    return HOURS.start().plusSeconds(random.nextInt(4 * 3_600));
  }
}
