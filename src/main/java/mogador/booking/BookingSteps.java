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
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceRules;

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

  /** What was held, offered or requested is confirmed, or asked of a manager. */
  Booking accept(Sql sql, Booking booking, BookingStatus as, Cause cause, Instant now) {
    Booking accepted = booking.as(as);
    BookingStore.save(sql, accepted);
    if (as == BookingStatus.CONFIRMED) Rights.give(sql, right(accepted));
    note(sql, accepted, cause, now);
    if (booking.status() == BookingStatus.OFFERED) {
      for (TimeFreed listener : listeners) listener.taken(sql, accepted, now);
    }
    return accepted;
  }

  /** It holds another space or time, and its right to doors follows; its claims are kept apart. */
  static void move(Sql sql, Booking before, Booking after, Cause cause, Instant now) {
    BookingStore.save(sql, after);
    if (before.status() == BookingStatus.CONFIRMED) {
      Rights.withdraw(sql, RightSource.BOOKING, before.id());
    }
    if (after.status() == BookingStatus.CONFIRMED) Rights.give(sql, right(after));
    Cause told =
        cause
            .with("was_space", before.space())
            .with("was_from", before.time().from().toString())
            .with("was_to", before.time().to().toString());
    note(sql, after, told, now);
  }

  /** Gives back the rest of one that has begun. */
  Booking giveBack(
      Sql sql,
      Booking booking,
      Place place,
      BookedTime shorter,
      Money refund,
      Cause cause,
      Instant now) {
    Booking shortened = booking.shortened(shorter, refund);
    BookingStore.save(sql, shortened);
    BookingStore.keepPromise(sql, booking);
    TimeSlot claimed = BookingRules.claimed(place.site(), place.space(), shorter.slot());
    Claims.shorten(sql, booking.id(), claimed.end());
    Rights.end(sql, RightSource.BOOKING, booking.id(), shorter.slot().end());
    note(sql, shortened, cause, now);
    freed(sql, shortened, new TimeSlot(shorter.slot().end(), booking.slot().end()), now);
    return shortened;
  }

  void freed(Sql sql, Booking booking, TimeSlot slot, Instant now) {
    for (TimeFreed listener : listeners) listener.freed(sql, booking, slot, now);
  }

  /** Where a booking is. */
  record Place(Site site, Space space) {
    static Place of(Network network, Booking booking) {
      return new Place(
          network.site(booking.site()).orElseThrow(),
          network.spaceById(booking.space()).orElseThrow());
    }

    SpaceRules rules() {
      return site.rules(space);
    }
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
