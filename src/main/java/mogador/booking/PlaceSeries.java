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
import mogador.platform.Answers;
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
  private final Payments payments;
  private final Clock clock;

  PlaceSeries(Database database, Sites sites, PlaceBooking single, Payments payments, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.single = single;
    this.payments = payments;
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

  /** What it would be, and how it would be paid; writes nothing. */
  Planned precheck(Actor actor, SeriesRequest request) {
    return switch (single.look(actor, request.first())) {
      case PlaceBooking.Holder.No(Refusal refusal) -> new Planned.No(refusal);
      case PlaceBooking.Holder.Known(UUID holder) ->
          new PlanSeries(database.sql(), sites.current(), payments, clock.instant())
              .plan(new PlanSeries.For(actor, holder), request);
    };
  }

  Placed place(Actor actor, SeriesRequest request, Optional<String> key) {
    if (!actor.mayBook()) return new Placed.Suspended();
    Optional<Answers.Key> asked = key.map(text -> new Answers.Key(text, request.toString()));
    Optional<Placed> before = asked.flatMap(k -> earlier(actor, k));
    if (before.isPresent()) return before.get();
    Instant now = clock.instant();
    return switch (single.holder(actor, request.first(), now)) {
      case PlaceBooking.Holder.No(Refusal refusal) -> new Placed.Refused(refusal);
      case PlaceBooking.Holder.Known(UUID holder) -> {
        // A look beforehand: refuses most of what cannot be, and learns who pays as a member, so
        // that the transaction need not ask on another connection.
        var whom = new PlanSeries.For(actor, holder);
        Planned planned =
            new PlanSeries(database.sql(), sites.current(), payments, now).plan(whom, request);
        yield switch (planned) {
          case Planned.No(Refusal refusal) -> new Placed.Refused(refusal);
          case Planned.Plan(SeriesPlan plan) -> {
            var payer = PlaceBooking.payer(database.sql(), actor, holder, request.first());
            boolean wallet =
                plan.outcomes().stream()
                    .flatMap(o -> o.place().stream())
                    .anyMatch(p -> payments.mayUseWallet(payer, plan.site(), p.space(), p.time()));
            yield place(new Attempt(actor, holder, request, asked, wallet, now));
          }
        };
      }
    };
  }

  /** A try; {@code wallet} if anything but money may pay. */
  private record Attempt(
      Actor actor,
      UUID holder,
      SeriesRequest request,
      Optional<Answers.Key> key,
      boolean wallet,
      Instant now) {}

  private Placed place(Attempt attempt) {
    for (int i = 1; ; i++) {
      try {
        return database.inTransaction(sql -> place(sql, attempt));
      } catch (PaidOtherwise otherwise) {
        return new Placed.Conflict(otherwise.plan);
      } catch (PgException e) {
        // Somebody took some of it between the look and the claim, or, of hundreds of references,
        // one is another's: look again. It may also be our own retry that won.
        boolean again =
            Claims.isOverlap(e) || Answers.isAnswered(e) || BookingStore.isReferenceTaken(e);
        if (!again) throw e;
        Optional<Placed> before = attempt.key().flatMap(k -> earlier(attempt.actor(), k));
        if (before.isPresent()) return before.get();
        if (i == TRIES) return new Placed.Refused(SeriesFit.TAKEN);
      }
    }
  }

  private Placed place(Sql sql, Attempt attempt) {
    // Before it is counted what they have: two at once could together pass a quota.
    QuotaUsage.lock(sql, attempt.holder());
    var whom = new PlanSeries.For(attempt.actor(), attempt.holder());
    Planned planned =
        new PlanSeries(sql, sites.current(), payments, attempt.now()).plan(whom, attempt.request());
    return switch (planned) {
      case Planned.No(Refusal refusal) -> new Placed.Refused(refusal);
      case Planned.Plan(SeriesPlan plan) -> {
        boolean agreed = attempt.request().agreed().map(plan.fingerprint()::equals).orElse(true);
        yield plan.isPossible() && agreed
            ? new Placed.Booked(written(sql, attempt, plan))
            : new Placed.Conflict(plan);
      }
    };
  }

  private JsonObject written(Sql sql, Attempt attempt, SeriesPlan plan) {
    Series series = series(attempt, plan);
    List<SeriesOutcome> outcomes =
        plan.outcomes().stream().map(o -> drafted(sql, attempt, plan, series, o)).toList();
    SeriesPlan paid = plan.with(outcomes);
    boolean asPlanned = paid.fingerprint().equals(plan.fingerprint());
    if (attempt.request().agreed().isPresent() && !asPlanned) throw new PaidOtherwise(plan);
    SeriesStore.add(sql, series);
    // In order of time, so that two series for the same spaces meet at the first and not crosswise.
    var places = new ArrayList<>(outcomes.stream().flatMap(o -> o.place().stream()).toList());
    places.sort(Comparator.comparing(place -> place.time().slot()));
    for (Place place : places) {
      Booking booking = place.booking().orElseThrow();
      BookingStore.placeAmongOthers(
          sql,
          booking,
          place.space(),
          BookingRules.claimed(plan.site(), place.space(), place.time().slot()));
    }
    SeriesStore.tell(sql, series.id(), "booked", series.sequence(), attempt.now());
    JsonObject json = SeriesJson.placed(sites.current(), series, paid);
    UUID asker = attempt.actor().id();
    attempt
        .key()
        .ifPresent(key -> Answers.keep(sql, asker, Answers.Answer.to(key, json), attempt.now()));
    Rights.given(sql, attempt.holder());
    return json;
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

  private SeriesOutcome drafted(
      Sql sql, Attempt attempt, SeriesPlan plan, Series series, SeriesOutcome outcome) {
    var one = new Booking.Occurrence(series.id(), outcome.recurrence());
    return switch (outcome) {
      case SeriesOutcome.AsAsked(var recurrence, Place at) ->
          new SeriesOutcome.AsAsked(recurrence, paid(sql, attempt, plan, one, at));
      case SeriesOutcome.Moved(var recurrence, Place at, Refusal why) ->
          new SeriesOutcome.Moved(recurrence, paid(sql, attempt, plan, one, at), why);
      case SeriesOutcome.Skipped skipped -> skipped;
      case SeriesOutcome.Conflict conflict -> conflict;
    };
  }

  /** The booking to be, paid with passes and credits as far as they go. */
  private Place paid(Sql sql, Attempt attempt, SeriesPlan plan, Booking.Occurrence one, Place at) {
    BookingRequest first = attempt.request().first();
    Booking draft =
        Drafts.booking(
                plan.site(),
                at.space(),
                at.time(),
                new Booking.Parties(
                    attempt.holder(), attempt.actor().id(), first.details().company()),
                PlaceBooking.status(attempt.actor(), first, plan.site(), at.space()),
                Optional.empty(),
                first.details(),
                attempt.now())
            .of(one);
    if (!attempt.wallet()) return at.with(draft.costing(at.price()));
    Price price =
        payments.spend(
            sql,
            draft.id(),
            PlaceBooking.payer(sql, attempt.actor(), attempt.holder(), first),
            plan.site(),
            at.space(),
            at.time(),
            attempt.now());
    return new Place(at.space(), at.time(), price, Optional.of(draft.costing(price)));
  }

  private Optional<Placed> earlier(Actor actor, Answers.Key key) {
    return Answers.earlier(
        database.sql(), actor.id(), key, Placed.Booked::new, Placed.KeyReused::new);
  }

  /**
   * Carries a plan out of a transaction that must roll back: between the look and the payment
   * somebody else used a pass or a credit that was agreed on.
   */
  private static final class PaidOtherwise extends RuntimeException {
    private final transient SeriesPlan plan;

    PaidOtherwise(SeriesPlan plan) {
      super(null, null, false, false);
      this.plan = plan;
    }
  }
}
