package mogador.access;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What was seen of people that does not count any more: the same whatever the order resets are told
 * in and however often. Never changes; a newer one shares what is the same.
 */
public final class Forgotten {
  public static final Forgotten NOTHING = new Forgotten(HashTreePMap.empty(), HashTreePMap.empty());

  private record Of(String site, UUID person) {}

  private record In(String site, String zone) {}

  private final PMap<Of, Instant> persons;
  private final PMap<In, Instant> zones;

  private Forgotten(PMap<Of, Instant> persons, PMap<In, Instant> zones) {
    this.persons = persons;
    this.zones = zones;
  }

  public static Forgotten by(Collection<Reset> resets) {
    Forgotten all = NOTHING;
    for (Reset reset : resets) all = all.with(reset);
    return all;
  }

  public Forgotten with(Reset reset) {
    return switch (reset) {
      case Reset.OfPerson(String site, UUID person, Instant at) ->
          new Forgotten(latest(persons, new Of(site, person), at), zones);
      case Reset.OfZone(String site, String zone, Instant at) ->
          new Forgotten(persons, latest(zones, new In(site, zone), at));
    };
  }

  /** Whether it does not count any more that this person was seen to go into a zone then. */
  public boolean covers(String site, UUID person, String zone, Instant at) {
    return !at.isAfter(until(persons, new Of(site, person)))
        || !at.isAfter(until(zones, new In(site, zone)));
  }

  private static <K> PMap<K, Instant> latest(PMap<K, Instant> known, K key, Instant at) {
    return at.isAfter(until(known, key)) ? known.plus(key, at) : known;
  }

  private static <K> Instant until(PMap<K, Instant> known, K key) {
    return known.getOrDefault(key, Instant.MIN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Forgotten that
        && that.persons.equals(persons)
        && that.zones.equals(zones);
  }

  @Override
  public int hashCode() {
    return 31 * persons.hashCode() + zones.hashCode();
  }
}
