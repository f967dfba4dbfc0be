package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.Rights;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.BookingSteps.Cause;
import mogador.booking.SeriesOutcome.Place;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.kernel.Money;
import mogador.platform.Answers;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Outbox;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Books several spaces for people who come together: all of them side by side, or none. */
final class PlaceParty {
  static final int MOST = 20;
  private static final int TRIES = 12;

  private final Database database;
  private final Sites sites;
  private final PlaceBooking single;
  private final Payments payments;
  private final CancelByRule cancelling;
  private final Clock clock;

  PlaceParty(Parts parts, Clock clock) {
    this.database = parts.database();
    this.sites = parts.sites();
    this.single = parts.single();
    this.payments = parts.payments();
    this.cancelling = parts.cancelling();
    this.clock = clock;
  }

  /** What it works with. */
  record Parts(
      Database database,
      Sites sites,
      PlaceBooking single,
      Payments payments,
      CancelByRule cancelling) {}

  /**
   * A party someone asks for.
   *
   * @param each of which kind, when and for whom; any of a kind
   * @param count 2 to {@value #MOST} spaces
   */
  record Request(BookingRequest each, int count) {}

  /** Spaces that would do, free when they were looked at, with what each costs. */
  record Chosen(Site site, List<Place> places, BookedTime time) {
    Chosen {
      places = List.copyOf(places);
    }

    Money total() {
      return places.stream().map(place -> place.price().total()).reduce(Money.ZERO, Money::plus);
    }

    boolean has(Space space) {
      return places.stream().anyMatch(place -> place.space().id() == space.id());
    }
  }

  sealed interface Look {
    record Found(Chosen chosen) implements Look {}

    /** Only so many are free. */
    record TooFew(int free) implements Look {}

    record Refused(Refusal refusal) implements Look {}
  }

  sealed interface Placed {
    record Booked(JsonObject answer) implements Placed {}

    record TooFew(int free) implements Placed {}

    record Refused(Refusal refusal) implements Placed {}

    record KeyReused() implements Placed {}

    record Suspended() implements Placed {}
  }

  /** What would be booked now; writes nothing. */
  Look look(Actor actor, Request request) {
    return switch (single.look(actor, request.each())) {
      case PlaceBooking.Holder.No(Refusal refusal) -> new Look.Refused(refusal);
      case PlaceBooking.Holder.Known(UUID holder) ->
          look(database.sql(), new PlanSeries.For(actor, holder), request, clock.instant());
    };
  }

  private Look look(Sql sql, PlanSeries.For whom, Request request, Instant now) {
    Network network = sites.current();
    return switch (AskedBooking.read(network, request.each())) {
      case AskedBooking.No(Refusal refusal) -> new Look.Refused(refusal);
      case AskedBooking.This one ->
          new Look.Refused(new Refusal("invalid_input", "any", "Name a kind, not a space."));
      case AskedBooking.AnyOf any ->
          look(sql, network, terms(sql, whom, request, any, now), request, any);
    };
  }

  private SeriesTerms terms(
      Sql sql, PlanSeries.For whom, Request request, AskedBooking.AnyOf any, Instant now) {
    SeriesUsage usage =
        SeriesUsage.matters(any.site(), any.spaces())
            ? SeriesUsage.of(
                sql,
                sites.current(),
                whom.holder(),
                any.site(),
                any.time().from().toLocalDate(),
                Set.of(),
                now)
            : SeriesUsage.none(now);
    return new SeriesTerms(
        any.site(),
        Asker.of(whom.actor(), any.site().id()),
        payments.inTurn(
            sql, PlaceBooking.payer(sql, whom.actor(), whom.holder(), request.each()), any.site()),
        usage,
        now);
  }

  private static Look look(
      Sql sql, Network network, SeriesTerms terms, Request request, AskedBooking.AnyOf any) {
    Site site = any.site();
    List<Space> allowed =
        any.spaces().stream().filter(space -> terms.allow(space, any.time())).toList();
    if (allowed.isEmpty()) {
      return new Look.Refused(terms.check(any.spaces().getFirst(), any.time()).orElseThrow());
    }
    List<Space> free = FindSpaces.free(sql, site, allowed, any.time());
    Optional<List<Space>> chosen = PartyChoice.of(network, free, request.count());
    if (chosen.isEmpty()) return new Look.TooFew(free.size());
    var places = new ArrayList<Place>();
    for (Space space : inOrder(chosen.get())) {
      Optional<Refusal> refusal = terms.check(space, any.time());
      if (refusal.isPresent()) return new Look.Refused(refusal.get());
      terms.usage().add(space, any.time());
      places.add(new Place(space, any.time(), terms.price(space, any.time()), Optional.empty()));
    }
    return new Look.Found(new Chosen(site, places, any.time()));
  }

  /** In order of their atoms, so that two parties meet at the first and not crosswise. */
  private static List<Space> inOrder(List<Space> spaces) {
    return spaces.stream().sorted(Comparator.comparing(s -> s.atoms().getFirst())).toList();
  }

  Placed place(Actor actor, Request request, Optional<String> key) {
    if (!actor.mayBook()) return new Placed.Suspended();
    Optional<Answers.Key> asked = key.map(text -> new Answers.Key(text, request.toString()));
    Optional<Placed> before = asked.flatMap(k -> earlier(actor, k));
    if (before.isPresent()) return before.get();
    Instant now = clock.instant();
    return switch (single.holder(actor, request.each(), now)) {
      case PlaceBooking.Holder.No(Refusal refusal) -> new Placed.Refused(refusal);
      case PlaceBooking.Holder.Known(UUID holder) ->
          place(new Attempt(actor, holder, request, asked, now));
    };
  }

  private record Attempt(
      Actor actor, UUID holder, Request request, Optional<Answers.Key> key, Instant now) {}

  private Placed place(Attempt attempt) {
    for (int i = 1; ; i++) {
      try {
        return database.inTransaction(sql -> place(sql, attempt));
      } catch (PgException e) {
        boolean again =
            Claims.isOverlap(e) || Answers.isAnswered(e) || BookingStore.isReferenceTaken(e);
        if (!again) throw e;
        // One of them was taken between the look and the claim; or it is our own retry that won.
        Optional<Placed> before = attempt.key().flatMap(k -> earlier(attempt.actor(), k));
        if (before.isPresent()) return before.get();
        if (i == TRIES) return new Placed.TooFew(0);
      }
    }
  }

  private Placed place(Sql sql, Attempt attempt) {
    QuotaUsage.lock(sql, attempt.holder());
    var whom = new PlanSeries.For(attempt.actor(), attempt.holder());
    return switch (look(sql, whom, attempt.request(), attempt.now())) {
      case Look.Refused(Refusal refusal) -> new Placed.Refused(refusal);
      case Look.TooFew(int free) -> new Placed.TooFew(free);
      case Look.Found(Chosen chosen) -> new Placed.Booked(written(sql, attempt, chosen));
    };
  }

  private JsonObject written(Sql sql, Attempt attempt, Chosen chosen) {
    UUID party = Ids.next(attempt.now());
    var bookings = new ArrayList<Booking>();
    for (Place place : chosen.places()) {
      Booking booking = paid(sql, attempt, chosen.site(), place, party);
      bookings.add(booking);
      BookingStore.placeAmongOthers(
          sql,
          booking,
          place.space(),
          BookingRules.claimed(chosen.site(), place.space(), place.time().slot()));
    }
    Booking first = bookings.getFirst();
    JsonObject news = BookingNews.of(first, BookingNews.placed(first.status()));
    Outbox.add(sql, BookingNews.KIND, news.put("party", party.toString()), attempt.now());
    JsonObject json = json(sites.current(), party, bookings);
    UUID asker = attempt.actor().id();
    attempt
        .key()
        .ifPresent(key -> Answers.keep(sql, asker, Answers.Answer.to(key, json), attempt.now()));
    Rights.given(sql, attempt.holder());
    return json;
  }

  /** The booking to be, paid with passes and credits as far as they go. */
  private Booking paid(Sql sql, Attempt attempt, Site site, Place place, UUID party) {
    BookingRequest each = attempt.request().each();
    Booking draft =
        Drafts.booking(
                site,
                place.space(),
                place.time(),
                new Booking.Parties(
                    attempt.holder(), attempt.actor().id(), each.details().company()),
                PlaceBooking.status(attempt.actor(), each, site, place.space()),
                Optional.empty(),
                each.details(),
                attempt.now())
            .of(party);
    return draft.costing(
        payments.spend(
            sql,
            draft.id(),
            PlaceBooking.payer(sql, attempt.actor(), attempt.holder(), each),
            site,
            place.space(),
            place.time(),
            attempt.now()));
  }

  /** The bookings of a party, if it is theirs or of a site they manage. */
  List<Booking> find(Actor actor, UUID party) {
    return BookingStore.ofParty(database.sql(), party).stream()
        .filter(booking -> actor.maySeeBooking(booking.person(), booking.site()))
        .toList();
  }

  /** Gives all of it back that has not ended; once cancelled, cancelling changes nothing. */
  List<Booking> cancel(Actor actor, UUID party) {
    Instant now = clock.instant();
    return database.inTransaction(
        sql ->
            BookingStore.lockParty(sql, party).stream()
                .filter(booking -> actor.maySeeBooking(booking.person(), booking.site()))
                .map(booking -> ended(sql, actor, booking, now))
                .toList());
  }

  private Booking ended(Sql sql, Actor actor, Booking booking, Instant now) {
    if (booking.isCancelled() || !now.isBefore(booking.slot().end())) return booking;
    return cancelling.cancel(sql, booking, Cause.of("cancelled", actor.id()), now);
  }

  static JsonObject json(Network network, UUID party, List<Booking> bookings) {
    long total = bookings.stream().mapToLong(b -> b.price().total().centimes()).sum();
    return new JsonObject()
        .put("id", party.toString())
        .put("bookings", SeriesJson.bookings(network, bookings))
        .put("total_centimes", total);
  }

  static JsonObject json(Chosen chosen) {
    var spaces =
        chosen.places().stream()
            .map(
                place ->
                    new JsonObject()
                        .put("space", place.space().reference())
                        .put("price", BookingJson.price(place.price())))
            .toList();
    return BookingJson.time(new JsonObject().put("site", chosen.site().id()), chosen.time())
        .put("spaces", new JsonArray(spaces))
        .put("total_centimes", chosen.total().centimes());
  }

  private Optional<Placed> earlier(Actor actor, Answers.Key key) {
    return Answers.earlier(
        database.sql(), actor.id(), key, Placed.Booked::new, Placed.KeyReused::new);
  }
}
