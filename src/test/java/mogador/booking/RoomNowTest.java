package mogador.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookingCalendarStore.Use;
import mogador.kernel.TimeSlot;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import org.junit.jupiter.api.Test;

class RoomNowTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

  /** Open day and night, at UTC. */
  private static final Site ESSAOUIRA = new Site(SeedSites.document("essaouira"), List.of());

  @Test
  void aRoomIsFreeUntilTheNextBookingOrAllDay() {
    RoomNow before = at("10:00", booked("11:00", "12:00", "12:10", true));
    assertThat(before.state()).isEqualTo(RoomNow.State.FREE);
    assertThat(before.until()).contains(DAY.atTime(11, 0));
    assertThat(before.next()).containsExactly(new LocalSlot(DAY.atTime(11, 0), DAY.atTime(12, 0)));
    assertThat(at("10:00").until()).isEmpty();
  }

  @Test
  void whoHasComeUsesItAndWhoHasNotIsExpected() {
    assertThat(at("11:00", booked("11:00", "12:00", "12:00", true)).state())
        .isEqualTo(RoomNow.State.IN_USE);
    assertThat(at("11:59", booked("11:00", "12:00", "12:00", false)).state())
        .isEqualTo(RoomNow.State.EXPECTED);
    assertThat(at("12:00", booked("11:00", "12:00", "12:00", false)).state())
        .isEqualTo(RoomNow.State.FREE);
  }

  @Test
  void theBufferBehindABookingIsNoPartOfItAndNotFree() {
    RoomNow during = at("11:30", booked("11:00", "12:00", "12:10", true));
    assertThat(during.until()).contains(DAY.atTime(12, 0));
    RoomNow behind = at("12:05", booked("11:00", "12:00", "12:10", true));
    assertThat(behind.state()).isEqualTo(RoomNow.State.CLOSED);
    assertThat(behind.until()).contains(DAY.atTime(12, 10));
    assertThat(behind.current()).isEmpty();
  }

  private static RoomNow at(String time, Use... uses) {
    return RoomNow.of(ESSAOUIRA, List.of(uses), local(time));
  }

  private static Use booked(String from, String to, String freed, boolean here) {
    return new Use(
        1,
        new TimeSlot(instant(from), instant(freed)),
        Optional.of(new UUID(0, 1)),
        "ESS-000001",
        "confirmed",
        "Nadia",
        here ? Optional.of(instant(from)) : Optional.empty(),
        Optional.of(instant(to)));
  }

  private static Instant instant(String time) {
    return Instant.parse(DAY + "T" + time + ":00Z");
  }

  private static LocalDateTime local(String time) {
    return LocalDateTime.parse(DAY + "T" + time + ":00");
  }
}
