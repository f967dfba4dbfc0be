package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import mogador.access.AccessRight;
import mogador.access.RightSource;
import mogador.access.Rights;
import mogador.claims.Claims;
import mogador.kernel.Money;
import mogador.kernel.TimeSlot;
import mogador.platform.Outbox;
import mogador.platform.Sql;

/**
 * The steps of a booking's life, each within the caller's transaction: the booking, its claims, its
 * right to doors, its history and the word to its holder change together.
 */
final class BookingSteps {
  private final List<TimeFreed> listeners = new CopyOnWriteArrayList<>();

  /** Before the first step is taken. */
  void tell(TimeFreed listener) {
    listeners.add(listener);
  }

  /** Ends it: all it holds is free. */
  Booking end(Sql sql, Booking booking, BookingStatus how, Money refund, Cause cause, Instant now) {
    Booking ended = booking.ended(how, now, refund);
    BookingStore.save(sql, ended);
    Claims.release(sql, booking.id());
    if (booking.status() == BookingStatus.CONFIRMED) {
      Rights.withdraw(sql, RightSource.BOOKING, booking.id());
    }
    note(sql, ended, cause, now);
    freed(sql, ended, booking.slot(), now);
    return ended;
  }

  /** Confirms what was held, offered or requested: its doors open. */
  Booking confirm(Sql sql, Booking booking, Cause cause, Instant now) {
    Booking confirmed = booking.as(BookingStatus.CONFIRMED);
    BookingStore.save(sql, confirmed);
    Rights.give(sql, right(confirmed));
    note(sql, confirmed, cause, now);
    if (booking.status() == BookingStatus.OFFERED) {
      for (TimeFreed listener : listeners) listener.taken(sql, confirmed, now);
    }
    return confirmed;
  }

  /**
   * Gives back the rest of one that has begun.
   *
   * @param claimedUntil its end, and the buffer after it
   */
  Booking giveBack(
      Sql sql,
      Booking booking,
      BookedTime shorter,
      Instant claimedUntil,
      Money refund,
      Cause cause,
      Instant now) {
    Booking shortened = booking.moved(booking.space(), shorter, booking.price()).refunded(refund);
    BookingStore.save(sql, shortened);
    BookingStore.keepPromise(sql, booking);
    Claims.shorten(sql, booking.id(), claimedUntil);
    Rights.end(sql, RightSource.BOOKING, booking.id(), shorter.slot().end());
    note(sql, shortened, cause, now);
    freed(sql, shortened, new TimeSlot(shorter.slot().end(), booking.slot().end()), now);
    return shortened;
  }

  void freed(Sql sql, Booking booking, TimeSlot slot, Instant now) {
    for (TimeFreed listener : listeners) listener.freed(sql, booking, slot, now);
  }

  /** What happened, who did it, and what is to be remembered of it. */
  record Cause(String event, Optional<UUID> by, JsonObject content, boolean told) {
    static Cause of(String event, UUID by) {
      return new Cause(event, Optional.of(by), new JsonObject(), true);
    }

    static Cause ofTime(String event) {
      return new Cause(event, Optional.empty(), new JsonObject(), true);
    }

    Cause with(String name, Object value) {
      return new Cause(event, by, content.copy().put(name, value), told);
    }

    /** The same as a part of something that is told as a whole. */
    Cause untold() {
      return new Cause(event, by, content, false);
    }
  }

  static void note(Sql sql, Booking booking, Cause cause, Instant now) {
    BookingStore.note(sql, booking.id(), cause.event(), cause.by(), cause.content(), now);
    if (!cause.told()) return;
    JsonObject news = BookingNews.of(booking, cause.event());
    booking
        .occurrence()
        .ifPresent(
            one -> {
              SeriesStore.changedAlone(sql, one.series());
              news.put("series", one.series().toString());
            });
    Outbox.add(sql, BookingNews.KIND, news.mergeIn(cause.content()), now);
  }

  static AccessRight right(Booking booking) {
    return AccessRight.ofBooking(
        booking.id(), booking.person(), booking.site(), booking.space(), booking.slot());
  }
}
