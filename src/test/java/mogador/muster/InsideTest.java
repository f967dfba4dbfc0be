package mogador.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.muster.Seen.Where;
import mogador.occupancy.PresenceNow;
import org.junit.jupiter.api.Test;

class InsideTest {
  private static final Instant NOW = Instant.parse("2026-12-01T15:00:00Z");
  private static final Instant OPENED = Instant.parse("2026-12-01T08:00:00Z");
  private static final UUID SALMA = new UUID(0, 1);
  private static final long SEAT = 7;

  @Test
  void whoCameInWithinTheHourIsSurelyThere() {
    assertThat(inside(true, in("d-in", 20, true)))
        .containsExactly(seen(new Where.AtDoor("d-in"), 20, Confidence.SURE));
  }

  @Test
  void aDoorThatWasNotSeenToOpenMakesItLessSure() {
    assertThat(inside(true, in("d-in", 20, false)).getFirst().confidence())
        .isEqualTo(Confidence.LIKELY);
    assertThat(inside(true, in("d-in", 200, false)).getFirst().confidence())
        .isEqualTo(Confidence.UNSURE);
  }

  @Test
  void whoCameInThisMorningIsLikelyThereAsLongAsTheyMayBe() {
    assertThat(inside(true, in("d-in", 240, true)).getFirst().confidence())
        .isEqualTo(Confidence.LIKELY);
    assertThat(inside(false, in("d-in", 240, true)).getFirst().confidence())
        .isEqualTo(Confidence.UNSURE);
  }

  @Test
  void theInnermostDoorIsTheLastOne() {
    assertThat(inside(true, in("d-work", 19, true), in("d-in", 20, true)).getFirst().where())
        .isEqualTo(new Where.AtDoor("d-work"));
  }

  @Test
  void aSeatThatIsSensedMakesItsHolderSurelyThereAllDay() {
    Sign booked = booked(300, -60, 295);
    assertThat(inside(PresenceNow.OCCUPIED, true, in("d-in", 295, true), booked))
        .containsExactly(seen(new Where.InSpace(SEAT), 295, Confidence.SURE));
    assertThat(inside(PresenceNow.VACANT, true, in("d-in", 295, true), booked).getFirst())
        .isEqualTo(seen(new Where.AtDoor("d-in"), 295, Confidence.LIKELY));
  }

  @Test
  void somebodyOnASeatWhoseHolderWasNeverSeenMayBeThem() {
    assertThat(inside(PresenceNow.OCCUPIED, true, unseen(300, -60)))
        .containsExactly(seen(new Where.InSpace(SEAT), 300, Confidence.UNSURE));
    assertThat(inside(PresenceNow.VACANT, true, unseen(300, -60))).isEmpty();
  }

  @Test
  void onceTheirTimeIsOverAnEmptySeatSaysThatTheyHaveGone() {
    Sign booked = booked(300, 90, 295);
    assertThat(inside(PresenceNow.VACANT, false, in("d-in", 295, true), booked)).isEmpty();
    assertThat(inside(PresenceNow.UNKNOWN, false, in("d-in", 295, true), booked))
        .containsExactly(seen(new Where.AtDoor("d-in"), 295, Confidence.UNSURE));
    assertThat(inside(PresenceNow.OCCUPIED, false, in("d-in", 295, true), booked))
        .containsExactly(seen(new Where.InSpace(SEAT), 295, Confidence.LIKELY));
  }

  @Test
  void whoHasAnotherRightToBeThereHasNotGoneWithTheirMeeting() {
    Sign meeting = booked(300, 90, 295);
    assertThat(inside(PresenceNow.VACANT, true, in("d-in", 295, true), meeting))
        .containsExactly(seen(new Where.AtDoor("d-in"), 295, Confidence.LIKELY));
  }

  @Test
  void whoIsSaidToHaveLeftIsNotLookedForUntilTheyComeBack() {
    assertThat(inside(true, in("d-in", 50, true), left(30))).isEmpty();
    assertThat(inside(true, in("d-in", 50, true), left(30), in("d-in", 10, true))).hasSize(1);
    assertThat(inside(PresenceNow.OCCUPIED, true, booked(100, -60, 90), left(30))).isEmpty();
  }

  @Test
  void whoWasLastSeenBeforeTheSiteOpenedWentHome() {
    assertThat(inside(true, in("d-in", 600, true))).isEmpty();
  }

  @Test
  void aVisitorIsThereFromTheirReceptionUntilTheySignOut() {
    assertThat(inside(true, new Sign.Received(SALMA, ago(90))))
        .containsExactly(seen(new Where.AtDesk(), 90, Confidence.LIKELY));
    assertThat(inside(true, new Sign.Received(SALMA, ago(90)), left(5))).isEmpty();
  }

  @Test
  void aClockThatIsAheadMakesNobodyInvisible() {
    assertThat(inside(true, in("d-in", -2, true)))
        .containsExactly(seen(new Where.AtDoor("d-in"), 0, Confidence.SURE));
  }

  private static List<Seen> inside(boolean entitled, Sign... signs) {
    return inside(PresenceNow.UNKNOWN, entitled, signs);
  }

  private static List<Seen> inside(PresenceNow seat, boolean entitled, Sign... signs) {
    Set<UUID> who = entitled ? Set.of(SALMA) : Set.of();
    return Inside.of(List.of(signs), new Surroundings(NOW, OPENED, who, Map.of(SEAT, seat)));
  }

  private static Sign in(String door, int minutesAgo, boolean opened) {
    return new Sign.LetIn(SALMA, door, opened, ago(minutesAgo));
  }

  private static Sign booked(int fromAgo, int toAgo, int cameAgo) {
    return new Sign.Booked(
        SALMA, SEAT, new TimeSlot(ago(fromAgo), ago(toAgo)), Optional.of(ago(cameAgo)));
  }

  private static Sign unseen(int fromAgo, int toAgo) {
    return new Sign.Booked(SALMA, SEAT, new TimeSlot(ago(fromAgo), ago(toAgo)), Optional.empty());
  }

  private static Sign left(int minutesAgo) {
    return new Sign.Left(SALMA, ago(minutesAgo));
  }

  private static Seen seen(Where where, int minutesAgo, Confidence confidence) {
    return new Seen(SALMA, where, ago(minutesAgo), confidence);
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
