package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.BookingSteps.Cause;
import mogador.booking.SeriesOutcome.Place;
import mogador.booking.SeriesPattern.Aim;
import mogador.booking.SeriesPattern.Part;
import mogador.booking.SeriesRequest.OnConflict;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.kernel.TimeSlot;
import mogador.platform.Answers;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Moves the occurrences of a series that are still to come: one, those from it on, or all. */
final class ChangeSeries {
  private final Database database;
  private final Sites sites;
  private final BookingSteps steps;
  private final Payments payments;
  private final Clock clock;

  ChangeSeries(Database database, Sites sites, BookingSteps steps, Payments payments, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.steps = steps;
    this.payments = payments;
    this.clock = clock;
  }

  /**
   * What is to be otherwise; what is empty stays.
   *
   * @param space by reference, of the same site
   * @param from the local time of day; so is {@code to}, the next day if it is not after it
   * @param days later than now; negative earlier
   * @param reset also those that were moved on their own
   * @param onConflict skip leaves an occurrence where it is
   * @param dryRun says what would become of it, and changes nothing
   */
  record Wish(
      SeriesScope scope,
      Optional<String> space,
      Optional<LocalTime> from,
      Optional<LocalTime> to,
      int days,
      boolean reset,
      OnConflict onConflict,
      boolean dryRun) {
    /** The same part of a series, as wished. */
    private Part of(Part part, Optional<Space> other) {
      LocalTime starts = from.orElse(part.from());
      Duration length = part.length();
      if (to.isPresent()) {
        length = Duration.between(starts, to.get());
        if (!length.isPositive()) length = length.plusDays(1);
      }
      return part.changed(days, starts, length, other.map(Space::id).orElse(part.space()));
    }
  }

  sealed interface Outcome {
    record Done(JsonObject answer) implements Outcome {}

    /** What a dry run came to. */
    record Would(List<SeriesOutcome> outcomes, JsonObject answer) implements Outcome {}

    /** Nothing is changed: this is how it stands. */
    record Conflict(List<SeriesOutcome> outcomes) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    record KeyReused() implements Outcome {}

    /** There is none such, or it is not theirs. */
    record Unknown() implements Outcome {}
  }

  Outcome change(Actor actor, UUID id, Wish wish, Optional<String> key) {
    if (!actor.mayBook()) return new Outcome.Refused(Changed.SUSPENDED);
    Optional<Answers.Key> asked = key.map(text -> new Answers.Key(text, id + " " + wish));
    Instant now = clock.instant();
    for (int i = 1; ; i++) {
      Optional<Outcome> before = asked.flatMap(k -> earlier(actor, k));
      if (before.isPresent()) return before.get();
      try {
        return database.inTransaction(
            sql ->
                SeriesStore.lock(sql, id)
                    .filter(series -> actor.maySeeBooking(series.holder(), series.site()))
                    .map(series -> new Change(sql, actor, series, wish, asked, now).run())
                    .orElseGet(Outcome.Unknown::new));
      } catch (DryRun dry) {
        return dry.would;
      } catch (Claims.Overlap taken) {
        // Somebody took it between the look and the claim: look again.
        if (i == PlaceSeries.TRIES) return new Outcome.Refused(SeriesFit.TAKEN);
      } catch (PgException e) {
        if (!Answers.isAnswered(e)) throw e;
      }
    }
  }

  private final class Change {
    private final Sql sql;
    private final Actor actor;
    private final Series series;
    private final Wish wish;
    private final Optional<Answers.Key> key;
    private final Instant now;
    private final Network network = sites.current();
    private final Site site;

    Change(Sql sql, Actor actor, Series series, Wish wish, Optional<Answers.Key> key, Instant now) {
      this.sql = sql;
      this.actor = actor;
      this.series = series;
      this.wish = wish;
      this.key = key;
      this.now = now;
      this.site = network.site(series.site()).orElseThrow();
    }

    Outcome run() {
      Optional<Space> space =
          wish.space().flatMap(network::space).filter(s -> s.site().equals(site.id()));
      if (wish.space().isPresent() && space.isEmpty()) {
        String text = "There is no space " + wish.space().get() + " at " + site.id() + ".";
        return new Outcome.Refused(new Refusal("unknown_space", "space", text));
      }
      return switch (wish.scope().in(BookingStore.ofSeries(sql, series.id()), now)) {
        case SeriesScope.Reached.No(Refusal refusal) -> new Outcome.Refused(refusal);
        case SeriesScope.Reached.These(List<Booking> bookings) -> change(bookings, space);
      };
    }

    private Outcome change(List<Booking> bookings, Optional<Space> space) {
      boolean one = wish.scope().extent() == SeriesScope.Extent.ONE;
      LocalDateTime since = recurrence(bookings.getFirst());
      SeriesPattern pattern =
          one ? series.pattern() : series.pattern().changed(since, part -> wish.of(part, space));
      Set<UUID> alone = one || wish.reset() ? Set.of() : SeriesStore.movedAlone(sql, series.id());
      Map<UUID, Aim> aims = new HashMap<>();
      for (Booking booking : bookings) {
        if (alone.contains(booking.id())) continue;
        aims.put(booking.id(), one ? aim(booking, space) : pattern.at(recurrence(booking)));
      }
      List<SeriesOutcome> outcomes =
          new SeriesShift(sql, network, terms(bookings, aims), wish.onConflict())
              .outcomes(bookings, aims);
      if (outcomes.stream().anyMatch(o -> o instanceof SeriesOutcome.Conflict)) {
        return new Outcome.Conflict(outcomes);
      }
      return written(bookings, outcomes, pattern, one);
    }

    private SeriesTerms terms(List<Booking> bookings, Map<UUID, Aim> aims) {
      SeriesUsage usage = SeriesUsage.none(now);
      if (SeriesUsage.matters(site, site.spaces())) {
        QuotaUsage.lock(sql, series.holder());
        LocalDateTime first =
            aims.values().stream()
                .map(Aim::from)
                .min(LocalDateTime::compareTo)
                .orElse(series.from());
        Set<UUID> own = bookings.stream().map(Booking::id).collect(Collectors.toSet());
        usage = SeriesUsage.of(sql, network, series.holder(), site, first.toLocalDate(), own, now);
      }
      return new SeriesTerms(
          site,
          Asker.of(actor, site.id()),
          // It is paid anew when it is written, and what each had comes back first.
          (space, time) -> Price.of(site, space, time),
          usage,
          now);
    }

    private Aim aim(Booking booking, Optional<Space> space) {
      SeriesPattern itself =
          SeriesPattern.of(booking.time().from(), booking.time().to(), booking.space());
      return wish.of(itself.parts().getFirst(), space).at(booking.time().from());
    }

    private Outcome written(
        List<Booking> before, List<SeriesOutcome> outcomes, SeriesPattern pattern, boolean one) {
      var moves = new HashMap<UUID, Booking>();
      for (int i = 0; i < before.size(); i++) {
        moved(before.get(i), outcomes.get(i)).ifPresent(m -> moves.put(m.id(), m));
      }
      List<Booking> moving = before.stream().filter(b -> moves.containsKey(b.id())).toList();
      moving.forEach(booking -> Claims.release(sql, booking.id()));
      var after = new ArrayList<SeriesOutcome>();
      for (int i = 0; i < before.size(); i++) {
        Booking booking = before.get(i);
        Booking planned = moves.get(booking.id());
        after.add(with(outcomes.get(i), planned == null ? booking : write(booking, planned, one)));
      }
      // Where nothing could move the series did not: the next change starts from where it is.
      Series changed = moving.isEmpty() ? series : series.changed(pattern, 1);
      SeriesStore.save(sql, changed);
      if (!moving.isEmpty()) {
        SeriesStore.tell(sql, series.id(), "changed", changed.sequence(), now);
      }
      // Last, so that nobody who waits is offered what is kept again.
      moving.forEach(booking -> steps.freed(sql, booking, booking.slot(), now));
      if (wish.dryRun()) {
        JsonObject would = SeriesJson.changed(network, series, after);
        throw new DryRun(new Outcome.Would(after, would));
      }
      JsonObject json = SeriesJson.changed(network, changed, after);
      key.ifPresent(k -> Answers.keep(sql, actor.id(), Answers.Answer.to(k, json), now));
      return new Outcome.Done(json);
    }

    private Optional<Booking> moved(Booking booking, SeriesOutcome outcome) {
      if (outcome instanceof SeriesOutcome.Skipped) return Optional.empty();
      Place place = outcome.place().orElseThrow();
      boolean there = place.space().id() == booking.space() && place.time().equals(booking.time());
      return there
          ? Optional.empty()
          : Optional.of(booking.moved(place.space().id(), place.time()));
    }

    private Booking write(Booking booking, Booking planned, boolean one) {
      Space space = network.spaceById(planned.space()).orElseThrow();
      BookingStatus as =
          booking.status().isUndecided()
              ? booking.status()
              : BookingRules.moved(booking.status(), site, space, Asker.of(actor, site.id()));
      Booking moved = payments.again(sql, actor, planned.as(as), site, space, now);
      TimeSlot claimed = BookingRules.claimed(site, space, moved.slot());
      Claims.keep(sql, Claims.Source.BOOKING, moved.id(), space, claimed);
      BookingSteps.move(sql, booking, moved, Cause.of("changed", actor.id()).untold(), now);
      SeriesStore.movedAlone(sql, moved.id(), one);
      return moved;
    }
  }

  private static LocalDateTime recurrence(Booking booking) {
    return booking.occurrence().orElseThrow().recurrence();
  }

  private static SeriesOutcome with(SeriesOutcome outcome, Booking booking) {
    return switch (outcome) {
      case SeriesOutcome.AsAsked(var recurrence, Place at) ->
          new SeriesOutcome.AsAsked(recurrence, at.with(booking));
      case SeriesOutcome.Moved(var recurrence, Place at, Refusal why) ->
          new SeriesOutcome.Moved(recurrence, at.with(booking), why);
      case SeriesOutcome.Skipped skipped -> skipped;
      case SeriesOutcome.Conflict conflict -> conflict;
    };
  }

  private Optional<Outcome> earlier(Actor actor, Answers.Key key) {
    return Answers.earlier(
        database.sql(), actor.id(), key, Outcome.Done::new, Outcome.KeyReused::new);
  }

  /** Carries what would be out of a transaction that must roll back. */
  private static final class DryRun extends RuntimeException {
    private final transient Outcome would;

    DryRun(Outcome would) {
      super(null, null, false, false);
      this.would = would;
    }
  }
}
