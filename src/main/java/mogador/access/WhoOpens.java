package mogador.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;

/** For whom a door opens, by the decision itself. */
public final class WhoOpens {
  private static final Duration DAY = Duration.ofHours(24);

  /** Somebody who comes along where it takes two. */
  private static final UUID SOMEBODY = new UUID(0, 0);

  private WhoOpens() {}

  /**
   * Somebody for whom it opens.
   *
   * @param right why
   * @param when the right opens it without a break; by hours of a schedule, of these 24 hours
   */
  public record Opener(UUID person, AccessRight right, TimeSlot when) {}

  /**
   * Everybody for whom it opens within a day.
   *
   * @param now for whom it opens at this moment, who the longest first
   * @param later for whom it opens within 24 hours, the next first
   */
  public record Openers(List<Opener> now, List<Opener> later) {
    public Openers {
      now = List.copyOf(now);
      later = List.copyOf(later);
    }
  }

  public static Openers of(AccessSnapshot snapshot, Doorway door, Instant now) {
    List<Opener> at = new ArrayList<>();
    List<Opener> later = new ArrayList<>();
    var day = new TimeSlot(now, now.plus(DAY));
    for (PersonAccess access : snapshot.people()) {
      List<AccessRight> here = access.rights().stream().filter(door::leadsTo).toList();
      if (here.isEmpty() || access.suspended()) continue;
      Optional<Opener> one = opener(snapshot, door, access, day, now);
      if (one.isPresent()) at.add(one.get());
      else next(snapshot, door, access, here, day).ifPresent(later::add);
    }
    at.sort(
        Comparator.comparing((Opener o) -> o.when().end())
            .reversed()
            .thenComparing(Opener::person));
    later.sort(Comparator.comparing(Opener::when).thenComparing(Opener::person));
    return new Openers(at, later);
  }

  private static Optional<Opener> next(
      AccessSnapshot snapshot,
      Doorway door,
      PersonAccess access,
      List<AccessRight> here,
      TimeSlot day) {
    return here.stream()
        .flatMap(right -> right.windows(day).stream())
        .map(TimeSlot::start)
        .distinct()
        .sorted()
        .flatMap(start -> opener(snapshot, door, access, day, start).stream())
        .findFirst();
  }

  private static Optional<Opener> opener(
      AccessSnapshot snapshot, Doorway door, PersonAccess access, TimeSlot day, Instant at) {
    for (PersonAccess.Held held : access.credentials()) {
      if (held.key().kind() == CredentialKind.PIN) continue;
      Decision decision = ask(snapshot, Whereabouts.UNKNOWN, door.key(), access, held.key(), at);
      if (decision instanceof Decision.Granted granted) {
        AccessRight right = granted.right();
        if (right.hours().isEmpty()) {
          return Optional.of(new Opener(access.person(), right, right.during()));
        }
        return right.windows(day).stream()
            .filter(slot -> slot.contains(at))
            .findFirst()
            .map(slot -> new Opener(access.person(), right, slot));
      }
    }
    return Optional.empty();
  }

  /**
   * What the door would say to a credential at a moment, its holder typing their PIN if asked,
   * their phone showing the code of that moment, a second person there where it takes two.
   *
   * @param inside who is in which zone then
   */
  public static Decision ask(
      AccessSnapshot snapshot,
      Whereabouts inside,
      Doorway.Key door,
      PersonAccess holder,
      CredentialKey credential,
      Instant at) {
    Optional<PinTry> pin =
        holder.credentials().stream()
            .map(PersonAccess.Held::key)
            .filter(key -> key.kind() == CredentialKind.PIN && holder.holds(key))
            .findFirst()
            .map(key -> new PinTry(key, key, false));
    var presented =
        new Presentation(
            door.site(),
            Optional.of(door.door()),
            door.door(),
            credential,
            Optional.empty(),
            new AtDoor(
                pin, PhoneTry.FRESH, false, Optional.of(new Companion(SOMEBODY, true)), inside));
    return DecideAccess.decide(snapshot, presented, at);
  }
}
