package mogador.layouts;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.booking.BreakBookings;
import mogador.booking.BreakBookings.Decision;
import mogador.claims.Claims;
import mogador.identity.Actor;
import mogador.layouts.Settle.Choice;
import mogador.platform.Answers;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.SeatLayout;
import mogador.sites.SeatLayoutStore;
import mogador.sites.Site;
import mogador.sites.Sites;

/**
 * Adds a layout, or withdraws one that has not begun. What it breaks is settled in the same
 * transaction, as its manager saw and decided; if it is not what they saw, nothing is written.
 */
final class ChangeLayout {
  private final Database database;
  private final Sites sites;
  private final BreakBookings breaks;
  private final ProposeLayout propose;
  private final Clock clock;

  ChangeLayout(Database database, Sites sites, BreakBookings breaks, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.breaks = breaks;
    this.propose = new ProposeLayout(breaks);
    this.clock = clock;
  }

  /**
   * What a manager says to a proposal.
   *
   * @param version of the proposal they saw; may be absent where nothing is broken
   * @param choices where they want it otherwise than proposed
   * @param reason for the holders, at most 500 characters
   */
  record Word(Optional<String> version, List<Choice> choices, Optional<String> reason) {
    static final Word NONE = new Word(Optional.empty(), List.of(), Optional.empty());

    Word {
      choices = List.copyOf(choices);
    }
  }

  sealed interface Outcome {
    /** What it comes to; nothing was written. */
    record Proposed(Proposal proposal) implements Outcome {}

    record Done(JsonObject answer) implements Outcome {}

    /** It breaks bookings, and not those that were seen; nothing was written. */
    record NotAsSeen(Proposal proposal) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    record KeyReused() implements Outcome {}

    /** There is no such layout at this site. */
    record Unknown() implements Outcome {}
  }

  /** What is asked: a new layout, or an old one's end. */
  private sealed interface Ask {
    record Add(LayoutWish wish) implements Ask {}

    record Withdraw(UUID id) implements Ask {}
  }

  /** What adding a layout would come to; writes nothing. */
  Outcome propose(Actor actor, Site site, LayoutWish wish) {
    return run(new Attempt(actor, site, new Ask.Add(wish), Word.NONE, Optional.empty(), true));
  }

  Outcome add(Actor actor, Site site, LayoutWish wish, Word word, Optional<Answers.Key> key) {
    return run(new Attempt(actor, site, new Ask.Add(wish), word, key, false));
  }

  /** What withdrawing a layout would come to; writes nothing. */
  Outcome proposeWithdrawal(Actor actor, Site site, UUID id) {
    return run(new Attempt(actor, site, new Ask.Withdraw(id), Word.NONE, Optional.empty(), true));
  }

  /** Once withdrawn, withdrawing changes nothing. */
  Outcome withdraw(Actor actor, Site site, UUID id, Word word) {
    return run(new Attempt(actor, site, new Ask.Withdraw(id), word, Optional.empty(), false));
  }

  private record Attempt(
      Actor actor, Site site, Ask ask, Word word, Optional<Answers.Key> key, boolean dryRun) {
    Attempt dry() {
      return new Attempt(actor, site, ask, word, Optional.empty(), true);
    }
  }

  private Outcome run(Attempt attempt) {
    Instant now = clock.instant();
    Outcome outcome;
    try {
      outcome = database.inTransaction(sql -> run(sql, attempt, now));
    } catch (PgException e) {
      // The same key from beside this one, for another site, was quicker.
      if (!Answers.isAnswered(e)) throw e;
      return earlier(database.sql(), attempt.actor(), attempt.key().orElseThrow()).orElseThrow();
    } catch (Claims.Overlap taken) {
      // Somebody booked between the look and the claim.
      outcome = database.inTransaction(sql -> run(sql, attempt.dry(), now));
      return outcome instanceof Outcome.Proposed(Proposal proposal)
          ? new Outcome.NotAsSeen(proposal)
          : outcome;
    }
    if (outcome instanceof Outcome.Done) sites.load();
    return outcome;
  }

  private Outcome run(Sql sql, Attempt attempt, Instant now) {
    if (!attempt.dryRun()) SeatLayoutStore.lock(sql, attempt.site().id());
    Optional<Outcome> before = attempt.key().flatMap(key -> earlier(sql, attempt.actor(), key));
    if (before.isPresent()) return before.get();
    return switch (attempt.ask()) {
      case Ask.Add(LayoutWish wish) -> add(sql, attempt, wish, now);
      case Ask.Withdraw(UUID id) -> withdraw(sql, attempt, id, now);
    };
  }

  private static Optional<Outcome> earlier(Sql sql, Actor actor, Answers.Key key) {
    return Answers.earlier(sql, actor.id(), key, Outcome.Done::new, Outcome.KeyReused::new);
  }

  private Outcome add(Sql sql, Attempt attempt, LayoutWish wish, Instant now) {
    Site site = ProposeLayout.asStored(sql, attempt.site(), wish.floor());
    var today = site.clock().localAt(now).toLocalDate();
    return switch (CheckLayout.read(site, wish, Ids.next(now), today)) {
      case CheckLayout.Read.No(Refusal refusal) -> new Outcome.Refused(refusal);
      case CheckLayout.Read.Good(SeatLayout layout) -> {
        var others = new ArrayList<>(site.layouts());
        others.add(layout);
        yield settled(
            sql,
            attempt,
            new Change(site, site.with(others), layout),
            () -> SeatLayoutStore.add(sql, site.id(), layout, attempt.actor().id(), now),
            now);
      }
    };
  }

  private Outcome withdraw(Sql sql, Attempt attempt, UUID id, Instant now) {
    Optional<LayoutStore.Found> found = LayoutStore.find(sql, attempt.site().id(), id);
    if (found.isEmpty()) return new Outcome.Unknown();
    if (found.get().withdrawn()) return new Outcome.Done(LayoutJson.withdrawn(id));
    Site site = ProposeLayout.asStored(sql, attempt.site(), found.get().floor());
    SeatLayout layout =
        site.layouts().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    if (!layout.from().isAfter(site.clock().localAt(now).toLocalDate())) {
      return new Outcome.Refused(
          new Refusal("already_begun", "id", "This layout holds already; make another one."));
    }
    List<SeatLayout> others = site.layouts().stream().filter(one -> !one.id().equals(id)).toList();
    return settled(
        sql,
        attempt,
        new Change(site, site.with(others), layout),
        () -> SeatLayoutStore.withdraw(sql, id, attempt.actor().id(), now),
        now);
  }

  /** From a site's layouts to others, by adding or withdrawing one. */
  record Change(Site before, Site after, SeatLayout layout) {}

  private Outcome settled(Sql sql, Attempt attempt, Change change, Runnable write, Instant now) {
    return switch (propose.look(sql, change, !attempt.dryRun(), now)) {
      case ProposeLayout.Look.TooMany() ->
          new Outcome.Refused(
              new Refusal("too_many_bookings", "from", "It breaks too many bookings at once."));
      case ProposeLayout.Look.Found(Proposal proposal) -> {
        if (attempt.dryRun()) yield new Outcome.Proposed(proposal);
        Word word = attempt.word();
        boolean blind = word.version().isEmpty() && proposal.broken().isEmpty();
        if (!blind && !word.version().equals(Optional.of(proposal.version()))) {
          yield new Outcome.NotAsSeen(proposal);
        }
        yield switch (Settle.read(proposal, word.choices(), now)) {
          case Settle.Read.No(Refusal refusal) -> new Outcome.Refused(refusal);
          case Settle.Read.All(List<Decision> decisions) -> {
            write.run();
            yield new Outcome.Done(written(sql, attempt, change, decisions, now));
          }
        };
      }
    };
  }

  private JsonObject written(
      Sql sql, Attempt attempt, Change change, List<Decision> decisions, Instant now) {
    Site after = change.after();
    String floor = change.layout().floor();
    var why =
        new BreakBookings.Why(
            attempt.actor().id(),
            attempt.word().reason(),
            new JsonObject().put("layout", change.layout().id().toString()));
    breaks.carryOut(
        sql,
        after,
        why,
        decisions,
        () -> LayoutStore.close(sql, after, floor, PutAway.of(after.layouts(floor)), now),
        now);
    Sites.changed(sql, after.id());
    audit(sql, attempt, change, decisions, now);
    JsonObject answer =
        switch (attempt.ask()) {
          case Ask.Add add -> LayoutJson.layout(after, change.layout());
          case Ask.Withdraw(UUID id) -> LayoutJson.withdrawn(id);
        };
    answer.mergeIn(LayoutJson.settled(decisions));
    attempt
        .key()
        .ifPresent(
            key -> Answers.keep(sql, attempt.actor().id(), Answers.Answer.to(key, answer), now));
    return answer;
  }

  private static void audit(
      Sql sql, Attempt attempt, Change change, List<Decision> decisions, Instant now) {
    boolean added = attempt.ask() instanceof Ask.Add;
    AuditKind kind = added ? AuditKind.LAYOUT_ADDED : AuditKind.LAYOUT_WITHDRAWN;
    AuditTrail.add(
        sql,
        AuditEntry.of(kind, change.after().id(), change.layout().floor(), now)
            .with("layout", change.layout().id().toString())
            .with("from", change.layout().from().toString())
            .with("put_away", change.layout().away().size())
            .with("bookings_settled", decisions.size())
            .by(attempt.actor().id()));
  }
}
