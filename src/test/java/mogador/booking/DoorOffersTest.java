package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import mogador.booking.DoorPage.Offer;
import org.junit.jupiter.api.Test;

class DoorOffersTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final LocalDateTime NOW = DAY.atTime(10, 7);

  @Test
  void aFreeRoomIsOfferedToQuarterHours() {
    assertThat(
            ends(
                DoorOffers.now(room(RoomNow.State.FREE, Optional.empty()), NOW, LocalDateTime.MAX)))
        .containsExactly(DAY.atTime(10, 30), DAY.atTime(10, 45), DAY.atTime(11, 15));
  }

  @Test
  void nothingIsOfferedBeyondTheNextBookingAndItIsTheLastOffer() {
    List<Offer> offers =
        DoorOffers.now(
            room(RoomNow.State.FREE, Optional.of(DAY.atTime(11, 0))), NOW, LocalDateTime.MAX);
    assertThat(ends(offers))
        .containsExactly(DAY.atTime(10, 30), DAY.atTime(10, 45), DAY.atTime(11, 0));
    assertThat(offers.getLast().last()).isTrue();
  }

  @Test
  void nothingIsOfferedThatLastsLongerThanItMay() {
    RoomNow free = room(RoomNow.State.FREE, Optional.of(DAY.atTime(12, 0)));
    assertThat(ends(DoorOffers.now(free, NOW, DAY.atTime(10, 45))))
        .containsExactly(DAY.atTime(10, 30), DAY.atTime(10, 45));
    RoomNow used = new RoomNow(RoomNow.State.IN_USE, Optional.empty(), List.of(), Optional.empty());
    assertThat(ends(DoorOffers.longer(used, DAY.atTime(11, 0), NOW, DAY.atTime(11, 15))))
        .containsExactly(DAY.atTime(11, 15));
  }

  @Test
  void aRoomThatIsNotFreeIsOfferedToNobody() {
    for (RoomNow.State state : RoomNow.State.values()) {
      if (state == RoomNow.State.FREE) continue;
      assertThat(
              DoorOffers.now(room(state, Optional.of(DAY.atTime(12, 0))), NOW, LocalDateTime.MAX))
          .isEmpty();
    }
  }

  @Test
  void whatRunsIsExtendedToTheNextBookingAtMost() {
    var next = new LocalSlot(DAY.atTime(11, 30), DAY.atTime(12, 0));
    var room =
        new RoomNow(
            RoomNow.State.IN_USE, Optional.of(DAY.atTime(11, 0)), List.of(next), Optional.empty());
    assertThat(ends(DoorOffers.longer(room, DAY.atTime(11, 0), NOW, LocalDateTime.MAX)))
        .containsExactly(DAY.atTime(11, 15), DAY.atTime(11, 30));
  }

  @Test
  void whatIsFollowedAtOnceIsNotExtended() {
    var next = new LocalSlot(DAY.atTime(11, 0), DAY.atTime(12, 0));
    var room =
        new RoomNow(
            RoomNow.State.IN_USE, Optional.of(DAY.atTime(11, 0)), List.of(next), Optional.empty());
    assertThat(DoorOffers.longer(room, DAY.atTime(11, 0), NOW, LocalDateTime.MAX)).isEmpty();
  }

  private static RoomNow room(RoomNow.State state, Optional<LocalDateTime> until) {
    return new RoomNow(state, until, List.of(), Optional.empty());
  }

  private static List<LocalDateTime> ends(List<Offer> offers) {
    return offers.stream().map(Offer::to).toList();
  }
}
