package mogador.access;

import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import mogador.access.Whereabouts.Passage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Three people, three zones, ten minutes: small enough that passages meet. */
class WhereaboutsProperties {
  private static final List<String> ZONES = List.of("outside", "hall", "lab");
  private static final UUID NOBODY = new UUID(4, 0);

  @Property
  void theOrderAndTheNumberOfTellingsDoNotMatter(
      @ForAll("passages") List<Passage> passages, @ForAll long seed) {
    var random = new Random(seed);
    List<Passage> told = new ArrayList<>(passages);
    for (int i = random.nextInt(5); i > 0 && !passages.isEmpty(); i--) {
      told.add(passages.get(random.nextInt(passages.size())));
    }
    Collections.shuffle(told, random);
    Whereabouts one = all(passages);
    Whereabouts other = all(told);
    assertThat(other).isEqualTo(one);
    for (String zone : ZONES) {
      assertThat(other.others(SITE, zone, NOBODY, Instant.MIN))
          .isEqualTo(one.others(SITE, zone, NOBODY, Instant.MIN));
    }
  }

  @Property
  void everyoneIsCountedWhereTheyWentLastAndNowhereElse(
      @ForAll("passages") List<Passage> passages, @ForAll("instants") Instant since) {
    List<Passage> distinct = distinctInstants(passages);
    Map<UUID, Passage> last = new HashMap<>();
    for (Passage one : distinct) {
      last.merge(one.person(), one, (a, b) -> a.at().isAfter(b.at()) ? a : b);
    }
    Whereabouts known = all(distinct);
    for (String zone : ZONES) {
      long expected =
          last.values().stream()
              .filter(one -> one.zone().equals(zone) && !one.at().isBefore(since))
              .count();
      assertThat(known.others(SITE, zone, NOBODY, since)).isEqualTo((int) expected);
    }
    assertThat(known.others("tanger", "hall", NOBODY, Instant.MIN)).isZero();
  }

  private static Whereabouts all(List<Passage> passages) {
    Whereabouts known = Whereabouts.UNKNOWN;
    for (Passage one : passages) known = known.with(one);
    return known;
  }

  private static List<Passage> distinctInstants(List<Passage> passages) {
    Map<Instant, Passage> byInstant = new HashMap<>();
    passages.forEach(one -> byInstant.putIfAbsent(one.at(), one));
    return List.copyOf(byInstant.values());
  }

  @Provide
  Arbitrary<List<Passage>> passages() {
    return Combinators.combine(Arbitraries.longs().between(1, 3), Arbitraries.of(ZONES), instants())
        .as((person, zone, at) -> new Passage(new UUID(4, person), SITE, zone, "d-" + zone, at))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.integers().between(0, 20).map(half -> NOON.plusSeconds(30L * half));
  }
}
