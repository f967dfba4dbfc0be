package mogador.booking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What someone asks to book.
 *
 * @param from site-local, as {@link AskedTime} reads it; so is {@code to}
 */
record BookingRequest(Wish wish, String from, String to, Details details) {

  /** Which space. */
  sealed interface Wish {
    /** By reference, e.g. {@code essaouira/p-07}. */
    record ThisOne(String space) implements Wish {}

    /** Any of a kind at a site that offers as much. */
    record Any(String site, String kind, Needs needs) implements Wish {}
  }

  /**
   * What a space must offer.
   *
   * @param capacity people, at least
   * @param features all of them, e.g. {@code screen}
   */
  record Needs(int capacity, List<String> features, Optional<String> floor) {
    static final Needs NONE = new Needs(0, List.of(), Optional.empty());

    Needs {
      features = List.copyOf(features);
    }
  }

  /**
   * What else is said of it.
   *
   * @param hold keep it for some minutes, to be confirmed
   * @param holder the address of whom it is for, if not who asks
   * @param company who pays, if not the holder
   * @param purpose at most 200 characters
   * @param attendees 1 to 10,000
   */
  record Details(
      boolean hold,
      Optional<String> holder,
      Optional<UUID> company,
      String purpose,
      int attendees) {
    static final Details NONE = new Details(false, Optional.empty(), Optional.empty(), "", 1);
  }

  static BookingRequest of(String space, String from, String to) {
    return new BookingRequest(new Wish.ThisOne(space), from, to, Details.NONE);
  }
}
