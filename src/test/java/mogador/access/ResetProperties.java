package mogador.access;

import static mogador.access.AccessFixture.CARD;
import static mogador.access.AccessFixture.NADIA;
import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import mogador.access.Whereabouts.Passage;
import mogador.sites.ZoneRules;
import mogador.sites.ZoneRules.AntiPassback;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nadia and Omar before noon, in and out of a lab that lets nobody in twice; a reset at noon. */
class ResetProperties {
  private static final UUID OMAR = new UUID(1, 2);
  private static final List<String> ZONES = List.of("outside", "hall", "lab");
  private static final Instant LATER = NOON.plusSeconds(1);

  @Property
  void afterAResetAPersonIsNowhereAndHardAntiPassbackLetsThemInOrOutOnce(
      @ForAll("passages") List<Passage> before, @ForAll boolean outFirst) {
    Whereabouts known = all(before).with(new Reset.OfPerson(SITE, NADIA, NOON));
    assertThat(known.of(SITE, NADIA, Instant.MIN)).isEmpty();
    assertThat(decide(known, true, LATER)).isInstanceOf(Decision.LetOut.class);
    if (outFirst) known = known.with(new Passage(NADIA, SITE, "hall", "d", LATER));
    Instant enters = LATER.plusSeconds(1);
    assertThat(decide(known, false, enters)).isInstanceOf(Decision.Granted.class);
    Whereabouts in = known.with(new Passage(NADIA, SITE, "lab", "d", enters));
    assertThat(decide(in, false, enters.plus(EnterZone.SAME)).reason()).isEqualTo("anti_passback");
  }

  @Property
  void whatDoorsTellLateOfTheTimeBeforeDoesNotCountEither(
      @ForAll("passages") List<Passage> passages,
      @ForAll("resets") List<Reset> resets,
      @ForAll long seed) {
    Whereabouts expected = all(passages);
    for (Reset reset : resets) expected = expected.with(reset);
    var random = new Random(seed);
    List<Object> told = new ArrayList<>(passages);
    told.addAll(resets);
    told.addAll(resets);
    Collections.shuffle(told, random);
    Whereabouts known = Whereabouts.UNKNOWN;
    for (Object one : told) {
      known = one instanceof Passage passage ? known.with(passage) : known.with((Reset) one);
    }
    assertThat(known).isEqualTo(expected);
    for (String zone : ZONES) {
      assertThat(known.inside(SITE, zone, Instant.MIN))
          .isEqualTo(expected.inside(SITE, zone, Instant.MIN));
    }
  }

  @Property
  void aZoneThatIsResetIsEmptyAndTheOthersStayAsTheyAre(
      @ForAll("passages") List<Passage> before, @ForAll("zones") String zone) {
    Whereabouts known = all(before);
    Whereabouts reset = known.with(new Reset.OfZone(SITE, zone, NOON));
    for (String each : ZONES) {
      assertThat(reset.inside(SITE, each, Instant.MIN))
          .isEqualTo(each.equals(zone) ? 0 : known.inside(SITE, each, Instant.MIN));
    }
    assertThat(reset.with(new Passage(OMAR, SITE, zone, "d", LATER)).inside(SITE, zone, NOON))
        .isEqualTo(1);
  }

  @Property
  void aResetIsNobodyElsesAndOfNoOtherSite(@ForAll("passages") List<Passage> before) {
    Whereabouts known = all(before);
    Whereabouts reset =
        known
            .with(new Reset.OfPerson(SITE, OMAR, NOON))
            .with(new Reset.OfPerson("tanger", NADIA, NOON))
            .with(new Reset.OfZone("tanger", "lab", NOON));
    assertThat(reset.of(SITE, NADIA, Instant.MIN)).isEqualTo(known.of(SITE, NADIA, Instant.MIN));
  }

  @Test
  void aPlaceIsFreeAgainInAZoneThatWasFull() {
    var forOne = new ZoneRules(Optional.of(1), Optional.empty(), false, Duration.ofHours(12));
    Whereabouts full =
        Whereabouts.UNKNOWN.with(new Passage(OMAR, SITE, "lab", "d", NOON.minusSeconds(60)));
    assertThat(decide(forOne, full, false, LATER).reason()).isEqualTo("capacity_reached");
    assertThat(decide(forOne, full.with(new Reset.OfZone(SITE, "lab", NOON)), false, LATER))
        .isInstanceOf(Decision.Granted.class);
    assertThat(decide(forOne, full.with(new Reset.OfPerson(SITE, OMAR, NOON)), false, LATER))
        .isInstanceOf(Decision.Granted.class);
  }

  private static Decision decide(Whereabouts known, boolean outwards, Instant now) {
    var hard =
        new ZoneRules(
            Optional.empty(), Optional.of(AntiPassback.HARD), false, Duration.ofHours(12));
    return decide(hard, known, outwards, now);
  }

  private static Decision decide(
      ZoneRules rules, Whereabouts known, boolean outwards, Instant now) {
    AccessRight right = AccessFixture.right(1, NOON.minusSeconds(3_600), NOON.plusSeconds(3_600));
    AccessSnapshot snapshot =
        AccessSnapshot.EMPTY
            .withDoors(
                List.of(
                    new Doorway(SITE, "d", Set.of(1L), Assurance.BASIC, 5_000)
                        .between(new Doorway.Leads("hall", "lab", rules))))
            .with(AccessFixture.nadia(false, CredentialStatus.ACTIVE, right));
    AtDoor there = AtDoor.NOTHING.from(outwards).amid(known);
    return DecideAccess.decide(
        snapshot,
        new Presentation(SITE, Optional.of("d"), "d", CARD, Optional.empty(), there),
        now);
  }

  private static Whereabouts all(List<Passage> passages) {
    Whereabouts known = Whereabouts.UNKNOWN;
    for (Passage one : passages) known = known.with(one);
    return known;
  }

  @Provide
  Arbitrary<List<Passage>> passages() {
    return Combinators.combine(Arbitraries.of(NADIA, OMAR), zones(), instants())
        .as((person, zone, at) -> new Passage(person, SITE, zone, "d-" + zone, at))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Reset>> resets() {
    Arbitrary<Reset> ofPersons =
        Combinators.combine(Arbitraries.of(NADIA, OMAR), instants())
            .as((person, at) -> new Reset.OfPerson(SITE, person, at));
    Arbitrary<Reset> ofZones =
        Combinators.combine(zones(), instants()).as((zone, at) -> new Reset.OfZone(SITE, zone, at));
    return Arbitraries.oneOf(ofPersons, ofZones).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZONES);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.integers().between(0, 20).map(half -> NOON.minusSeconds(30L * half));
  }
}
