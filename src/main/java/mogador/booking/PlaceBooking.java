package mogador.booking;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import mogador.access.Rights;
import mogador.booking.BookingRules.Refusal;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.kernel.TimeSlot;
import mogador.platform.Answers;
import mogador.platform.Database;
import mogador.platform.Sql;
import mogador.pricing.Payer;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;

/** Books a given space, or any of a kind, for the person who asks or for another. */
final class PlaceBooking {
  /** How long a hold is kept while its holder pays or decides. */
  static final Duration HOLD = Duration.ofMinutes(10);

  private static final int TRIES_OF_ANY = 40;
  private static final int TRIES_OF_REFERENCE = 4;

  private final Database database;
  private final Sites sites;
  private final Payments payments;
  private final Clock clock;

  PlaceBooking(Database database, Sites sites, Payments payments, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.payments = payments;
    this.clock = clock;
  }

  sealed interface Placed {
    record Booked(JsonObject answer) implements Placed {}

    record SlotTaken(List<FindSpaces.Alternative> alternatives) implements Placed {}

    record Refused(Refusal refusal) implements Placed {}

    /** The key was used for another request. */
    record KeyReused() implements Placed {}

    record Suspended() implements Placed {}
  }

  /** What a booking would come to. */
  sealed interface Prechecked {
    record Free(Space space, BookedTime time, Price price, BookingStatus status)
        implements Prechecked {}

    record Taken(List<FindSpaces.Alternative> alternatives) implements Prechecked {}

    record Refused(Refusal refusal) implements Prechecked {}
  }

  /**
   * Books, or says why not.
   *
   * @param answering the answer of success for a booking, kept with the key
   */
  Placed place(
      Actor actor,
      BookingRequest request,
      Optional<String> key,
      Function<Booking, JsonObject> answering) {
    if (!actor.mayBook()) return new Placed.Suspended();
    Optional<Answers.Key> asked = key.map(text -> new Answers.Key(text, request.toString()));
    Optional<Placed> before = asked.flatMap(k -> earlier(actor, k));
    if (before.isPresent()) return before.get();
    var attempt = new Attempt(actor, request, asked, answering, clock.instant());
    return switch (holder(actor, request, attempt.now())) {
      case Holder.No(Refusal refusal) -> new Placed.Refused(refusal);
      case Holder.Known(UUID person) ->
          switch (AskedBooking.read(sites.current(), request)) {
            case AskedBooking.No(Refusal refusal) -> new Placed.Refused(refusal);
            case AskedBooking.This given -> given(attempt, person, given);
            case AskedBooking.AnyOf any -> any(attempt, person, any);
          };
    };
  }

  /** The same without booking anything: what would be booked, at what price, or why not. */
  Prechecked precheck(Actor actor, BookingRequest request) {
    return switch (look(actor, request)) {
      case Holder.No(Refusal refusal) -> new Prechecked.Refused(refusal);
      case Holder.Known(UUID holder) -> precheck(actor, holder, request, clock.instant());
    };
  }

  private Prechecked precheck(Actor actor, UUID holder, BookingRequest request, Instant now) {
    return switch (AskedBooking.read(sites.current(), request)) {
      case AskedBooking.No(Refusal refusal) -> new Prechecked.Refused(refusal);
      case AskedBooking.This given -> {
        Optional<Refusal> refusal =
            check(actor, holder, given.site(), given.space(), given.time(), now);
        if (refusal.isPresent()) yield new Prechecked.Refused(refusal.get());
        List<Space> one = List.of(given.space());
        yield FindSpaces.free(database.sql(), given.site(), one, given.time()).isEmpty()
            ? new Prechecked.Taken(near(given, now))
            : free(actor, holder, request, given.site(), given.space(), given.time());
      }
      case AskedBooking.AnyOf any -> {
        List<Space> allowed = allowed(actor, any, now);
        if (allowed.isEmpty()) {
          yield new Prechecked.Refused(
              check(actor, holder, any.site(), any.spaces().getFirst(), any.time(), now)
                  .orElseThrow());
        }
        List<Space> free = FindSpaces.free(database.sql(), any.site(), allowed, any.time());
        yield free.isEmpty()
            ? new Prechecked.Taken(List.of())
            : free(actor, holder, request, any.site(), free.getFirst(), any.time());
      }
    };
  }

  /** Every rule, quotas included. */
  private Optional<Refusal> check(
      Actor actor, UUID holder, Site site, Space space, BookedTime time, Instant now) {
    Usage usage =
        QuotaUsage.of(database.sql(), holder, site, space, time.from(), now, Optional.empty());
    return BookingRules.check(site, space, time, now, Asker.of(actor, site.id()), usage);
  }

  private static List<Space> allowed(Actor actor, AskedBooking.AnyOf asked, Instant now) {
    var asker = Asker.of(actor, asked.site().id());
    return asked.spaces().stream()
        .filter(space -> BookingRules.allow(asked.site(), space, asked.time(), now, asker))
        .toList();
  }

  private Prechecked free(
      Actor actor, UUID holder, BookingRequest request, Site site, Space space, BookedTime time) {
    return new Prechecked.Free(
        space,
        time,
        payments.preview(payer(database.sql(), actor, holder, request), site, space, time),
        status(actor, request, site, space));
  }

  private record Attempt(
      Actor actor,
      BookingRequest request,
      Optional<Answers.Key> key,
      Function<Booking, JsonObject> answering,
      Instant now) {}

  private Placed given(Attempt attempt, UUID holder, AskedBooking.This asked) {
    var asker = Asker.of(attempt.actor(), asked.site().id());
    Optional<Refusal> refusal =
        BookingRules.check(
            asked.site(), asked.space(), asked.time(), attempt.now(), asker, Usage.NONE);
    if (refusal.isPresent()) return new Placed.Refused(refusal.get());
    return book(attempt, holder, asked.site(), asked.space(), asked.time())
        .orElseGet(() -> new Placed.SlotTaken(near(asked, attempt.now())));
  }

  private Placed any(Attempt attempt, UUID holder, AskedBooking.AnyOf asked) {
    List<Space> allowed = allowed(attempt.actor(), asked, attempt.now());
    if (allowed.isEmpty()) {
      return new Placed.Refused(
          check(
                  attempt.actor(),
                  holder,
                  asked.site(),
                  asked.spaces().getFirst(),
                  asked.time(),
                  attempt.now())
              .orElseThrow());
    }
    for (int i = 0; i < TRIES_OF_ANY; i++) {
      List<Space> free = FindSpaces.free(database.sql(), asked.site(), allowed, asked.time());
      if (free.isEmpty()) return new Placed.SlotTaken(List.of());
      // The first is the nicest; after a lost race another one, lest the same people meet again.
      int choice = i == 0 ? 0 : ThreadLocalRandom.current().nextInt(free.size());
      Optional<Placed> booked = book(attempt, holder, asked.site(), free.get(choice), asked.time());
      if (booked.isPresent()) return booked.get();
    }
    return new Placed.SlotTaken(List.of());
  }

  /** The answer, or empty if another was there first. */
  private Optional<Placed> book(
      Attempt attempt, UUID holder, Site site, Space space, BookedTime time) {
    for (int i = 1; ; i++) {
      Booking booking = draft(attempt, holder, site, space, time);
      TimeSlot claimed = BookingRules.claimed(site, space, time.slot());
      Payer payer = payer(database.sql(), attempt.actor(), holder, attempt.request());
      try {
        return Optional.of(
            payments.mayUseWallet(payer, site, space, time) || !site.rules(space).quotas().isEmpty()
                ? weighed(attempt, booking, payer, site, space, claimed)
                : alone(attempt, booking, payer, site, space, claimed));
      } catch (PgException e) {
        // It may be our own retry that won.
        if (Claims.isOverlap(e) || Answers.isAnswered(e)) {
          return attempt.key().flatMap(key -> earlier(attempt.actor(), key));
        }
        // A reference is short enough to be said, so now and then it is taken.
        if (i == TRIES_OF_REFERENCE || !BookingStore.isReferenceTaken(e)) throw e;
      }
    }
  }

  /** In one statement: who pays with money alone, and meets no quota. */
  private Placed alone(
      Attempt attempt, Booking draft, Payer payer, Site site, Space space, TimeSlot claimed) {
    Booking booking = draft.costing(payments.price(payer, site, space, draft.time()));
    JsonObject json = attempt.answering().apply(booking);
    return database.alone(sql -> kept(sql, attempt, booking, json, space, claimed));
  }

  /** With quotas weighed and passes spent in the transaction that keeps the booking. */
  private Placed weighed(
      Attempt attempt, Booking draft, Payer payer, Site site, Space space, TimeSlot claimed) {
    // Before the transaction: it takes a connection of its own, and may issue the holder's pass.
    JsonObject unpaid = attempt.answering().apply(draft);
    return database.inTransaction(
        sql -> {
          QuotaUsage.lock(sql, draft.person());
          Instant now = attempt.now();
          Usage usage =
              QuotaUsage.of(
                  sql, draft.person(), site, space, draft.time().from(), now, Optional.empty());
          var asker = Asker.of(attempt.actor(), site.id());
          Optional<Refusal> refusal =
              BookingRules.check(site, space, draft.time(), now, asker, usage);
          if (refusal.isPresent()) return new Placed.Refused(refusal.get());
          Price price = payments.spend(sql, draft.id(), payer, site, space, draft.time(), now);
          JsonObject json = unpaid.copy().put("price", BookingJson.price(price));
          return kept(sql, attempt, draft.costing(price), json, space, claimed);
        });
  }

  private static Placed kept(
      Sql sql, Attempt attempt, Booking booking, JsonObject json, Space space, TimeSlot claimed) {
    Optional<Answers.Answer> answer = attempt.key().map(key -> Answers.Answer.to(key, json));
    BookingStore.place(sql, booking, space, claimed, answer);
    Rights.given(sql, booking.person());
    return new Placed.Booked(json);
  }

  /** Who would pay for what is asked. */
  static Payer payer(Sql sql, Actor actor, UUID holder, BookingRequest request) {
    return Payments.payer(sql, actor, holder, request.details().company());
  }

  private static Booking draft(
      Attempt attempt, UUID holder, Site site, Space space, BookedTime time) {
    BookingRequest.Details details = attempt.request().details();
    BookingStatus status = status(attempt.actor(), attempt.request(), site, space);
    return Drafts.booking(
        site,
        space,
        time,
        new Booking.Parties(holder, attempt.actor().id(), details.company()),
        status,
        status.isUndecided() ? Optional.of(attempt.now().plus(HOLD)) : Optional.empty(),
        details,
        attempt.now());
  }

  /** What it would be as soon as it is placed. */
  static BookingStatus status(Actor actor, BookingRequest request, Site site, Space space) {
    if (request.details().hold()) return BookingStatus.HELD;
    return BookingRules.standing(site, space, Asker.of(actor, site.id()));
  }

  sealed interface Holder {
    record Known(UUID person) implements Holder {}

    record No(Refusal refusal) implements Holder {}
  }

  /** Whom it is for, if the actor may book for them. */
  Holder holder(Actor actor, BookingRequest request, Instant now) {
    String site = siteOf(request);
    return holder(actor, request, a -> OnBehalf.holder(database, actor, site, a, now));
  }

  /** The same for a look: makes nobody known. */
  Holder look(Actor actor, BookingRequest request) {
    String site = siteOf(request);
    return holder(actor, request, a -> OnBehalf.known(database.sql(), actor, site, a));
  }

  private static Holder holder(
      Actor actor, BookingRequest request, Function<String, Optional<UUID>> named) {
    BookingRequest.Details details = request.details();
    if (details.company().isPresent() && !actor.companies().contains(details.company().get())) {
      return new Holder.No(
          new Refusal("not_a_member", "company", "You are not a member of that company."));
    }
    if (details.holder().isEmpty()) return new Holder.Known(actor.id());
    return named
        .apply(details.holder().get())
        .<Holder>map(Holder.Known::new)
        .orElseGet(
            () ->
                new Holder.No(
                    new Refusal(
                        "not_on_behalf",
                        "for",
                        "Managers book for anyone, a company's admins for its members.")));
  }

  private static String siteOf(BookingRequest request) {
    return switch (request.wish()) {
      case BookingRequest.Wish.ThisOne(String space) -> space.split("/", 2)[0];
      case BookingRequest.Wish.Any any -> any.site();
    };
  }

  private List<FindSpaces.Alternative> near(AskedBooking.This asked, Instant now) {
    return FindSpaces.near(
        database.sql(), sites.current(), asked.site(), asked.space(), asked.time(), now);
  }

  private Optional<Placed> earlier(Actor actor, Answers.Key key) {
    return Answers.earlier(
        database.sql(), actor.id(), key, Placed.Booked::new, Placed.KeyReused::new);
  }
}
