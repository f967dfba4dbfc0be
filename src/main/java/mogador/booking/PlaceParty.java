package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.access.Rights;
import mogador.booking.BookingRules.Refusal;
import mogador.booking.BookingSteps.Cause;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.kernel.Money;
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
  private final BookingSteps steps;
  private final Clock clock;

  PlaceParty(Database database, Sites sites, PlaceBooking single, BookingSteps steps, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.single = single;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * A party someone asks for.
   *
   * @param each of which kind, when and for whom; any of a kind
   * @param count 2 to {@value #MOST} spaces
   */
  record Request(BookingRequest each, int count) {}

  /** Spaces that would do, free when they were looked at. */
  record Chosen(Site site, List<Space> spaces, BookedTime time) {
    Chosen {
      spaces = List.copyOf(spaces);
    }

    Money total() {
      return spaces.stream()
          .map(space -> Price.of(site, space, time).total())
          .reduce(Money.ZERO, Money::plus);
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
  Look look(Request request) {
    return look(request, clock.instant());
  }

  private Look look(Request request, Instant now) {
    Network network = sites.current();
    return switch (AskedBooking.read(network, request.each())) {
      case AskedBooking.No(Refusal refusal) -> new Look.Refused(refusal);
      case AskedBooking.This one ->
          new Look.Refused(new Refusal("invalid_input", "any", "Name a kind, not a space."));
      case AskedBooking.AnyOf any -> {
        List<Space> allowed =
            any.spaces().stream()
                .filter(s -> AskedBooking.check(any.site(), s, any.time(), now).isEmpty())
                .toList();
        Optional<Refusal> refusal =
            AskedBooking.check(any.site(), any.spaces().getFirst(), any.time(), now);
        if (allowed.isEmpty() && refusal.isPresent()) yield new Look.Refused(refusal.get());
        List<Space> free = free(any.site(), allowed, any.time());
        yield PartyChoice.of(network, free, request.count())
            .<Look>map(spaces -> new Look.Found(new Chosen(any.site(), spaces, any.time())))
            .orElseGet(() -> new Look.TooFew(free.size()));
      }
    };
  }

  private List<Space> free(Site site, List<Space> spaces, BookedTime time) {
    Set<Long> held = Claims.heldDuring(database.sql(), PlanSeries.atoms(spaces), time.slot());
    return spaces.stream()
        .filter(space -> space.atoms().stream().noneMatch(held::contains))
        .toList();
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
    for (int i = 0; i < TRIES; i++) {
      switch (look(attempt.request(), attempt.now())) {
        case Look.Refused(Refusal refusal) -> {
          return new Placed.Refused(refusal);
        }
        case Look.TooFew(int free) -> {
          return new Placed.TooFew(free);
        }
        case Look.Found(Chosen chosen) -> {
          Optional<Placed> placed = book(attempt, chosen);
          if (placed.isPresent()) return placed.get();
        }
      }
    }
    return new Placed.TooFew(0);
  }

  /** The answer, or empty if one of them was taken meanwhile. */
  private Optional<Placed> book(Attempt attempt, Chosen chosen) {
    UUID party = Ids.next(attempt.now());
    List<Booking> bookings =
        chosen.spaces().stream()
            // In order of their atoms, so that two parties meet at the first and not crosswise.
            .sorted(Comparator.comparing(space -> space.atoms().getFirst()))
            .map(space -> draft(attempt, chosen, space, party))
            .toList();
    JsonObject json = json(sites.current(), party, bookings);
    try {
      database.inTransaction(
          sql -> {
            write(sql, attempt, chosen, party, bookings, json);
            return party;
          });
      return Optional.of(new Placed.Booked(json));
    } catch (PgException e) {
      if (Claims.isOverlap(e) || Answers.isAnswered(e) || BookingStore.isReferenceTaken(e)) {
        return attempt.key().flatMap(key -> earlier(attempt.actor(), key));
      }
      throw e;
    }
  }

  private void write(
      Sql sql,
      Attempt attempt,
      Chosen chosen,
      UUID party,
      List<Booking> bookings,
      JsonObject json) {
    for (Booking booking : bookings) {
      Space space = sites.current().spaceById(booking.space()).orElseThrow();
      BookingStore.placeAmongOthers(
          sql, booking, space, SeriesFit.claimed(chosen.site(), space, booking.time()));
    }
    Booking first = bookings.getFirst();
    JsonObject news = BookingNews.of(first, BookingNews.placed(first.status()));
    Outbox.add(sql, BookingNews.KIND, news.put("party", party.toString()), attempt.now());
    attempt
        .key()
        .ifPresent(
            key ->
                Answers.keep(
                    sql, attempt.actor().id(), Answers.Answer.to(key, json), attempt.now()));
    Rights.given(sql, attempt.holder());
  }

  private static Booking draft(Attempt attempt, Chosen chosen, Space space, UUID party) {
    BookingRequest each = attempt.request().each();
    return Drafts.booking(
            chosen.site(),
            space,
            chosen.time(),
            new Booking.Parties(attempt.holder(), attempt.actor().id(), each.details().company()),
            PlaceBooking.status(attempt.actor(), each, chosen.site(), space),
            Optional.empty(),
            each.details(),
            attempt.now())
        .of(party);
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
    Network network = sites.current();
    return steps.end(
        sql,
        booking,
        BookingStatus.CANCELLED,
        Refunds.onCancellation(
            network.site(booking.site()).orElseThrow(),
            network.spaceById(booking.space()).orElseThrow(),
            booking,
            now),
        Cause.of("cancelled", actor.id()),
        now);
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
        chosen.spaces().stream()
            .map(
                space ->
                    new JsonObject()
                        .put("space", space.reference())
                        .put(
                            "price",
                            BookingJson.price(Price.of(chosen.site(), space, chosen.time()))))
            .toList();
    return BookingJson.time(new JsonObject().put("site", chosen.site().id()), chosen.time())
        .put("spaces", new JsonArray(spaces))
        .put("total_centimes", chosen.total().centimes());
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
