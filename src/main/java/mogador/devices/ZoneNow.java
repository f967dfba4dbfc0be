package mogador.devices;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mogador.access.Whereabouts;
import mogador.occupancy.HeadCount;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;

/**
 * How many people are in a zone now.
 *
 * @param by how that is known
 * @param inside 0 when it is not known
 * @param missed how many people the counters have not seen come in
 * @param counters the spaces of it that have counters
 * @param byHand when one of them was last corrected by hand
 */
record ZoneNow(
    Zone zone, By by, long inside, long missed, List<Space> counters, Optional<Instant> byHand) {
  /** What the number rests on. */
  enum By {
    COUNTERS,
    BADGES,
    /** The counter was never heard, or the journals are not read yet. */
    NOTHING;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ZoneNow {
    counters = List.copyOf(counters);
  }

  /** How much room there is. */
  enum Fill {
    ROOM,
    NEARLY_FULL,
    FULL,
    OVER;

    private static final int TENTHS = 9;

    /** Nearly full from nine tenths on. */
    static Fill of(long inside, int capacity) {
      if (inside > capacity) return OVER;
      if (inside == capacity) return FULL;
      return inside * 10 >= (long) capacity * TENTHS ? NEARLY_FULL : ROOM;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Empty when the zone has no bound, or nothing is known. */
  Optional<Fill> fill() {
    return by == By.NOTHING
        ? Optional.empty()
        : zone.rules().capacity().map(most -> Fill.of(inside, most));
  }

  /** Whether somebody more may come in without its being over its bound; also where it has none. */
  boolean hasRoom() {
    return zone.rules().capacity().isEmpty()
        || fill().filter(fill -> fill != Fill.FULL && fill != Fill.OVER).isPresent();
  }

  /**
   * What is known of the people in a site.
   *
   * @param counters the ids of the spaces that have people counters
   * @param counts what they have counted, by the same ids; none for one that was never heard
   * @param inside by badges; empty while that is not known
   */
  record Known(
      Set<Long> counters, Map<Long, HeadCount> counts, Optional<Whereabouts> inside, Instant now) {
    Known {
      counters = Set.copyOf(counters);
      counts = Map.copyOf(counts);
    }
  }

  /** Of every zone that has a capacity or a counter, as the site's file has them. */
  static List<ZoneNow> of(Site site, Known known) {
    return site.zones().stream().flatMap(zone -> of(site, zone, known).stream()).toList();
  }

  private static Optional<ZoneNow> of(Site site, Zone zone, Known known) {
    List<Space> counters =
        site.spaces().stream()
            .filter(space -> space.zone().equals(zone.code()))
            .filter(space -> known.counters().contains(space.id()))
            .toList();
    List<HeadCount> counts =
        counters.stream()
            .flatMap(space -> Stream.ofNullable(known.counts().get(space.id())))
            .toList();
    boolean bounded = zone.rules().capacity().isPresent();
    if (!counts.isEmpty()) {
      long inside = counts.stream().mapToLong(HeadCount::inside).sum();
      long missed = counts.stream().mapToLong(HeadCount::corrected).sum();
      Optional<Instant> byHand =
          counts.stream().flatMap(count -> count.byHand().stream()).max(Instant::compareTo);
      return Optional.of(new ZoneNow(zone, By.COUNTERS, inside, missed, counters, byHand));
    }
    if (bounded && known.inside().isPresent()) {
      Instant since = known.now().minus(zone.rules().forget());
      int inside = known.inside().get().inside(site.id(), zone.code(), since);
      return Optional.of(new ZoneNow(zone, By.BADGES, inside, 0, counters, Optional.empty()));
    }
    boolean listed = bounded || !counters.isEmpty();
    return listed
        ? Optional.of(new ZoneNow(zone, By.NOTHING, 0, 0, counters, Optional.empty()))
        : Optional.empty();
  }
}
