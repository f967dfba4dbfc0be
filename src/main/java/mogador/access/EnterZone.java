package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mogador.sites.ZoneRules;
import mogador.sites.ZoneRules.AntiPassback;

/** What the zone behind a door asks of somebody who has a right to go in. Pure. */
final class EnterZone {
  /** Whoever presents something again at a door so soon after has not gone through yet. */
  static final Duration SAME = Duration.ofSeconds(30);

  /** With so many people inside others may join them one by one. */
  private static final int NOT_ALONE = 2;

  private EnterZone() {}

  /** Why they may not go in now, by who is inside and who stands there with them. */
  static Optional<DenialReason> refusal(UUID person, Doorway door, AtDoor beside, Instant now) {
    ZoneRules rules = door.leads().rules();
    if (!rules.count()) return Optional.empty();
    boolean hard = rules.antiPassback().filter(AntiPassback.HARD::equals).isPresent();
    if (hard && isAgain(person, door, beside, now)) return Optional.of(DenialReason.ANTI_PASSBACK);
    int others = others(person, door, beside, now);
    boolean needsSecond = rules.twoPersons() && others < NOT_ALONE;
    Optional<UUID> second = needsSecond ? second(person, beside) : Optional.empty();
    int more = second.filter(one -> !isIn(one, door, beside, now)).isPresent() ? 2 : 1;
    if (rules.capacity().filter(most -> others + more > most).isPresent()) {
      return Optional.of(DenialReason.CAPACITY_REACHED);
    }
    if (needsSecond && second.isEmpty()) return Optional.of(DenialReason.SECOND_PERSON_NEEDED);
    return Optional.empty();
  }

  /** Whether they are in there already, and did not just come to this very door. */
  static boolean isAgain(UUID person, Doorway door, AtDoor beside, Instant now) {
    return last(person, door, beside, now)
        .filter(one -> !(one.door().equals(door.door()) && one.at().plus(SAME).isAfter(now)))
        .isPresent();
  }

  /** Who goes in together with them, because neither may alone. */
  static Optional<UUID> second(UUID person, AtDoor beside) {
    return beside
        .before()
        .filter(Companion::waiting)
        .map(Companion::person)
        .filter(other -> !other.equals(person));
  }

  private static boolean isIn(UUID person, Doorway door, AtDoor beside, Instant now) {
    return last(person, door, beside, now).isPresent();
  }

  private static int others(UUID person, Doorway door, AtDoor beside, Instant now) {
    Doorway.Leads leads = door.leads();
    Instant since = now.minus(leads.rules().forget());
    return beside.inside().others(door.site(), leads.to(), person, since);
  }

  private static Optional<Whereabouts.Passage> last(
      UUID person, Doorway door, AtDoor beside, Instant now) {
    Instant since = now.minus(door.leads().rules().forget());
    return beside
        .inside()
        .of(door.site(), person, since)
        .filter(passage -> passage.zone().equals(door.leads().to()));
  }
}
