package mogador.access;

import static mogador.access.AccessFixture.CARD;
import static mogador.access.AccessFixture.HASH;
import static mogador.access.AccessFixture.NADIA;
import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;
import static mogador.access.AccessFixture.nadia;
import static mogador.access.AccessFixture.park;
import static mogador.access.AccessFixture.parkWith;
import static mogador.access.AccessFixture.right;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import org.junit.jupiter.api.Test;

class DecideAccessTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final AccessRight NOW_1 = right(1, NOON.minus(HOUR), NOON.plus(HOUR));
  private static final AccessRight NOW_2 = right(2, NOON.minus(HOUR), NOON.plus(HOUR));

  @Test
  void aRightOpensTheDoorsOnTheWayToItsSpaceAndNoOther() {
    AccessSnapshot snapshot = parkWith(NOW_1);
    assertThat(DecideAccess.decide(snapshot, AccessFixture.at("entrance"), NOON))
        .isEqualTo(new Decision.Granted(NADIA, NOW_1, 5_000));
    assertThat(reason(snapshot, AccessFixture.at("office"), NOON)).isEqualTo("no_right_here");
  }

  @Test
  void aRightToTheSiteOpensEveryDoorOfThatSiteOnly() {
    var slot = new TimeSlot(NOON.minus(HOUR), NOON.plus(HOUR));
    AccessSnapshot snapshot = parkWith(AccessRight.ofRole(UUID.randomUUID(), NADIA, SITE, slot));
    assertThat(reason(snapshot, AccessFixture.at("office"), NOON)).isEqualTo("granted");
    AccessSnapshot elsewhere =
        parkWith(AccessRight.ofRole(UUID.randomUUID(), NADIA, "tanger", slot));
    assertThat(reason(elsewhere, AccessFixture.at("office"), NOON)).isEqualTo("no_right_here");
  }

  @Test
  void aBookingOpensFromFifteenMinutesBeforeToItsEnd() {
    var booked = new TimeSlot(NOON, NOON.plus(HOUR));
    AccessSnapshot snapshot =
        parkWith(AccessRight.ofBooking(UUID.randomUUID(), NADIA, SITE, 1, booked));
    Instant opens = NOON.minus(Duration.ofMinutes(15));
    assertThat(reason(snapshot, AccessFixture.at("entrance"), opens.minusMillis(1)))
        .isEqualTo("too_early");
    assertThat(reason(snapshot, AccessFixture.at("entrance"), opens)).isEqualTo("granted");
    assertThat(reason(snapshot, AccessFixture.at("entrance"), booked.end().minusMillis(1)))
        .isEqualTo("granted");
    assertThat(reason(snapshot, AccessFixture.at("entrance"), booked.end())).isEqualTo("too_late");
  }

  @Test
  void betweenTwoWindowsTheNearerOneExplains() {
    AccessSnapshot snapshot =
        parkWith(
            right(1, NOON.minus(HOUR.multipliedBy(3)), NOON.minus(HOUR)),
            right(1, NOON.plus(HOUR.multipliedBy(2)), NOON.plus(HOUR.multipliedBy(4))));
    assertThat(reason(snapshot, AccessFixture.at("entrance"), NOON)).isEqualTo("too_late");
    assertThat(reason(snapshot, AccessFixture.at("entrance"), NOON.plus(HOUR)))
        .isEqualTo("too_early");
  }

  @Test
  void whatTakesARightAwayIsSaidBeforeWhatIsMissing() {
    assertThat(
            reason(
                park().with(nadia(true, CredentialStatus.LOST)),
                AccessFixture.at("entrance"),
                NOON))
        .isEqualTo("revoked");
    assertThat(
            reason(
                park().with(nadia(true, CredentialStatus.ACTIVE)),
                AccessFixture.at("entrance"),
                NOON))
        .isEqualTo("suspended");
  }

  @Test
  void aDoorThatAsksForMoreSaysSoOnlyToThoseWithARight() {
    assertThat(reason(parkWith(NOW_2), AccessFixture.at("vault"), NOON))
        .isEqualTo("assurance_too_low");
    assertThat(reason(parkWith(NOW_1), AccessFixture.at("vault"), NOON)).isEqualTo("no_right_here");
  }

  @Test
  void aReaderSpeaksForItsOwnDoorOnly() {
    var elsewhere =
        new Presentation(SITE, Optional.of("office"), "entrance", CARD, Optional.empty());
    assertThat(reason(parkWith(NOW_1), elsewhere, NOON)).isEqualTo("wrong_door");
    var atNoDoor = new Presentation(SITE, Optional.empty(), "entrance", CARD, Optional.empty());
    assertThat(reason(parkWith(NOW_1), atNoDoor, NOON)).isEqualTo("wrong_door");
  }

  @Test
  void aPresentationMoreThanTenSecondsAwayIsStale() {
    assertThat(reason(parkWith(NOW_1), at("entrance", NOON.minusSeconds(10)), NOON))
        .isEqualTo("granted");
    assertThat(reason(parkWith(NOW_1), at("entrance", NOON.minusMillis(10_001)), NOON))
        .isEqualTo("stale_request");
    assertThat(reason(parkWith(NOW_1), at("entrance", NOON.plusMillis(10_001)), NOON))
        .isEqualTo("stale_request");
  }

  @Test
  void aLeadingZeroMakesAnotherCredential() {
    byte[] bytes = {4, (byte) 0xA1};
    byte[] padded = {0, 4, (byte) 0xA1};
    assertThat(HASH.of(CredentialKind.UID, bytes))
        .isNotEqualTo(HASH.of(CredentialKind.UID, padded));
    assertThat(HASH.of(CredentialKind.UID, bytes))
        .isNotEqualTo(HASH.of(CredentialKind.CARD, bytes));
    assertThat(HASH.of(CredentialKind.UID, bytes)).isEqualTo(HASH.of(CredentialKind.UID, bytes));
  }

  @Test
  void aCredentialHandedOnIsNotLostWithItsFormerHolder() {
    var omar = new UUID(1, 2);
    AccessSnapshot before = parkWith(NOW_1);
    AccessSnapshot handedOn =
        before.with(
            new PersonAccess(
                omar,
                false,
                java.util.List.of(new PersonAccess.Held(CARD, CredentialStatus.ACTIVE)),
                java.util.List.of()));
    assertThat(handedOn.without(NADIA).personOf(CARD)).hasValue(omar);
  }

  @Test
  void everyReasonHasItsWords() {
    for (DenialReason reason : DenialReason.values()) {
      assertThat(DecisionWords.ofReason(reason.code()).en()).isNotEqualTo(reason.code());
    }
    assertThat(DecisionWords.ofReason("new_reason").fr()).isEqualTo("new_reason");
  }

  private static Presentation at(String door, Instant at) {
    return new Presentation(SITE, Optional.of(door), door, CARD, Optional.of(at));
  }

  private static String reason(AccessSnapshot snapshot, Presentation presented, Instant now) {
    return DecideAccess.decide(snapshot, presented, now).reason();
  }
}
