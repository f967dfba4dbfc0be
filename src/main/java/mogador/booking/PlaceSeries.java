package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Rights;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.PlanSeries.Planned;
import mogador.booking.SeriesOutcome.Place;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Sites;

/** Books a series: all of its occurrences, or those that can be, in one transaction. */
final class PlaceSeries {
  /** How often to look again when others take something between the look and the claim. */
  static final int TRIES = 6;

  private final Database database;
  private final Sites sites;
  private final PlaceBooking single;
  private final Clock clock;

  PlaceSeries(Database database, Sites sites, PlaceBooking single, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.single = single;
    this.clock = clock;
  }

  sealed interface Placed {
    /** Now, or by an earlier request with the same key. */
    record Booked(JsonObject answer) implements Placed {}

    /** Nothing is booked: this is how it stands. */
    record Conflict(SeriesPlan plan) implements Placed {}

    record Refused(Refusal refusal) implements Placed {}

    record KeyReused() implements Placed {}

    record Suspended() implements Placed {}
  }

  /** What it would be; writes nothing. */
  Planned precheck(SeriesRequest request) {
    return new PlanSeries(database.sql(), sites.current(), clock.instant()).plan(request);
  }

  Placed place(Actor actor, SeriesRequest request, Optional<String> key) {
    if (!actor.mayBook()) return new Placed.Suspended();
    Optional<Answers.Key> asked = key.map(text -> new Answers.Key(text, request.toString()));
    Optional<Placed> before = asked.flatMap(k -> earlier(actor, k));
    if (before.isPresent()) return before.get();
    Instant now = clock.instant();
    return switch (single.holder(actor, request.first(), now)) {
      case PlaceBooking.Holder.No(Refusal refusal) -> new Placed.Refused(refusal);
      case PlaceBooking.Holder.Known(UUID holder) ->
          place(new Attempt(actor, holder, request, asked, now));
    };
  }

  private record Attempt(
      Actor actor, UUID holder, SeriesRequest request, Optional<Answers.Key> key, Instant now) {}

  private Placed place(Attempt attempt) {
    for (int i = 1; ; i++) {
      Planned planned =
          new PlanSeries(database.sql(), sites.current(), attempt.now()).plan(attempt.request());
      switch (planned) {
        case Planned.No(Refusal refusal) -> {
          return new Placed.Refused(refusal);
        }
        case Planned.Plan(SeriesPlan plan) -> {
          boolean agreed = attempt.request().agreed().map(plan.fingerprint()::equals).orElse(true);
          if (!plan.isPossible() || !agreed || i == TRIES) return new Placed.Conflict(plan);
          Optional<Placed> placed = book(attempt, plan);
          if (placed.isPresent()) return placed.get();
        }
      }
    }
  }

  /** The answer, or empty if something of it was taken meanwhile. */
  private Optional<Placed> book(Attempt attempt, SeriesPlan plan) {
    Series series = series(attempt, plan);
    List<SeriesOutcome> outcomes =
        plan.outcomes().stream().map(o -> drafted(attempt, plan, series, o)).toList();
    JsonObject json = SeriesJson.placed(sites.current(), series, plan, outcomes);
    try {
      database.inTransaction(
          sql -> {
            write(sql, attempt, plan, series, outcomes, json);
            return series;
          });
      return Optional.of(new Placed.Booked(json));
    } catch (PgException e) {
      if (Answers.isAnswered(e)) return attempt.key().flatMap(k -> earlier(attempt.actor(), k));
      // Of hundreds of references one is another's now and then.
      if (Claims.isOverlap(e) || BookingStore.isReferenceTaken(e)) {
        return attempt.key().flatMap(k -> earlier(attempt.actor(), k));
      }
      throw e;
    }
  }

  private static void write(
      Sql sql,
      Attempt attempt,
      SeriesPlan plan,
      Series series,
      List<SeriesOutcome> outcomes,
      JsonObject json) {
    SeriesStore.add(sql, series);
    // In order of time, so that two series for the same spaces meet at the first and not crosswise.
    var places = new ArrayList<>(outcomes.stream().flatMap(o -> o.place().stream()).toList());
    places.sort(Comparator.comparing(place -> place.time().slot()));
    for (Place place : places) {
      Booking booking = place.booking().orElseThrow();
      BookingStore.placeAmongOthers(
          sql, booking, place.space(), SeriesFit.claimed(plan.site(), place.space(), place.time()));
    }
    SeriesStore.tell(sql, series.id(), "booked", series.sequence(), attempt.now());
    attempt
        .key()
        .ifPresent(
            key ->
                Answers.keep(
                    sql, attempt.actor().id(), Answers.Answer.to(key, json), attempt.now()));
    Rights.given(sql, attempt.holder());
  }

  private static Series series(Attempt attempt, SeriesPlan plan) {
    return new Series(
        Ids.next(attempt.now()),
        attempt.holder(),
        attempt.actor().id(),
        plan.site().id(),
        plan.main().id(),
        plan.rule(),
        plan.from(),
        plan.to(),
        SeriesPattern.of(plan.from(), plan.to(), plan.main().id()),
        0,
        attempt.now(),
        Optional.empty());
  }

  private static SeriesOutcome drafted(
      Attempt attempt, SeriesPlan plan, Series series, SeriesOutcome outcome) {
    var one = new Booking.Occurrence(series.id(), outcome.recurrence());
    return switch (outcome) {
      case SeriesOutcome.AsAsked(var recurrence, Place at) ->
          new SeriesOutcome.AsAsked(recurrence, at.with(draft(attempt, plan, one, at)));
      case SeriesOutcome.Moved(var recurrence, Place at, Refusal why) ->
          new SeriesOutcome.Moved(recurrence, at.with(draft(attempt, plan, one, at)), why);
      case SeriesOutcome.Skipped skipped -> skipped;
      case SeriesOutcome.Conflict conflict -> conflict;
    };
  }

  private static Booking draft(Attempt attempt, SeriesPlan plan, Booking.Occurrence one, Place at) {
    BookingRequest first = attempt.request().first();
    return Drafts.booking(
            plan.site(),
            at.space(),
            at.time(),
            new Booking.Parties(attempt.holder(), attempt.actor().id(), first.details().company()),
            PlaceBooking.status(attempt.actor(), first, plan.site(), at.space()),
            Optional.empty(),
            first.details(),
            attempt.now())
        .of(one);
  }

  private Optional<Placed> earlier(Actor actor, Answers.Key key) {
    return Answers.earlier(database.sql(), actor.id(), key)
        .map(
            earlier ->
                switch (earlier) {
                  case Answers.Earlier.Same(JsonObject answer) -> new Placed.Booked(answer);
                  case Answers.Earlier.Other() -> new Placed.KeyReused();
                });
  }
}
