package mogador.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The lists of all doors as they follow from a snapshot, for a day. A person who changes costs the
 * doors that person may open, and no others.
 */
public final class AccessLists {
  private final AccessSnapshot snapshot;
  private final Instant day;
  private final Map<Doorway.Key, AccessList> lists;

  private AccessLists(AccessSnapshot snapshot, Instant day, Map<Doorway.Key, AccessList> lists) {
    this.snapshot = snapshot;
    this.day = day;
    this.lists = lists;
  }

  /** From nothing: everyone at every door. */
  public static AccessLists of(AccessSnapshot snapshot, Instant now) {
    Instant day = ListLine.day(now);
    Map<Doorway.Key, List<String>> lines = new HashMap<>();
    var reach = new Reach(snapshot);
    for (UUID person : snapshot.persons()) {
      snapshot
          .person(person)
          .ifPresent(
              access ->
                  reach
                      .lines(access, day)
                      .forEach(
                          (door, more) ->
                              lines.computeIfAbsent(door, d -> new ArrayList<>()).addAll(more)));
    }
    Map<Doorway.Key, AccessList> lists = new HashMap<>();
    lines.forEach((door, all) -> lists.put(door, AccessList.EMPTY.with(List.of(), all)));
    return new AccessLists(snapshot, day, lists);
  }

  /**
   * As they are now.
   *
   * @param changed all persons that are not in this snapshot what they were in the one before
   */
  public AccessLists with(AccessSnapshot now, Set<UUID> changed, Instant at) {
    if (!ListLine.day(at).equals(day) || !now.hasSameWays(snapshot)) return of(now, at);
    var reachBefore = new Reach(snapshot);
    var reach = new Reach(now);
    Map<Doorway.Key, List<String>> drop = new HashMap<>();
    Map<Doorway.Key, List<String>> put = new HashMap<>();
    for (UUID person : withOtherHolders(now, changed)) {
      gather(drop, snapshot.person(person), reachBefore);
      gather(put, now.person(person), reach);
    }
    Map<Doorway.Key, AccessList> next = new HashMap<>(lists);
    Set<Doorway.Key> touched = new HashSet<>(drop.keySet());
    touched.addAll(put.keySet());
    for (Doorway.Key door : touched) {
      List<String> keys = drop.getOrDefault(door, List.of()).stream().map(ListLine::key).toList();
      next.put(door, of(door).with(keys, put.getOrDefault(door, List.of())));
    }
    return new AccessLists(now, day, next);
  }

  /** The list of a door; an empty one where nobody may enter. */
  public AccessList of(Doorway.Key door) {
    return lists.getOrDefault(door, AccessList.EMPTY);
  }

  public Optional<Doorway> door(Doorway.Key door) {
    return snapshot.door(door.site(), door.door());
  }

  /** Those too who held, or now hold, what one of them does: their lines share a key. */
  private Set<UUID> withOtherHolders(AccessSnapshot now, Set<UUID> changed) {
    Set<UUID> all = new LinkedHashSet<>(changed);
    for (UUID person : changed) {
      addHolders(all, snapshot.person(person), now);
      addHolders(all, now.person(person), snapshot);
    }
    return all;
  }

  private static void addHolders(Set<UUID> all, Optional<PersonAccess> access, AccessSnapshot in) {
    access.stream()
        .flatMap(known -> known.credentials().stream())
        .flatMap(held -> in.personOf(held.key()).stream())
        .forEach(all::add);
  }

  private void gather(
      Map<Doorway.Key, List<String>> into, Optional<PersonAccess> access, Reach reach) {
    access.ifPresent(
        known ->
            reach
                .lines(known, day)
                .forEach(
                    (door, lines) ->
                        into.computeIfAbsent(door, d -> new ArrayList<>()).addAll(lines)));
  }

  /** Which doors a right may lead through, found without asking every door. */
  private static final class Reach {
    private final AccessSnapshot snapshot;
    private final Map<Long, List<Doorway>> bySpace = new HashMap<>();
    private final Map<String, List<Doorway>> bySite;

    Reach(AccessSnapshot snapshot) {
      this.snapshot = snapshot;
      bySite = snapshot.doors().stream().collect(Collectors.groupingBy(Doorway::site));
      for (Doorway door : snapshot.doors()) {
        for (Long space : door.spaces()) {
          bySpace.computeIfAbsent(space, s -> new ArrayList<>()).add(door);
        }
      }
    }

    Map<Doorway.Key, List<String>> lines(PersonAccess access, Instant day) {
      Map<CredentialKey, Optional<Instant>> cards = cards(access);
      if (cards.isEmpty()) return Map.of();
      Map<Doorway, List<AccessRight>> rights = new HashMap<>();
      for (AccessRight right : access.rights()) {
        for (Doorway door : near(right)) {
          if (door.leadsTo(right) && door.opensAlone() && !right.escorted()) {
            rights.computeIfAbsent(door, d -> new ArrayList<>()).add(right);
          }
        }
      }
      Map<List<AccessRight>, List<String>> made = new HashMap<>();
      Map<Doorway.Key, List<String>> lines = new HashMap<>();
      rights.forEach(
          (door, leading) -> {
            List<String> here =
                made.computeIfAbsent(leading, l -> ListLine.of(cards, access.suspended(), l, day));
            if (!here.isEmpty()) lines.put(door.key(), here);
          });
      return lines;
    }

    private List<Doorway> near(AccessRight right) {
      if (right.door().isPresent()) {
        return snapshot.door(right.site(), right.door().get()).map(List::of).orElse(List.of());
      }
      return right
          .space()
          .map(space -> bySpace.getOrDefault(space, List.of()))
          .orElseGet(() -> bySite.getOrDefault(right.site(), List.of()));
    }

    /**
     * What is the person's alone, for a card may just change hands; a PIN opens nothing by itself.
     */
    private Map<CredentialKey, Optional<Instant>> cards(PersonAccess access) {
      Map<CredentialKey, Optional<Instant>> cards = new HashMap<>();
      for (PersonAccess.Held held : access.credentials()) {
        if (!held.key().kind().isListed()) continue;
        snapshot
            .holder(held.key())
            .filter(holder -> holder.person().equals(access.person()))
            .filter(holder -> holder.status() == CredentialStatus.ACTIVE)
            .ifPresent(holder -> cards.put(held.key(), holder.expires()));
      }
      return cards;
    }
  }
}
