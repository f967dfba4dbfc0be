package mogador.muster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.identity.Actor;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** The steps people take in a muster, each within the transaction it is given. */
final class MusterSteps {
  private MusterSteps() {}

  /** How the call ends. */
  sealed interface Started {
    record Begun(UUID roll) implements Started {}

    /** Another one goes on at the site: that is the one to work on. */
    record GoesOn(UUID roll) implements Started {}
  }

  /** How what is done to a roll ends. */
  sealed interface Step {
    record Done(UUID entry) implements Step {}

    record AlreadyEnded() implements Step {}

    record Unknown() implements Step {}
  }

  /** Freezes who is inside as the roll of a muster. */
  static Started start(Sql sql, Actor actor, InsideNow inside, Roll.Kind kind, String why) {
    Instant now = inside.at();
    var roll =
        new Roll(
            Ids.next(now),
            inside.site(),
            kind,
            why,
            actor.person().shownName(),
            now,
            inside.sensors(),
            Optional.empty(),
            List.of());
    if (!RollStore.begin(sql, roll, actor.id())) {
      return new Started.GoesOn(RollStore.running(sql, inside.site()).orElseThrow());
    }
    RollStore.add(sql, roll.id(), inside.people(), now);
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.MUSTER_BEGUN, inside.site(), roll.id().toString(), now)
            .with("people", inside.people().size())
            .by(actor.id())
            .withPersonal("why", why));
    return new Started.Begun(roll.id());
  }

  /** Says that somebody on the roll is safe, or takes it back. */
  static Step mark(
      Sql sql, Actor actor, String site, UUID roll, UUID entry, boolean safe, Instant now) {
    if (!RollStore.holdOpen(sql, site, roll)) return notOpen(sql, site, roll);
    Optional<UUID> foundBy = safe ? Optional.of(actor.id()) : Optional.empty();
    return RollStore.mark(sql, roll, entry, foundBy, now)
        ? new Step.Done(entry)
        : new Step.Unknown();
  }

  /** Adds somebody nobody had listed, who stands there and so is safe. */
  static Step add(Sql sql, Actor actor, String site, UUID roll, String name, Instant now) {
    if (!RollStore.holdOpen(sql, site, roll)) return notOpen(sql, site, roll);
    UUID entry = Ids.next(now);
    var found = new Listed(Optional.empty(), name, "", Spot.BY_HAND, now, Confidence.SURE);
    RollStore.add(sql, entry, roll, found, now);
    RollStore.mark(sql, roll, entry, Optional.of(actor.id()), now);
    return new Step.Done(entry);
  }

  /** Ends a muster, with all who came in until now on it. */
  static Step end(Sql sql, Actor actor, InsideNow inside, UUID roll) {
    if (!RollStore.end(sql, inside.site(), roll, actor.id(), inside.at())) {
      return notOpen(sql, inside.site(), roll);
    }
    RollStore.add(sql, roll, inside.people(), inside.at());
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.MUSTER_ENDED, inside.site(), roll.toString(), inside.at())
            .by(actor.id()));
    return new Step.Done(roll);
  }

  /** Notes that somebody has left, as seen by who says so. */
  static void noteLeft(Sql sql, Actor actor, String site, UUID person, Instant now) {
    InsideStore.noteLeft(sql, site, person, actor.id(), now);
  }

  private static Step notOpen(Sql sql, String site, UUID roll) {
    return RollStore.find(sql, site, roll).isPresent()
        ? new Step.AlreadyEnded()
        : new Step.Unknown();
  }
}
