package mogador.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.Booking;
import mogador.sites.Point;
import org.junit.jupiter.api.Test;

class PartiesApartTest {
  private static final UUID PARTY = UUID.randomUUID();
  private static final Map<Long, Point> ROW =
      Map.of(1L, new Point(0, 0), 2L, new Point(160, 0), 3L, new Point(320, 0));

  @Test
  void aPartyIsApartWhenOneOfThemSitsFarFromAllOthers() {
    assertThat(
            apart(ROW, Map.of(1L, new Point(0, 0), 2L, new Point(160, 0), 3L, new Point(900, 0))))
        .singleElement()
        .satisfies(party -> assertThat(party.id()).isEqualTo(PARTY));
  }

  @Test
  void whoMovesTogetherStaysTogether() {
    assertThat(
            apart(
                ROW,
                Map.of(1L, new Point(0, 700), 2L, new Point(160, 700), 3L, new Point(320, 700))))
        .isEmpty();
  }

  @Test
  void whoSatApartBeforeIsNotToldOfUntilItGetsWorse() {
    Map<Long, Point> wide =
        Map.of(1L, new Point(0, 0), 2L, new Point(600, 0), 3L, new Point(1200, 0));
    assertThat(apart(wide, wide)).isEmpty();
    assertThat(apart(wide, ROW)).isEmpty();
    assertThat(
            apart(wide, Map.of(1L, new Point(0, 0), 2L, new Point(600, 0), 3L, new Point(1300, 0))))
        .hasSize(1);
  }

  private static List<PartiesApart.Party> apart(Map<Long, Point> was, Map<Long, Point> is) {
    LocalDateTime nine = LocalDateTime.parse("2026-12-01T09:00");
    List<Booking> bookings =
        List.of(1L, 2L, 3L).stream()
            .map(seat -> SampleBookings.of(seat, nine, nine.plusHours(1), Optional.of(PARTY)))
            .toList();
    return PartiesApart.of(
        bookings,
        booking -> Optional.ofNullable(was.get(booking.space())),
        booking -> Optional.ofNullable(is.get(booking.space())));
  }
}
