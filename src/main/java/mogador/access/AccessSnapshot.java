package mogador.access;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Everything decisions are made from, at one moment. Never changes: a newer one shares what is the
 * same, so replacing a person costs the same among ten and among 100,000.
 */
public final class AccessSnapshot {
  public static final AccessSnapshot EMPTY =
      new AccessSnapshot(HashTreePMap.empty(), HashTreePMap.empty(), Map.of());

  /** Whose a credential is, and whether and how long it counts. */
  record Holder(UUID person, CredentialStatus status, Optional<Instant> expires) {
    boolean expired(Instant now) {
      return expires.map(end -> !now.isBefore(end)).orElse(false);
    }
  }

  private final PMap<CredentialKey, Holder> holders;
  private final PMap<UUID, PersonAccess> people;
  private final Map<Doorway.Key, Doorway> doors;

  private AccessSnapshot(
      PMap<CredentialKey, Holder> holders,
      PMap<UUID, PersonAccess> people,
      Map<Doorway.Key, Doorway> doors) {
    this.holders = holders;
    this.people = people;
    this.doors = doors;
  }

  Optional<Holder> holder(CredentialKey key) {
    return Optional.ofNullable(holders.get(key));
  }

  /** Whose credential this is, also when it no longer opens. */
  public Optional<UUID> personOf(CredentialKey key) {
    return holder(key).map(Holder::person);
  }

  public Optional<PersonAccess> person(UUID id) {
    return Optional.ofNullable(people.get(id));
  }

  /** Everyone known, as a view that does not change. */
  Set<UUID> persons() {
    return people.keySet();
  }

  /** Everyone with a credential, in no order. */
  public Collection<PersonAccess> people() {
    return people.values();
  }

  public Optional<Doorway> door(String site, String door) {
    return Optional.ofNullable(doors.get(new Doorway.Key(site, door)));
  }

  /** All doors, in any order. */
  Collection<Doorway> doors() {
    return doors.values();
  }

  /** Whether the same rights lead through the same doors, however these stand. */
  boolean hasSameWays(AccessSnapshot other) {
    return doors.size() == other.doors.size()
        && doors.values().stream()
            .allMatch(
                door ->
                    other
                        .door(door.site(), door.door())
                        .map(theirs -> sameWay(theirs, door))
                        .orElse(false));
  }

  private static boolean sameWay(Doorway one, Doorway other) {
    return one.spaces().equals(other.spaces()) && one.opensAlone() == other.opensAlone();
  }

  public int credentials() {
    return holders.size();
  }

  public AccessSnapshot withDoors(Collection<Doorway> newDoors) {
    Map<Doorway.Key, Doorway> byKey = new HashMap<>();
    for (Doorway door : newDoors) byKey.put(door.key(), door);
    return new AccessSnapshot(holders, people, Map.copyOf(byKey));
  }

  /** With this in place of all that was known of the person. */
  public AccessSnapshot with(PersonAccess access) {
    PMap<CredentialKey, Holder> changed = holdersWithout(access.person());
    for (PersonAccess.Held held : access.credentials()) {
      changed =
          changed.plus(held.key(), new Holder(access.person(), held.status(), held.expires()));
    }
    return new AccessSnapshot(changed, people.plus(access.person(), access), doors);
  }

  public AccessSnapshot without(UUID person) {
    return new AccessSnapshot(holdersWithout(person), people.minus(person), doors);
  }

  private PMap<CredentialKey, Holder> holdersWithout(UUID person) {
    PersonAccess known = people.get(person);
    if (known == null) return holders;
    PMap<CredentialKey, Holder> left = holders;
    for (PersonAccess.Held held : known.credentials()) {
      Holder holder = left.get(held.key());
      // A credential handed on may already be another person's.
      if (holder != null && holder.person().equals(person)) left = left.minus(held.key());
    }
    return left;
  }
}
