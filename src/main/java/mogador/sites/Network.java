package mogador.sites;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All sites and their spaces at one moment, in memory; never changes. */
public final class Network {
  public static final Network EMPTY = new Network(List.of(), List.of());

  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final Map<Long, Space> spaces = new LinkedHashMap<>();
  private final Map<String, Space> byReference = new LinkedHashMap<>();
  private final Map<Long, List<Door>> doors = new LinkedHashMap<>();

  /**
   * @param retired spaces gone from their site's file, still found by {@link #spaceById}
   */
  Network(List<Site> sites, Collection<Space> retired) {
    for (Site site : sites) {
      this.sites.put(site.id(), site);
      for (Space space : site.spaces()) {
        spaces.put(space.id(), space);
        byReference.put(space.reference(), space);
      }
    }
    for (Site site : sites) {
      Ways ways = Ways.of(site.doors());
      for (Space space : site.spaces()) doors.put(space.id(), ways.into(zonesOf(space)));
    }
    for (Space space : retired) spaces.put(space.id(), space);
  }

  public Collection<Site> sites() {
    return Collections.unmodifiableCollection(sites.values());
  }

  public Optional<Site> site(String id) {
    return Optional.ofNullable(sites.get(id));
  }

  /** A space in use, by its site's id and its code. */
  public Optional<Space> space(String site, String code) {
    return space(site + "/" + code);
  }

  /** A space in use, by its reference, e.g. {@code essaouira/p-07}. */
  public Optional<Space> space(String reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  /** A space in use or retired. */
  public Optional<Space> spaceById(long id) {
    return Optional.ofNullable(spaces.get(id));
  }

  /** The other spaces in use that share an atom with this one: its wholes and its parts. */
  public List<Space> sharing(Space space) {
    return siblings(space)
        .filter(other -> !Collections.disjoint(other.atoms(), space.atoms()))
        .toList();
  }

  /** The composed spaces that hold all of this one, smallest first. */
  public List<Space> wholesOf(Space space) {
    return siblings(space)
        .filter(other -> !other.isAtom() && other.atoms().containsAll(space.atoms()))
        .sorted(Comparator.comparingInt(other -> other.atoms().size()))
        .toList();
  }

  /**
   * Every door to open for someone to go from the street to this space, or to all parts of a
   * composed one, in the file's order: those on any way with the fewest doors. See {@link Ways}.
   */
  public List<Door> doorsTo(Space space) {
    return doors.getOrDefault(space.id(), List.of());
  }

  private Set<String> zonesOf(Space space) {
    Set<String> zones = new LinkedHashSet<>(Set.of(space.zone()));
    for (long atom : space.atoms()) spaceById(atom).ifPresent(part -> zones.add(part.zone()));
    return zones;
  }

  private Stream<Space> siblings(Space space) {
    return site(space.site()).stream()
        .flatMap(site -> site.spaces().stream())
        .filter(other -> other.id() != space.id());
  }
}
