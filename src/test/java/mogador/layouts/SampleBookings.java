package mogador.layouts;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.BookedTime;
import mogador.booking.Booking;
import mogador.booking.BookingStatus;
import mogador.booking.Price;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.kernel.Vat;

/** Bookings as they may stand, for what only looks at them. */
final class SampleBookings {
  private SampleBookings() {}

  static Booking of(long space, LocalDateTime from, LocalDateTime to, Optional<UUID> party) {
    UUID person = UUID.randomUUID();
    return new Booking(
        UUID.randomUUID(),
        "ESS-000000",
        "essaouira",
        space,
        new Booking.Parties(person, person, Optional.empty()),
        new BookedTime(
            from, to, new TimeSlot(from.toInstant(ZoneOffset.UTC), to.toInstant(ZoneOffset.UTC))),
        new Price(Money.ZERO, Money.ZERO, Vat.NONE, List.of()),
        BookingStatus.CONFIRMED,
        0,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        party,
        "",
        1,
        Money.ZERO);
  }
}
