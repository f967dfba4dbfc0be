package mogador.booking;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.BookingSteps.Cause;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Sites;

/** Cancels many bookings at once: of a series, or of a person in some days. */
final class CancelSeries {
  private static final int DAYS = 400;
  private static final int MOST = 1_000;

  private final Database database;
  private final Sites sites;
  private final CancelByRule cancelling;
  private final Clock clock;

  CancelSeries(Database database, Sites sites, CancelByRule cancelling, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.cancelling = cancelling;
    this.clock = clock;
  }

  sealed interface Outcome {
    /** These were cancelled now; none if they had been before. */
    record Done(Optional<Series> series, List<Booking> cancelled) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /** Gives back what of a series is still to come. Once cancelled, cancelling changes nothing. */
  Outcome cancel(Actor actor, UUID id, SeriesScope scope) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql ->
            SeriesStore.lock(sql, id)
                .filter(series -> actor.maySeeBooking(series.holder(), series.site()))
                .map(series -> cancel(sql, actor, series, scope, now))
                .orElseGet(Outcome.Unknown::new));
  }

  private Outcome cancel(Sql sql, Actor actor, Series series, SeriesScope scope, Instant now) {
    List<Booking> all = BookingStore.ofSeries(sql, series.id());
    return switch (scope.in(all, now)) {
      case SeriesScope.Reached.No(Refusal refusal) ->
          refusal.code().equals("already_ended")
              ? new Outcome.Done(Optional.of(series), List.of())
              : new Outcome.Refused(refusal);
      case SeriesScope.Reached.These(List<Booking> bookings) -> {
        List<Booking> cancelled = bookings.stream().map(b -> end(sql, actor, b, now)).toList();
        yield new Outcome.Done(Optional.of(told(sql, series, now)), cancelled);
      }
    };
  }

  /**
   * Cancels all of someone's own bookings that begin on some local days and have not begun.
   *
   * @param to the last day, included
   * @param site only there
   */
  Outcome cancelRange(Actor actor, LocalDate from, LocalDate to, Optional<String> site) {
    if (to.isBefore(from)) {
      return refused("end_before_start", "to", "The last day is before the first.");
    }
    if (ChronoUnit.DAYS.between(from, to) >= DAYS) {
      return refused("too_long", "to", "Cancel at most " + DAYS + " days at once.");
    }
    if (site.isPresent() && sites.current().site(site.get()).isEmpty()) {
      return refused("unknown_site", "site", "There is no site " + site.get() + ".");
    }
    Instant now = clock.instant();
    return database.inTransaction(
        sql -> {
          List<Booking> bookings =
              BookingStore.lockOfPerson(sql, actor.id(), from, to, site, now, MOST + 1);
          if (bookings.size() > MOST) {
            return refused("too_many_bookings", "to", "Cancel at most " + MOST + " at once.");
          }
          return new Outcome.Done(Optional.empty(), cancelled(sql, actor, bookings, now));
        });
  }

  private List<Booking> cancelled(Sql sql, Actor actor, List<Booking> bookings, Instant now) {
    var cancelled = new ArrayList<Booking>();
    for (Booking booking : bookings) {
      cancelled.add(
          booking.occurrence().isPresent()
              ? end(sql, actor, booking, now)
              : cancelling.cancel(sql, booking, Cause.of("cancelled", actor.id()), now));
    }
    Set<UUID> touched =
        bookings.stream()
            .flatMap(b -> b.occurrence().stream())
            .map(Booking.Occurrence::series)
            .collect(Collectors.toCollection(TreeSet::new));
    for (UUID id : touched) {
      SeriesStore.lockAlone(sql, id).ifPresent(series -> told(sql, series, now));
    }
    return cancelled;
  }

  private Booking end(Sql sql, Actor actor, Booking booking, Instant now) {
    return cancelling.cancel(sql, booking, Cause.of("cancelled", actor.id()).untold(), now);
  }

  /** The series as it is after some of it was cancelled, its holder told once. */
  static Series told(Sql sql, Series series, Instant now) {
    boolean over =
        BookingStore.ofSeries(sql, series.id()).stream()
            .noneMatch(b -> b.status().stands() && now.isBefore(b.slot().end()));
    Series changed =
        series.changed(series.pattern(), 1).ended(over ? Optional.of(now) : series.endedAt());
    SeriesStore.save(sql, changed);
    SeriesStore.tell(sql, series.id(), over ? "cancelled" : "changed", changed.sequence(), now);
    return changed;
  }

  static JsonObject json(Network network, Outcome.Done done) {
    JsonObject json =
        done.series()
            .map(series -> SeriesJson.series(network, series, List.of()))
            .orElseGet(JsonObject::new);
    json.remove("bookings");
    return json.put("cancelled", SeriesJson.bookings(network, done.cancelled()));
  }

  private static Outcome refused(String code, String field, String text) {
    return new Outcome.Refused(new Refusal(code, field, text));
  }
}
