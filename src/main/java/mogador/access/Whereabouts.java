package mogador.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Into which zone of each site every person was last seen to go, by the passages that doors have
 * told of: the same whatever the order they are told in and however often. Never changes; a newer
 * one shares what is the same.
 */
public final class Whereabouts {
  public static final Whereabouts UNKNOWN =
      new Whereabouts(HashTreePMap.empty(), HashTreePMap.empty());

  /**
   * A person went through a door.
   *
   * @param zone where they came to
   */
  public record Passage(UUID person, String site, String zone, String door, Instant at) {
    private static final Comparator<Passage> LATER =
        Comparator.comparing(Passage::at).thenComparing(Passage::zone).thenComparing(Passage::door);
  }

  private record At(String site, UUID person) {}

  private record In(String site, String zone) {}

  private final PMap<At, Passage> last;
  private final PMap<In, PMap<UUID, Instant>> inside;

  private Whereabouts(PMap<At, Passage> last, PMap<In, PMap<UUID, Instant>> inside) {
    this.last = last;
    this.inside = inside;
  }

  /** With this passage, unless a later one is known. */
  public Whereabouts with(Passage passage) {
    var at = new At(passage.site(), passage.person());
    Passage before = last.get(at);
    if (before != null && Passage.LATER.compare(before, passage) >= 0) return this;
    PMap<In, PMap<UUID, Instant>> moved = inside;
    if (before != null) {
      var left = new In(before.site(), before.zone());
      moved = moved.plus(left, people(moved, left).minus(passage.person()));
    }
    var entered = new In(passage.site(), passage.zone());
    moved = moved.plus(entered, people(moved, entered).plus(passage.person(), passage.at()));
    return new Whereabouts(last.plus(at, passage), moved);
  }

  /** How they came to where they are, if they were seen to since then. */
  Optional<Passage> of(String site, UUID person, Instant since) {
    return Optional.ofNullable(last.get(new At(site, person)))
        .filter(passage -> !passage.at().isBefore(since));
  }

  /** How many people other than this one went into a zone since then and have not left it. */
  int others(String site, String zone, UUID person, Instant since) {
    return (int)
        people(inside, new In(site, zone)).entrySet().stream()
            .filter(one -> !one.getKey().equals(person) && !one.getValue().isBefore(since))
            .count();
  }

  private static PMap<UUID, Instant> people(PMap<In, PMap<UUID, Instant>> inside, In zone) {
    PMap<UUID, Instant> people = inside.get(zone);
    return people == null ? HashTreePMap.empty() : people;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Whereabouts that && that.last.equals(last);
  }

  @Override
  public int hashCode() {
    return last.hashCode();
  }
}
