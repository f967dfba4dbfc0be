package mogador.access;

import static mogador.access.AccessFixture.CARD;
import static mogador.access.AccessFixture.NADIA;
import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.Whereabouts.Passage;
import mogador.kernel.TimeSlot;
import mogador.sites.ZoneRules;
import mogador.sites.ZoneRules.AntiPassback;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nadia at a lab that asks for more than a right. */
class EnterZoneTest {
  private static final UUID OMAR = new UUID(1, 2);
  private static final UUID SALMA = new UUID(1, 3);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void whoeverIsInsideIsNotLetInAgainUntilSeenToLeave() {
    ZoneRules hard = rules(AntiPassback.HARD);
    Whereabouts inside = went(Whereabouts.UNKNOWN, NADIA, "lab", NOON.minusSeconds(60));
    assertThat(reason(hard, inside)).isEqualTo("anti_passback");
    assertThat(reason(hard, went(inside, NADIA, "hall", NOON.minusSeconds(5))))
        .isEqualTo("granted");
    assertThat(reason(hard, went(Whereabouts.UNKNOWN, OMAR, "lab", NOON))).isEqualTo("granted");
  }

  @Test
  void whoeverDidNotGoThroughMayTryAgainAtOnce() {
    Whereabouts just = went(Whereabouts.UNKNOWN, NADIA, "lab", NOON.minusSeconds(10));
    assertThat(reason(rules(AntiPassback.HARD), just)).isEqualTo("granted");
    var elsewhere = new Passage(NADIA, SITE, "lab", "other", NOON.minusSeconds(10));
    assertThat(reason(rules(AntiPassback.HARD), Whereabouts.UNKNOWN.with(elsewhere)))
        .as("in by another door")
        .isEqualTo("anti_passback");
  }

  @Test
  void afterATimeTheyAreTakenToHaveLeft() {
    ZoneRules hard = rules(AntiPassback.HARD);
    assertThat(reason(hard, went(Whereabouts.UNKNOWN, NADIA, "lab", NOON.minus(HOUR))))
        .isEqualTo("anti_passback");
    Instant before = NOON.minus(HOUR).minusMillis(1);
    assertThat(reason(hard, went(Whereabouts.UNKNOWN, NADIA, "lab", before))).isEqualTo("granted");
  }

  @Test
  void softlyTheyAreLetInAndItIsTold() {
    Whereabouts inside = went(Whereabouts.UNKNOWN, NADIA, "lab", NOON.minusSeconds(60));
    Decision again = decide(rules(AntiPassback.SOFT), AtDoor.NOTHING.amid(inside));
    Decision first = decide(rules(AntiPassback.SOFT), AtDoor.NOTHING);
    assertThat(((Decision.Granted) again).again()).isTrue();
    assertThat(((Decision.Granted) first).again()).isFalse();
  }

  @Test
  void aZoneThatIsFullTakesNobodyUntilSomebodyLeaves() {
    var two = new ZoneRules(Optional.of(2), Optional.empty(), false, HOUR);
    Whereabouts one = went(Whereabouts.UNKNOWN, OMAR, "lab", NOON.minusSeconds(600));
    assertThat(reason(two, one)).isEqualTo("granted");
    Whereabouts full = went(one, SALMA, "lab", NOON.minusSeconds(500));
    assertThat(reason(two, full)).isEqualTo("capacity_reached");
    assertThat(reason(two, went(full, OMAR, "outside", NOON.minusSeconds(1)))).isEqualTo("granted");
    assertThat(reason(two, went(one, NADIA, "lab", NOON.minusSeconds(500))))
        .as("she takes no other's place")
        .isEqualTo("granted");
  }

  @Test
  void nobodyGoesInAlone() {
    var pairs = new ZoneRules(Optional.empty(), Optional.empty(), true, HOUR);
    assertThat(reason(pairs, Whereabouts.UNKNOWN)).isEqualTo("second_person_needed");
    assertThat(behind(pairs, new Companion(OMAR, true))).isEqualTo("granted");
    assertThat(behind(pairs, new Companion(NADIA, true)))
        .as("one person with two badges")
        .isEqualTo("second_person_needed");
    assertThat(behind(pairs, new Companion(OMAR, false))).isEqualTo("second_person_needed");
    Whereabouts one = went(Whereabouts.UNKNOWN, OMAR, "lab", NOON.minusSeconds(600));
    assertThat(reason(pairs, one)).isEqualTo("second_person_needed");
    assertThat(reason(pairs, went(one, SALMA, "lab", NOON.minusSeconds(60))))
        .as("two are inside")
        .isEqualTo("granted");
  }

  @Test
  void twoWhoGoInTogetherTakeTwoPlaces() {
    var rules = new ZoneRules(Optional.of(2), Optional.empty(), true, HOUR);
    assertThat(behind(rules, new Companion(OMAR, true))).isEqualTo("granted");
    Whereabouts one = went(Whereabouts.UNKNOWN, SALMA, "lab", NOON.minusSeconds(60));
    AtDoor there = AtDoor.NOTHING.amid(one).after(Optional.of(new Companion(OMAR, true)));
    assertThat(decide(rules, there).reason()).isEqualTo("capacity_reached");
  }

  @Test
  void aVisitorGoesInBehindSomebodyElseOnly() {
    AccessRight visit =
        AccessRight.ofVisit(new UUID(5, 5), NADIA, SITE, Optional.of(1L), day(), true);
    assertThat(decide(ZoneRules.NONE, AtDoor.NOTHING, visit).reason()).isEqualTo("escort_needed");
    AtDoor behindHost = AtDoor.NOTHING.after(Optional.of(new Companion(OMAR, false)));
    assertThat(decide(ZoneRules.NONE, behindHost, visit).reason()).isEqualTo("granted");
    AtDoor behindWaiting = AtDoor.NOTHING.after(Optional.of(new Companion(OMAR, true)));
    assertThat(decide(ZoneRules.NONE, behindWaiting, visit).reason()).isEqualTo("escort_needed");
    AtDoor behindThemselves = AtDoor.NOTHING.after(Optional.of(new Companion(NADIA, false)));
    assertThat(decide(ZoneRules.NONE, behindThemselves, visit).reason()).isEqualTo("escort_needed");
  }

  @Test
  void theWayOutIsFreeForWhoeverIsKnown() {
    AtDoor outwards = AtDoor.NOTHING.from(true);
    ZoneRules full = new ZoneRules(Optional.of(1), Optional.of(AntiPassback.HARD), true, HOUR);
    assertThat(decide(full, outwards)).isEqualTo(new Decision.LetOut(NADIA, 5_000));
    AccessSnapshot shut =
        park(full, DoorMode.LOCKDOWN).with(AccessFixture.nadia(true, CredentialStatus.ACTIVE));
    assertThat(DecideAccess.decide(shut, presented(outwards), NOON))
        .as("suspended, without any right, in a lockdown")
        .isEqualTo(new Decision.LetOut(NADIA, 5_000));
    AccessSnapshot lost =
        park(full, DoorMode.NORMAL).with(AccessFixture.nadia(false, CredentialStatus.LOST));
    assertThat(DecideAccess.decide(lost, presented(outwards), NOON).reason()).isEqualTo("revoked");
  }

  @Property
  void rulesOfAZoneOpenNothingThatWasShut(
      @ForAll("rules") ZoneRules rules,
      @ForAll("insides") Whereabouts inside,
      @ForAll("companions") Optional<Companion> before,
      @ForAll boolean suspended,
      @ForAll boolean righted) {
    AccessRight[] rights = righted ? new AccessRight[] {right()} : new AccessRight[0];
    PersonAccess nadia = AccessFixture.nadia(suspended, CredentialStatus.ACTIVE, rights);
    AtDoor there = AtDoor.NOTHING.amid(inside).after(before);
    Decision plain =
        DecideAccess.decide(
            park(ZoneRules.NONE, DoorMode.NORMAL).with(nadia), presented(there), NOON);
    Decision ruled =
        DecideAccess.decide(park(rules, DoorMode.NORMAL).with(nadia), presented(there), NOON);
    if (ruled instanceof Decision.Granted) assertThat(plain).isInstanceOf(Decision.Granted.class);
    if (plain instanceof Decision.Denied) assertThat(ruled).isEqualTo(plain);
  }

  @Property
  void whoeverLeavesMakesRoomAndNeverTakesIt(
      @ForAll("insides") Whereabouts inside, @ForAll("people") UUID other) {
    var rules = new ZoneRules(Optional.of(2), Optional.of(AntiPassback.HARD), false, HOUR);
    Decision before = decide(rules, AtDoor.NOTHING.amid(inside));
    Whereabouts after = went(inside, other, "outside", NOON);
    if (before instanceof Decision.Granted) {
      assertThat(decide(rules, AtDoor.NOTHING.amid(after))).isInstanceOf(Decision.Granted.class);
    }
  }

  @Provide
  Arbitrary<ZoneRules> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3).optional(),
            Arbitraries.of(AntiPassback.values()).optional(),
            Arbitraries.of(true, false))
        .as((most, back, two) -> new ZoneRules(most, back, two, HOUR));
  }

  @Provide
  Arbitrary<Whereabouts> insides() {
    Arbitrary<Passage> passages =
        Combinators.combine(
                people(),
                Arbitraries.of("lab", "lab", "hall"),
                Arbitraries.integers().between(0, 90))
            .as(
                (who, zone, ago) ->
                    new Passage(who, SITE, zone, "d", NOON.minusSeconds(60L * ago)));
    return passages
        .list()
        .ofMaxSize(6)
        .map(
            all -> {
              Whereabouts known = Whereabouts.UNKNOWN;
              for (Passage one : all) known = known.with(one);
              return known;
            });
  }

  @Provide
  Arbitrary<Optional<Companion>> companions() {
    return Combinators.combine(people(), Arbitraries.of(true, false)).as(Companion::new).optional();
  }

  @Provide
  Arbitrary<UUID> people() {
    return Arbitraries.of(NADIA, OMAR, SALMA);
  }

  private static String reason(ZoneRules rules, Whereabouts inside) {
    return decide(rules, AtDoor.NOTHING.amid(inside)).reason();
  }

  private static String behind(ZoneRules rules, Companion other) {
    return decide(rules, AtDoor.NOTHING.after(Optional.of(other))).reason();
  }

  private static Decision decide(ZoneRules rules, AtDoor there) {
    return decide(rules, there, right());
  }

  private static Decision decide(ZoneRules rules, AtDoor there, AccessRight right) {
    AccessSnapshot snapshot =
        park(rules, DoorMode.NORMAL)
            .with(AccessFixture.nadia(false, CredentialStatus.ACTIVE, right));
    return DecideAccess.decide(snapshot, presented(there), NOON);
  }

  private static Presentation presented(AtDoor there) {
    return new Presentation(SITE, Optional.of("d"), "d", CARD, Optional.empty(), there);
  }

  private static AccessSnapshot park(ZoneRules rules, DoorMode mode) {
    return AccessSnapshot.EMPTY.withDoors(
        List.of(
            new Doorway(SITE, "d", Set.of(1L), Assurance.BASIC, 5_000)
                .between(new Doorway.Leads("hall", "lab", rules))
                .in(mode)));
  }

  private static Whereabouts went(Whereabouts known, UUID person, String zone, Instant at) {
    return known.with(new Passage(person, SITE, zone, "d", at));
  }

  private static ZoneRules rules(AntiPassback kind) {
    return new ZoneRules(Optional.empty(), Optional.of(kind), false, HOUR);
  }

  private static AccessRight right() {
    return AccessFixture.right(1, day().start(), day().end());
  }

  private static TimeSlot day() {
    return new TimeSlot(NOON.minusSeconds(3_600), NOON.plusSeconds(3_600));
  }
}
