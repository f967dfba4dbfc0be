package mogador.access;

import static mogador.access.AccessFixture.CARD;
import static mogador.access.AccessFixture.NADIA;
import static mogador.access.AccessFixture.NOON;
import static mogador.access.AccessFixture.SITE;
import static mogador.access.AccessFixture.park;
import static mogador.access.AccessFixture.parkWith;
import static mogador.access.AccessFixture.right;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.access.ExplainAccess.Remark;
import mogador.access.ExplainAccess.Standing;
import mogador.access.RightHistory.Version;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.sites.OpeningHours.Period;
import org.junit.jupiter.api.Test;

class ExplainAccessTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Doorway OFFICE = park().door(SITE, "office").orElseThrow();
  private static final Doorway ENTRANCE = park().door(SITE, "entrance").orElseThrow();
  private static final Instant EARLIER = NOON.minus(Duration.ofDays(2));

  /** NOON is a Tuesday's; these are the afternoons of Tuesdays. */
  private static final WeeklySchedule AFTERNOONS =
      new WeeklySchedule(
          new UUID(9, 1),
          "Tuesday afternoons",
          SiteZone.of("Africa/Casablanca").orElseThrow(),
          Map.of(DayOfWeek.TUESDAY, List.of(new Period(LocalTime.of(14, 0), LocalTime.of(18, 0)))),
          Optional.empty());

  @Test
  void eachRightSaysHowFarItWasFromOpening() {
    AccessRight elsewhere = right(1, NOON.minus(HOUR), NOON.plus(HOUR));
    AccessRight over = right(2, NOON.minus(HOUR.multipliedBy(3)), NOON.minus(HOUR));
    AccessRight later = right(2, NOON.plus(HOUR.multipliedBy(2)), NOON.plus(HOUR.multipliedBy(3)));
    List<Remark> remarks =
        ExplainAccess.at(OFFICE, List.of(stands(elsewhere), stands(later), stands(over)), NOON);
    assertThat(remarks)
        .containsExactly(
            new Remark(over, new Standing.Over(HOUR)),
            new Remark(later, new Standing.NotYet(HOUR.multipliedBy(2))),
            new Remark(elsewhere, new Standing.OtherDoors()));
  }

  @Test
  void whatWasTakenAwayIsSaidIfItWouldHaveOpened() {
    AccessRight gone = right(2, NOON.minus(HOUR), NOON.plus(HOUR));
    Instant at = NOON.minusSeconds(60);
    var version = new Version(gone, EARLIER, Optional.of(at));
    assertThat(ExplainAccess.at(OFFICE, List.of(version), NOON))
        .containsExactly(new Remark(gone, new Standing.TakenAway(at)));
    assertThat(ExplainAccess.at(OFFICE, List.of(version), at.minusSeconds(1)))
        .containsExactly(new Remark(gone, new Standing.Opens()));
    assertThat(ExplainAccess.at(OFFICE, List.of(version), NOON.plus(HOUR))).isEmpty();
  }

  @Test
  void aRightMovedSinceIsJudgedAsItStoodThen() {
    AccessRight before = right(2, NOON.minus(HOUR), NOON.plus(HOUR));
    AccessRight after = right(2, NOON.plus(HOUR), NOON.plus(HOUR.multipliedBy(2)));
    AccessRight moved =
        new AccessRight(
            before.id(),
            NADIA,
            SITE,
            after.space(),
            after.during(),
            RightSource.BOOKING,
            before.sourceId());
    Instant at = NOON.minusSeconds(60);
    List<Version> versions =
        List.of(
            new Version(before, EARLIER, Optional.of(at)),
            new Version(moved, at, Optional.empty()));
    assertThat(ExplainAccess.at(OFFICE, versions, NOON))
        .containsExactly(new Remark(moved, new Standing.NotYet(HOUR)));
  }

  @Test
  void outsideItsHoursARightSaysWhenTheyBeginAgain() {
    AccessRight afternoons =
        WeeklyScheduleProperties.at(right(2, EARLIER, NOON.plus(Duration.ofDays(9))), AFTERNOONS);
    Instant two = NOON.plus(HOUR.multipliedBy(2));
    assertThat(ExplainAccess.standing(OFFICE, afternoons, NOON))
        .isEqualTo(new Standing.OtherHours("Tuesday afternoons", Optional.of(two)));
    assertThat(DecideAccess.decide(parkWith(afternoons), AccessFixture.at("office"), NOON).reason())
        .isEqualTo("outside_hours");
    assertThat(DecideAccess.decide(parkWith(afternoons), AccessFixture.at("office"), two).reason())
        .isEqualTo("granted");
  }

  @Test
  void aBadgeThatIsLentOpensUntilItExpires() {
    var lent = new PersonAccess.Held(CARD, CredentialStatus.ACTIVE, Optional.of(NOON.plus(HOUR)));
    AccessSnapshot snapshot =
        park()
            .with(
                new PersonAccess(
                    NADIA,
                    false,
                    List.of(lent),
                    List.of(right(1, NOON.minus(HOUR), NOON.plus(HOUR.multipliedBy(2))))));
    Presentation badge = AccessFixture.at("entrance");
    Instant end = NOON.plus(HOUR);
    assertThat(DecideAccess.decide(snapshot, badge, end.minusMillis(1)).reason())
        .isEqualTo("granted");
    assertThat(DecideAccess.decide(snapshot, badge, end).reason()).isEqualTo("expired");
  }

  @Test
  void whoOpensIsAskedOfTheDecisionItself() {
    AccessRight now = right(1, NOON.minus(HOUR), NOON.plus(HOUR));
    assertThat(WhoOpens.of(parkWith(now), ENTRANCE, NOON).now())
        .containsExactly(new WhoOpens.Opener(NADIA, now, now.during()));
    assertThat(WhoOpens.of(parkWith(now), OFFICE, NOON).now()).isEmpty();
    AccessSnapshot lost = park().with(AccessFixture.nadia(false, CredentialStatus.LOST, now));
    assertThat(WhoOpens.of(lost, ENTRANCE, NOON).now()).isEmpty();
    AccessSnapshot suspended = park().with(AccessFixture.nadia(true, CredentialStatus.ACTIVE, now));
    assertThat(WhoOpens.of(suspended, ENTRANCE, NOON).now()).isEmpty();
  }

  @Test
  void whoOpensLaterIsSaidWithTheHours() {
    AccessRight afternoons =
        WeeklyScheduleProperties.at(right(2, EARLIER, NOON.plus(Duration.ofDays(9))), AFTERNOONS);
    var openers = WhoOpens.of(parkWith(afternoons), OFFICE, NOON);
    assertThat(openers.now()).isEmpty();
    assertThat(openers.later())
        .containsExactly(
            new WhoOpens.Opener(
                NADIA,
                afternoons,
                new TimeSlot(NOON.plus(HOUR.multipliedBy(2)), NOON.plus(HOUR.multipliedBy(6)))));
  }

  private static Version stands(AccessRight right) {
    return new Version(right, EARLIER, Optional.empty());
  }
}
