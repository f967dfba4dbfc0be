package mogador.reporting;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What is kept back, because it would tell of single persons: by itself, or as what is missing from
 * a whole. Pure.
 */
final class KeptBack {
  /** So many persons are nobody in particular. */
  static final int SMALLEST = UseReport.SMALLEST;

  private KeptBack() {}

  /**
   * What adds up.
   *
   * @param parts without any of them that is nothing
   */
  record Sum<K>(K whole, Set<K> parts) {
    Sum {
      parts = Set.copyOf(parts);
    }
  }

  /**
   * All that is too small, and with it as much of the next greater as hides it in every sum. All
   * parts of what is kept back are, and so is what has a single part that is.
   *
   * @param sums one thing may be in several
   * @param size how many persons are in some things together
   */
  static <K extends Comparable<K>> Set<K> of(Collection<Sum<K>> sums, ToIntFunction<Set<K>> size) {
    Set<K> kept = new HashSet<>();
    for (Sum<K> sum : sums) {
      if (isSmall(sum.whole(), size)) kept.add(sum.whole());
      for (K part : sum.parts()) if (isSmall(part, size)) kept.add(part);
    }
    int before;
    do {
      before = kept.size();
      for (Sum<K> sum : sums) hide(sum, kept, size);
    } while (kept.size() > before);
    return kept;
  }

  private static <K extends Comparable<K>> void hide(
      Sum<K> sum, Set<K> kept, ToIntFunction<Set<K>> size) {
    if (kept.contains(sum.whole())) {
      kept.addAll(sum.parts());
      return;
    }
    Set<K> hidden = new HashSet<>(sum.parts());
    hidden.retainAll(kept);
    if (hidden.isEmpty()) return;
    List<K> smallestFirst =
        sum.parts().stream()
            .filter(part -> !kept.contains(part))
            .sorted(
                Comparator.<K>comparingInt(part -> size.applyAsInt(Set.of(part)))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (K next : smallestFirst) {
      if (isHidden(hidden, size)) break;
      hidden.add(next);
    }
    kept.addAll(hidden);
    if (!isHidden(hidden, size)) kept.add(sum.whole());
  }

  private static <K> boolean isSmall(K one, ToIntFunction<Set<K>> size) {
    return size.applyAsInt(Set.of(one)) < SMALLEST;
  }

  private static <K> boolean isHidden(Set<K> hidden, ToIntFunction<Set<K>> size) {
    return hidden.size() > 1 && size.applyAsInt(hidden) >= SMALLEST;
  }
}
