package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a door opens: a pure function of what is known, what is presented, and the time. Nothing
 * opens unless a right says so, and what takes a right away is looked at before what gives one.
 */
public final class DecideAccess {
  /** A presentation further from now than this was held back on its way. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private static final Comparator<AccessRight> LONGEST =
      Comparator.comparing((AccessRight right) -> !right.escorted())
          .thenComparing(right -> right.during().end())
          .thenComparing(AccessRight::id);

  private DecideAccess() {}

  public static Decision decide(AccessSnapshot snapshot, Presentation presented, Instant now) {
    if (!presented.readersDoor().equals(Optional.of(presented.door()))) {
      return nobody(DenialReason.WRONG_DOOR);
    }
    if (presented.at().map(at -> isStale(at, now)).orElse(false)) {
      return nobody(DenialReason.STALE_REQUEST);
    }
    AccessSnapshot.Holder holder = snapshot.holder(presented.credential()).orElse(null);
    if (holder == null) return nobody(DenialReason.UNKNOWN_CREDENTIAL);
    PersonAccess access = snapshot.person(holder.person()).orElse(null);
    if (access == null) return nobody(DenialReason.UNKNOWN_CREDENTIAL);
    UUID person = access.person();
    if (holder.status() != CredentialStatus.ACTIVE) return deny(DenialReason.REVOKED, person);
    Optional<DenialReason> code = ofPhone(presented);
    if (code.isPresent()) return deny(code.get(), person);
    Doorway door = snapshot.door(presented.site(), presented.door()).orElse(null);
    boolean outwards = presented.beside().outwards();
    if (door != null && outwards) return new Decision.LetOut(person, door.unlockMs());
    if (holder.expired(now)) return deny(DenialReason.EXPIRED, person);
    if (access.suspended()) return deny(DenialReason.SUSPENDED, person);
    if (door == null) return deny(DenialReason.NO_RIGHT_HERE, person);
    if (door.mode() == DoorMode.LOCKDOWN) return deny(DenialReason.LOCKDOWN, person);
    List<AccessRight> here = access.rights().stream().filter(door::leadsTo).toList();
    Optional<AccessRight> right = here.stream().filter(r -> r.holds(now)).max(LONGEST);
    if (right.isEmpty()) return deny(whyNotNow(here, now), person);
    if (door.needs() == Assurance.TWO_FACTORS) {
      return withPin(presented, access, right.get(), door, now);
    }
    if (!presented.credential().kind().assurance().reaches(door.needs())) {
      return deny(DenialReason.ASSURANCE_TOO_LOW, person);
    }
    return enter(presented, right.get(), door, false, now);
  }

  /** They are who they are and may: the rest is who is with them, and who is inside. */
  private static Decision enter(
      Presentation presented, AccessRight right, Doorway door, boolean duress, Instant now) {
    UUID person = right.person();
    AtDoor beside = presented.beside();
    if (right.escorted() && !isTakenAlong(person, beside)) {
      return deny(DenialReason.ESCORT_NEEDED, person);
    }
    Optional<DenialReason> refusal = EnterZone.refusal(person, door, beside, now);
    if (refusal.isPresent()) return deny(refusal.get(), person);
    boolean told = door.leads().rules().antiPassback().isPresent();
    boolean again = told && EnterZone.isAgain(person, door, beside, now);
    return new Decision.Granted(person, right, door.unlockMs(), duress, again);
  }

  private static boolean isTakenAlong(UUID person, AtDoor beside) {
    return beside
        .before()
        .filter(host -> !host.waiting() && !host.person().equals(person))
        .isPresent();
  }

  private static Decision withPin(
      Presentation presented, PersonAccess access, AccessRight right, Doorway door, Instant now) {
    UUID person = access.person();
    Optional<PinTry> typed = presented.beside().pin();
    if (typed.isEmpty()) return deny(DenialReason.SECOND_FACTOR_NEEDED, person);
    PinTry pin = typed.get();
    if (pin.paused()) return deny(DenialReason.PIN_PAUSED, person);
    boolean theirs = access.holds(pin.key());
    if (!theirs && !access.holds(pin.underDuress())) return deny(DenialReason.WRONG_PIN, person);
    return enter(presented, right, door, !theirs, now);
  }

  private static Optional<DenialReason> ofPhone(Presentation presented) {
    if (presented.credential().kind() != CredentialKind.PHONE) return Optional.empty();
    return switch (presented.beside().phone()) {
      case FRESH -> Optional.empty();
      case USED -> Optional.of(DenialReason.CODE_USED);
      case OVER -> Optional.of(DenialReason.CODE_EXPIRED);
    };
  }

  /** A right now, at other hours; else the nearest tells; of two equally near, the one to come. */
  private static DenialReason whyNotNow(List<AccessRight> here, Instant now) {
    if (here.stream().anyMatch(right -> right.during().contains(now))) {
      return DenialReason.OUTSIDE_HOURS;
    }
    Optional<Duration> next =
        here.stream()
            .filter(right -> right.during().start().isAfter(now))
            .map(right -> Duration.between(now, right.during().start()))
            .min(Comparator.naturalOrder());
    Optional<Duration> last =
        here.stream()
            .filter(right -> !right.during().end().isAfter(now))
            .map(right -> Duration.between(right.during().end(), now))
            .min(Comparator.naturalOrder());
    if (next.isEmpty() && last.isEmpty()) return DenialReason.NO_RIGHT_HERE;
    if (next.isEmpty()) return DenialReason.TOO_LATE;
    if (last.isEmpty()) return DenialReason.TOO_EARLY;
    return next.get().compareTo(last.get()) <= 0 ? DenialReason.TOO_EARLY : DenialReason.TOO_LATE;
  }

  private static boolean isStale(Instant at, Instant now) {
    return Duration.between(at, now).abs().compareTo(FRESH) > 0;
  }

  private static Decision nobody(DenialReason why) {
    return new Decision.Denied(why, Optional.empty());
  }

  private static Decision deny(DenialReason why, UUID person) {
    return new Decision.Denied(why, Optional.of(person));
  }
}
