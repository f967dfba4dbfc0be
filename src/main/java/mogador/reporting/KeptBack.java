package mogador.reporting;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which parts of a whole are kept back, because they would tell of single persons: by themselves,
 * or as what is missing from the whole. Pure.
 */
final class KeptBack {
  /** So many persons are nobody in particular. */
  static final int SMALLEST = UseReport.SMALLEST;

  private KeptBack() {}

  /**
   * The parts to keep back: all with too few, and with them as many of the next greater as hide
   * them.
   *
   * @param parts who is in each
   */
  static <K extends Comparable<K>, P> Set<K> of(Map<K, Set<P>> parts) {
    List<Map.Entry<K, Set<P>>> smallestFirst =
        new TreeMap<>(parts)
            .entrySet().stream()
                .sorted(Comparator.comparingInt(part -> part.getValue().size()))
                .toList();
    Set<K> kept = new HashSet<>();
    Set<P> hidden = new HashSet<>();
    for (Map.Entry<K, Set<P>> part : smallestFirst) {
      boolean isSmall = part.getValue().size() < SMALLEST;
      boolean isHidden = kept.isEmpty() || (kept.size() > 1 && hidden.size() >= SMALLEST);
      if (!isSmall && isHidden) break;
      kept.add(part.getKey());
      hidden.addAll(part.getValue());
    }
    return kept;
  }
}
