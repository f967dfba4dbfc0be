package mogador.booking;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import mogador.access.AccessRight;
import mogador.access.Rights;
import mogador.booking.BookingRules.Read;
import mogador.booking.BookingRules.Refusal;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.kernel.SiteZone;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/** Books a given space, or any of a kind, for the person who asks. */
final class PlaceBooking {
  private static final int TRIES_OF_ANY = 40;
  private static final int REFERENCES = 4;

  private final Database database;
  private final Sites sites;
  private final BookingMails mails;
  private final Clock clock;

  PlaceBooking(Database database, Sites sites, BookingMails mails, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.mails = mails;
    this.clock = clock;
  }

  /** What is asked for; times as {@link AskedTime} reads them. */
  record Request(Wish wish, String from, String to) {
    Buffer hash() {
      return Buffer.buffer(
          Ids.sha256((wish + "|" + from + "|" + to).getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Which space. */
  sealed interface Wish {
    /** By reference, e.g. {@code essaouira/p-07}. */
    record ThisOne(String space) implements Wish {}

    record Any(String site, String kind) implements Wish {}
  }

  /** A key of the client's, under which success is answered once and for all. */
  record Key(String text) {}

  sealed interface Placed {
    record Booked(JsonObject answer) implements Placed {}

    record SlotTaken(List<FindSpaces.Alternative> alternatives) implements Placed {}

    record Refused(Refusal refusal) implements Placed {}

    /** The key was used for another request. */
    record KeyReused() implements Placed {}

    record Suspended() implements Placed {}
  }

  /**
   * Books, or says why not.
   *
   * @param answering the answer of success for a booking, kept with the key
   */
  Placed place(
      Actor actor, Request request, Optional<Key> key, Function<Booking, JsonObject> answering) {
    if (!actor.mayBook()) return new Placed.Suspended();
    Optional<Placed> before = key.flatMap(k -> earlier(actor, request, k));
    if (before.isPresent()) return before.get();
    Instant now = clock.instant();
    Network network = sites.current();
    return switch (understand(network, request, now)) {
      case Understood.No(Refusal refusal) -> new Placed.Refused(refusal);
      case Understood.Asked asked -> {
        var attempt = new Attempt(actor, request, key, answering, asked, now);
        yield asked.space().isPresent() ? given(network, attempt) : any(attempt);
      }
    };
  }

  private record Attempt(
      Actor actor,
      Request request,
      Optional<Key> key,
      Function<Booking, JsonObject> answering,
      Understood.Asked asked,
      Instant now) {}

  private sealed interface Understood {
    record Asked(Site site, Optional<Space> space, Optional<SpaceKind> kind, BookedTime time)
        implements Understood {}

    record No(Refusal refusal) implements Understood {}
  }

  private static Understood understand(Network network, Request request, Instant now) {
    Optional<Space> space = Optional.empty();
    Optional<SpaceKind> kind = Optional.empty();
    String siteId;
    switch (request.wish()) {
      case Wish.ThisOne(String reference) -> {
        space = network.space(reference);
        if (space.isEmpty())
          return no("unknown_space", "space", "There is no space " + reference + ".");
        siteId = space.get().site();
      }
      case Wish.Any(String site, String wishedKind) -> {
        kind = SpaceKind.of(wishedKind);
        if (kind.isEmpty())
          return no("unknown_kind", "any.kind", "There is no kind " + wishedKind + ".");
        siteId = site;
      }
    }
    Optional<Site> site = network.site(siteId);
    if (site.isEmpty()) return no("unknown_site", "any.site", "There is no site " + siteId + ".");
    SiteZone zone = site.get().clock();
    return switch (BookingRules.read(request.from(), request.to(), zone)) {
      case Read.No(Refusal refusal) -> new Understood.No(refusal);
      case Read.Time(BookedTime time) -> {
        Optional<Refusal> refusal =
            space.flatMap(BookingRules::check).or(() -> BookingRules.check(site.get(), time, now));
        yield refusal.isPresent()
            ? new Understood.No(refusal.get())
            : new Understood.Asked(site.get(), space, kind, time);
      }
    };
  }

  private static Understood no(String code, String field, String text) {
    return new Understood.No(new Refusal(code, field, text));
  }

  private Placed given(Network network, Attempt attempt) {
    Space space = attempt.asked().space().orElseThrow();
    return book(attempt, space)
        .orElseGet(
            () ->
                new Placed.SlotTaken(
                    FindSpaces.near(
                        database.sql(),
                        network,
                        attempt.asked().site(),
                        space,
                        attempt.asked().time(),
                        attempt.now())));
  }

  private Placed any(Attempt attempt) {
    for (int i = 0; i < TRIES_OF_ANY; i++) {
      List<Space> free =
          FindSpaces.at(
                  database.sql(),
                  attempt.asked().site(),
                  attempt.asked().kind(),
                  attempt.asked().time())
              .stream()
              .filter(FindSpaces.Found::free)
              .map(FindSpaces.Found::space)
              .toList();
      if (free.isEmpty()) return new Placed.SlotTaken(List.of());
      // The first is the nicest; after a lost race another one, lest the same people meet again.
      int choice = i == 0 ? 0 : ThreadLocalRandom.current().nextInt(free.size());
      Optional<Placed> booked = book(attempt, free.get(choice));
      if (booked.isPresent()) return booked.get();
    }
    return new Placed.SlotTaken(List.of());
  }

  /** The answer, or empty if another was there first. */
  private Optional<Placed> book(Attempt attempt, Space space) {
    for (int i = 1; ; i++) {
      try {
        return bookAs(draft(attempt, space), attempt, space);
      } catch (PgException e) {
        // A reference is short enough to be said, so now and then it is taken.
        if (i == REFERENCES || !BookingStore.isReferenceTaken(e)) throw e;
      }
    }
  }

  private Optional<Placed> bookAs(Booking booking, Attempt attempt, Space space) {
    JsonObject answer = attempt.answering().apply(booking);
    try {
      database.inTransaction(
          sql -> {
            write(sql, attempt, space, booking, answer);
            return booking;
          });
      return Optional.of(new Placed.Booked(answer));
    } catch (Claims.Overlap | AnsweredMeanwhile lost) {
      // It may be our own retry that won.
      return attempt.key().flatMap(key -> earlier(attempt.actor(), attempt.request(), key));
    }
  }

  private void write(Sql sql, Attempt attempt, Space space, Booking booking, JsonObject answer) {
    // Claims wait for their answer, so the rest is sent along with them before.
    BookingStore.add(sql, booking, attempt.actor().id());
    mails.booked(sql, attempt.actor().person(), booking, space, attempt.now());
    Rights.give(
        sql,
        AccessRight.ofBooking(
            booking.id(), booking.person(), booking.site(), space.id(), booking.slot()));
    Claims.keep(sql, Claims.Source.BOOKING, booking.id(), space, booking.slot());
    if (attempt.key().isEmpty()) return;
    boolean first =
        BookingStore.answer(
            sql,
            attempt.actor().id(),
            attempt.key().get().text(),
            attempt.request().hash(),
            booking.id(),
            answer,
            attempt.now());
    if (!first) throw new AnsweredMeanwhile();
  }

  private static Booking draft(Attempt attempt, Space space) {
    Site site = attempt.asked().site();
    return new Booking(
        Ids.next(attempt.now()),
        site.id().substring(0, 3).toUpperCase(Locale.ROOT) + "-" + Ids.readable(6),
        site.id(),
        space.id(),
        attempt.actor().id(),
        attempt.asked().time(),
        Price.of(site, space, attempt.asked().time()),
        attempt.now(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Placed> earlier(Actor actor, Request request, Key key) {
    return BookingStore.answered(database.sql(), actor.id(), key.text())
        .map(
            answered ->
                answered.requestHash().equals(request.hash())
                    ? new Placed.Booked(answered.answer())
                    : new Placed.KeyReused());
  }

  /** The same key was answered by a request running beside this one. */
  private static final class AnsweredMeanwhile extends RuntimeException {
    AnsweredMeanwhile() {
      super(null, null, false, false);
    }
  }
}
