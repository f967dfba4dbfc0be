package mogador.booking;

import java.util.List;
import mogador.booking.BookingRules.Refusal;

/** What became of a change someone asked for in a booking. */
sealed interface Changed {
  Refusal SUSPENDED = new Refusal("suspended", "", "This account may not book for now.");

  /** As it is now; also when an earlier request had done the same. */
  record Done(Booking booking) implements Changed {}

  /** There is none such, or it is not theirs to change. */
  record Unknown() implements Changed {}

  /** A rule, or where the booking is in its life, does not allow it. */
  record Refused(Refusal refusal) implements Changed {}

  record SlotTaken(List<FindSpaces.Alternative> alternatives) implements Changed {}

  static Changed suspended() {
    return new Refused(SUSPENDED);
  }

  static Changed refused(String code, String field, String text) {
    return new Refused(new Refusal(code, field, text));
  }
}
