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
import java.util.UUID;
import mogador.kernel.TimeSlot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Over a day of quarter hours, three spaces, three doors: small enough that things meet. */
class DecideAccessProperties {
  private static final AccessSnapshot PARK = AccessFixture.park();

  @Property
  void nothingIsKnownSoNothingOpens(
      @ForAll("presentations") Presentation presented, @ForAll("instants") Instant now) {
    assertThat(DecideAccess.decide(AccessSnapshot.EMPTY, presented, now))
        .isInstanceOf(Decision.Denied.class);
    assertThat(DecideAccess.decide(PARK, presented, now)).isInstanceOf(Decision.Denied.class);
  }

  @Property
  void aRevocationOrSuspensionAlwaysWins(
      @ForAll("rights") List<AccessRight> rights,
      @ForAll("presentations") Presentation presented,
      @ForAll("instants") Instant now,
      @ForAll boolean suspended,
      @ForAll("endedStatuses") CredentialStatus status) {
    assertThat(DecideAccess.decide(with(rights, false, status), presented, now))
        .isInstanceOf(Decision.Denied.class);
    if (suspended) {
      assertThat(DecideAccess.decide(with(rights, true, CredentialStatus.ACTIVE), presented, now))
          .isInstanceOf(Decision.Denied.class);
    }
  }

  @Property
  void anotherRightNeverTakesOneAway(
      @ForAll("rights") List<AccessRight> rights,
      @ForAll("right") AccessRight another,
      @ForAll("presentations") Presentation presented,
      @ForAll("instants") Instant now) {
    Decision before = DecideAccess.decide(active(rights), presented, now);
    List<AccessRight> more = new java.util.ArrayList<>(rights);
    more.add(another);
    Decision after = DecideAccess.decide(active(more), presented, now);
    Statistics.collect(before instanceof Decision.Granted);
    if (before instanceof Decision.Granted) assertThat(after).isInstanceOf(Decision.Granted.class);
  }

  @Property
  void itOpensExactlyWithinARightThatLeadsThere(
      @ForAll("rights") List<AccessRight> rights,
      @ForAll("doors") String door,
      @ForAll("instants") Instant now) {
    boolean expected = false;
    for (AccessRight right : rights) {
      boolean leads =
          right.space().isEmpty()
              || (door.equals("entrance") && right.space().get() <= 2)
              || (door.equals("office") && right.space().get() == 2);
      boolean begun = !now.isBefore(right.during().start());
      boolean over = !now.isBefore(right.during().end());
      expected |= right.site().equals(SITE) && leads && begun && !over;
    }
    Decision decision = DecideAccess.decide(active(rights), AccessFixture.at(door), now);
    assertThat(decision instanceof Decision.Granted).isEqualTo(expected);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.integers().between(0, 95).map(DecideAccessProperties::quarter);
  }

  @Provide
  Arbitrary<String> doors() {
    return Arbitraries.of("entrance", "office");
  }

  @Provide
  Arbitrary<CredentialStatus> endedStatuses() {
    return Arbitraries.of(CredentialStatus.LOST, CredentialStatus.REVOKED);
  }

  @Provide
  Arbitrary<List<AccessRight>> rights() {
    return right().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<AccessRight> right() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 94),
            Arbitraries.integers().between(1, 48),
            Arbitraries.longs().between(0, 3),
            Arbitraries.of(SITE, SITE, SITE, "tanger"),
            Arbitraries.longs())
        .as(
            (start, length, space, site, id) ->
                new AccessRight(
                    new UUID(7, id),
                    NADIA,
                    site,
                    space == 0 ? Optional.empty() : Optional.of(space),
                    new TimeSlot(quarter(start), quarter(start + length)),
                    RightSource.BOOKING,
                    new UUID(8, id)));
  }

  @Provide
  Arbitrary<Presentation> presentations() {
    Arbitrary<CredentialKey> keys =
        Arbitraries.oneOf(
            Arbitraries.just(CARD),
            Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(bytes -> AccessFixture.HASH.of(CredentialKind.UID, bytes)));
    Arbitrary<String> doors = Arbitraries.of("entrance", "office", "vault", "nowhere");
    return Combinators.combine(
            Arbitraries.of(SITE, SITE, "tanger"), doors, keys, instants().optional(0.3))
        .as((site, door, key, at) -> new Presentation(site, Optional.of(door), door, key, at));
  }

  private static Instant quarter(int index) {
    return NOON.truncatedTo(java.time.temporal.ChronoUnit.DAYS)
        .plus(Duration.ofMinutes(15L * index));
  }

  private static AccessSnapshot active(List<AccessRight> rights) {
    return with(rights, false, CredentialStatus.ACTIVE);
  }

  private static AccessSnapshot with(
      List<AccessRight> rights, boolean suspended, CredentialStatus status) {
    return PARK.with(AccessFixture.nadia(suspended, status, rights.toArray(AccessRight[]::new)));
  }
}
