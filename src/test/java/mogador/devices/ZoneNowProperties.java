package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.Whereabouts;
import mogador.alarms.Fact;
import mogador.alarms.Moment;
import mogador.devices.ZoneNow.By;
import mogador.devices.ZoneNow.Fill;
import mogador.kernel.LocalText;
import mogador.occupancy.HeadCount;
import mogador.sites.Site;
import mogador.sites.TestSites;
import mogador.sites.Zone;
import mogador.sites.ZoneRules;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How full zones are, by counters or by badges, and the alarms that follow. */
class ZoneNowProperties {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  @Property
  void whoeverComesInNeverMakesRoom(
      @ForAll @IntRange(max = 200) int inside, @ForAll @IntRange(min = 1, max = 200) int capacity) {
    Fill before = Fill.of(inside, capacity);
    assertThat(Fill.of(inside + 1, capacity)).isGreaterThanOrEqualTo(before);
    assertThat(before == Fill.OVER).isEqualTo(inside > capacity);
    assertThat(before == Fill.ROOM).isEqualTo(inside < capacity * 0.9);
  }

  /** A zone of nobody stands for one of which nothing is known. */
  @Property
  void afterItsFactsExactlyTheZonesThatAreOverHaveAnAlarmAndFullOrUnknownOnesKeepTheirs(
      @ForAll @Size(max = 5) List<@IntRange(max = 20) Integer> inside,
      @ForAll Set<@IntRange(max = 6) Integer> alarmed) {
    List<ZoneNow> zones = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      boolean known = inside.get(i) > 0;
      zones.add(zone(i, known ? By.BADGES : By.NOTHING, inside.get(i)));
    }
    Set<String> told = new HashSet<>();
    alarmed.forEach(i -> told.add("zone-" + i));
    Set<String> then = new HashSet<>(told);
    for (Fact fact : ZoneWatch.facts("essaouira", zones, told, Moment.at(NOW))) {
      String zone = fact.subject().zone().orElseThrow();
      boolean changes = fact instanceof Fact.Begins ? then.add(zone) : then.remove(zone);
      assertThat(changes).as("%s", fact).isTrue();
    }
    Set<String> expected = new HashSet<>();
    for (ZoneNow one : zones) {
      String code = one.zone().code();
      boolean stays = one.by() == By.NOTHING || one.inside() == 10;
      if (stays ? told.contains(code) : one.inside() > 10) expected.add(code);
    }
    assertThat(then).isEqualTo(expected);
  }

  @Example
  void countersSayHowManyWhereThereAreSomeAndBadgesElsewhere() {
    Site site = site();
    long work = site.space("t-a").orElseThrow().id();
    var count = new HeadCount(7, 2, Optional.of(NOW), Optional.empty());
    Whereabouts inside =
        Whereabouts.UNKNOWN
            .with(passage("hall", Duration.ofMinutes(5)))
            .with(passage("hall", Duration.ofHours(13)))
            .with(passage("work", Duration.ofMinutes(5)));
    var known = new ZoneNow.Known(Set.of(work), Map.of(work, count), Optional.of(inside), NOW);
    assertThat(ZoneNow.of(site, known))
        .extracting(one -> one.zone().code(), ZoneNow::by, ZoneNow::inside, ZoneNow::missed)
        .containsExactly(tuple("hall", By.BADGES, 1L, 0L), tuple("work", By.COUNTERS, 7L, 2L));
  }

  @Example
  void nothingIsSaidBeforeAnythingIsKnown() {
    Site site = site();
    long work = site.space("t-a").orElseThrow().id();
    var known = new ZoneNow.Known(Set.of(work), Map.of(), Optional.empty(), NOW);
    assertThat(ZoneNow.of(site, known))
        .hasSize(2)
        .allMatch(one -> one.by() == By.NOTHING && one.fill().isEmpty());
  }

  private static Whereabouts.Passage passage(String zone, Duration ago) {
    return new Whereabouts.Passage(UUID.randomUUID(), "sidi", zone, "d-in", NOW.minus(ago));
  }

  private static ZoneNow zone(int number, By by, int inside) {
    var rules = new ZoneRules(Optional.of(10), Optional.empty(), false, Duration.ofHours(12));
    String code = "zone-" + number;
    return new ZoneNow(
        new Zone(code, LocalText.same(code), false, rules),
        by,
        inside,
        0,
        List.of(),
        Optional.empty());
  }

  /** Its hall has room for one; its work room has no bound. */
  private static Site site() {
    String file =
        TestSites.SMALL
            .replace("{code: hall, ", "{code: hall, capacity: 1, ")
            .replace(
                "{code: r-1, door: d-in}",
                "{code: r-1, door: d-in}\n  - {code: r-2, door: d-in, side: inner}");
    return TestSites.site(TestSites.document(file));
  }
}
