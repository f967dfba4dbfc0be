package mogador.booking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import mogador.sites.Network;
import mogador.sites.Point;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * Chooses the spaces that sit closest together: the least sum of the distances between any two.
 * Exact as long as looking through all choices is quick, else what a greedy choice from each space
 * comes to, bettered as far as the looking went.
 */
final class PartyChoice {
  /** How many partial choices are looked at, at most: some milliseconds. */
  private static final int STEPS = 300_000;

  /** Spaces of two tables are apart by at least this much, however close the tables are; cm. */
  private static final double OTHER_TABLE = 2_000;

  private static final double OTHER_FLOOR = 1_000_000;

  private final double[][] apart;
  private final int count;
  private int steps;
  private double least = Double.POSITIVE_INFINITY;
  private int[] best = {};

  private PartyChoice(double[][] apart, int count) {
    this.apart = apart;
    this.count = count;
  }

  /** So many of these, those that sit closest together; empty if there are not as many. */
  static Optional<List<Space>> of(Network network, List<Space> spaces, int count) {
    return of(spaces, count, (a, b) -> distance(network, a, b));
  }

  static <T> Optional<List<T>> of(List<T> all, int count, ToDoubleBiFunction<T, T> distance) {
    if (count < 1 || all.size() < count) return Optional.empty();
    double[][] apart = new double[all.size()][all.size()];
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        apart[i][j] = distance.applyAsDouble(all.get(i), all.get(j));
        apart[j][i] = apart[i][j];
      }
    }
    var choice = new PartyChoice(apart, count);
    for (int seed = 0; seed < all.size(); seed++) choice.greedy(seed);
    choice.extend(new int[count], 0, 0, 0);
    var chosen = new ArrayList<T>();
    for (int index : choice.best) chosen.add(all.get(index));
    return Optional.of(chosen);
  }

  /** How far apart two spaces are, in cm on the plan, counting tables and floors between them. */
  static double distance(Network network, Space a, Space b) {
    if (!a.floor().equals(b.floor())) return OTHER_FLOOR;
    Optional<Space> table = table(network, a);
    boolean same = table.isPresent() && table.equals(table(network, b));
    double far = same ? 0 : OTHER_TABLE;
    if (a.label().isEmpty() || b.label().isEmpty()) return OTHER_TABLE + far;
    Point p = a.label().get();
    Point q = b.label().get();
    return far + Math.hypot(p.x() - q.x(), p.y() - q.y());
  }

  private static Optional<Space> table(Network network, Space space) {
    return network.wholesOf(space).stream().filter(w -> w.kind() == SpaceKind.TABLE).findFirst();
  }

  /** From one on, always the one that adds least. */
  private void greedy(int seed) {
    var chosen = new ArrayList<>(List.of(seed));
    double sum = 0;
    while (chosen.size() < count) {
      int next = -1;
      double added = Double.POSITIVE_INFINITY;
      for (int i = 0; i < apart.length; i++) {
        if (chosen.contains(i)) continue;
        double adds = 0;
        for (int one : chosen) adds += apart[i][one];
        if (adds < added) {
          added = adds;
          next = i;
        }
      }
      chosen.add(next);
      sum += added;
    }
    chosen.sort(Comparator.naturalOrder());
    keep(chosen.stream().mapToInt(Integer::intValue).toArray(), sum);
  }

  /** Every choice, but for those that are already worse than the best. */
  private void extend(int[] chosen, int size, int from, double sum) {
    if (sum >= least || ++steps > STEPS) return;
    if (size == count) {
      keep(chosen.clone(), sum);
      return;
    }
    for (int i = from; i <= apart.length - (count - size); i++) {
      double adds = 0;
      for (int j = 0; j < size; j++) adds += apart[i][chosen[j]];
      chosen[size] = i;
      extend(chosen, size + 1, i + 1, sum + adds);
    }
  }

  private void keep(int[] choice, double sum) {
    if (sum >= least) return;
    least = sum;
    best = choice;
  }
}
