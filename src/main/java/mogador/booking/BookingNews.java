package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What a booking's holder is told. Written to the outbox in the transaction of the change, put into
 * words after its commit.
 */
public final class BookingNews {
  /** The outbox's word for it. */
  public static final String KIND = "booking_mail";

  private BookingNews() {}

  /** The event that placing a booking in this status is. */
  static String placed(BookingStatus status) {
    return switch (status) {
      case HELD -> "held";
      case OFFERED -> "offered";
      case REQUESTED -> "requested";
      case CONFIRMED -> "booked";
      case CANCELLED, DECLINED, EXPIRED, RELEASED ->
          throw new IllegalArgumentException("placed as " + status);
    };
  }

  /** By what someone was seen: {@code badge}, {@code sensor} or {@code hand}. */
  static JsonObject by(String what) {
    return new JsonObject().put("by", what);
  }

  static JsonObject of(Booking booking, String event) {
    return of(booking.id(), event, booking.sequence());
  }

  static JsonObject of(UUID booking, String event, int sequence) {
    return new JsonObject()
        .put("booking", booking.toString())
        .put("event", event)
        .put("sequence", sequence);
  }
}
