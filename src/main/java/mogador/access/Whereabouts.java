package mogador.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Into which zone of each site every person was last seen to go, by the passages that doors have
 * told of and the resets that do not let them count: the same whatever the order they are told in
 * and however often. Never changes; a newer one shares what is the same.
 */
public final class Whereabouts {
  public static final Whereabouts UNKNOWN =
      new Whereabouts(HashTreePMap.empty(), HashTreePMap.empty(), Forgotten.NOTHING);

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
  private final Forgotten forgotten;

  private Whereabouts(
      PMap<At, Passage> last, PMap<In, PMap<UUID, Instant>> inside, Forgotten forgotten) {
    this.last = last;
    this.inside = inside;
    this.forgotten = forgotten;
  }

  /** Whoever it is about is nowhere until seen again. */
  public Whereabouts with(Reset reset) {
    return new Whereabouts(last, inside, forgotten.with(reset));
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
    return new Whereabouts(last.plus(at, passage), moved, forgotten);
  }

  /** How they came to where they are, if they were seen to since then. */
  public Optional<Passage> of(String site, UUID person, Instant since) {
    return Optional.ofNullable(last.get(new At(site, person)))
        .filter(passage -> !passage.at().isBefore(since))
        .filter(one -> !forgotten.covers(site, person, one.zone(), one.at()));
  }

  /** How many people other than this one went into a zone since then and have not left it. */
  int others(String site, String zone, UUID person, Instant since) {
    return (int) in(site, zone, since).filter(one -> !one.equals(person)).count();
  }

  /** How many people went into a zone since then and have not left it. */
  public int inside(String site, String zone, Instant since) {
    return (int) in(site, zone, since).count();
  }

  private Stream<UUID> in(String site, String zone, Instant since) {
    return people(inside, new In(site, zone)).entrySet().stream()
        .filter(one -> !one.getValue().isBefore(since))
        .filter(one -> !forgotten.covers(site, one.getKey(), zone, one.getValue()))
        .map(Map.Entry::getKey);
  }

  private static PMap<UUID, Instant> people(PMap<In, PMap<UUID, Instant>> inside, In zone) {
    PMap<UUID, Instant> people = inside.get(zone);
    return people == null ? HashTreePMap.empty() : people;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Whereabouts that
        && that.last.equals(last)
        && that.forgotten.equals(forgotten);
  }

  @Override
  public int hashCode() {
    return 31 * last.hashCode() + forgotten.hashCode();
  }
}
