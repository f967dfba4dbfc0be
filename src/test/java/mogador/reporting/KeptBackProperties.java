package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mogador.reporting.KeptBack.Sum;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeptBackProperties {
  private static final int WHOLE = -1;

  @Property
  void whatIsToldIsOfThreePersonsOrMore(@ForAll("parts") Map<Integer, Set<Integer>> parts) {
    Set<Integer> kept = kept(parts);
    parts.forEach(
        (part, persons) -> {
          if (!kept.contains(part)) assertThat(persons).hasSizeGreaterThanOrEqualTo(3);
        });
  }

  @Property
  void whatIsMissingFromTheWholeIsOfThreePersonsOrMore(
      @ForAll("parts") Map<Integer, Set<Integer>> parts) {
    Set<Integer> kept = kept(parts);
    if (kept.isEmpty() || kept.contains(WHOLE)) return;
    Set<Integer> missing = new HashSet<>();
    kept.forEach(part -> missing.addAll(parts.getOrDefault(part, Set.of())));
    assertThat(missing).hasSizeGreaterThanOrEqualTo(3);
    assertThat(kept).hasSizeGreaterThan(1);
  }

  @Property
  void whereAllAreEnoughNothingIsKeptBack(@ForAll("parts") Map<Integer, Set<Integer>> parts) {
    Map<Integer, Set<Integer>> enough =
        parts.entrySet().stream()
            .filter(part -> part.getValue().size() >= 3)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (!enough.isEmpty()) assertThat(kept(enough)).isEmpty();
  }

  /** Rows and columns of a table with random persons in its cells, each a sum, and their totals. */
  @Property
  void noSumOfATableMissesTooFew(@ForAll Random random) {
    Map<Integer, Set<Integer>> cells = new HashMap<>();
    List<Sum<Integer>> sums = new ArrayList<>();
    for (int row = 1; row <= 3; row++) {
      for (int column = 1; column <= 4; column++) {
        Set<Integer> persons = new HashSet<>();
        for (int i = random.nextInt(7); i > 0; i--) persons.add(random.nextInt(30));
        if (persons.isEmpty()) continue;
        for (int part : List.of(10 * row + column, 10 * row, column, 0)) {
          cells.computeIfAbsent(part, p -> new HashSet<>()).addAll(persons);
        }
      }
    }
    for (int row = 0; row <= 3; row++) addSum(cells, sums, 10 * row, 10 * row, 1, 4);
    for (int column = 0; column <= 4; column++) addSum(cells, sums, column, column, 10, 3);
    Set<Integer> kept = KeptBack.of(sums, parts -> together(cells, parts));
    for (Sum<Integer> sum : sums) {
      Set<Integer> missing = new HashSet<>(sum.parts());
      missing.retainAll(kept);
      if (kept.contains(sum.whole())) {
        assertThat(missing).isEqualTo(sum.parts());
      } else if (!missing.isEmpty()) {
        assertThat(missing).hasSizeGreaterThan(1);
        assertThat(together(cells, missing)).isGreaterThanOrEqualTo(3);
      }
    }
    cells.forEach((part, of) -> assertThat(of.size() >= 3 || kept.contains(part)).isTrue());
  }

  @Example
  void aCellThatHidesAnotherIsHiddenInItsOwnColumnToo() {
    Map<Integer, Set<Integer>> cells =
        Map.of(
            0,
            of(1, 20),
            10,
            of(1, 10),
            20,
            of(11, 20),
            1,
            of(1, 15),
            2,
            of(5, 20),
            11,
            of(1, 2),
            12,
            of(3, 10),
            21,
            of(11, 15),
            22,
            of(16, 20));
    List<Sum<Integer>> sums =
        List.of(
            new Sum<>(0, Set.of(10, 20)),
            new Sum<>(0, Set.of(1, 2)),
            new Sum<>(10, Set.of(11, 12)),
            new Sum<>(20, Set.of(21, 22)),
            new Sum<>(1, Set.of(11, 21)),
            new Sum<>(2, Set.of(12, 22)));
    assertThat(KeptBack.of(sums, parts -> together(cells, parts)))
        .containsExactlyInAnyOrder(11, 12, 21, 22);
  }

  private static Set<Integer> of(int from, int to) {
    return IntStream.rangeClosed(from, to).boxed().collect(Collectors.toSet());
  }

  private static void addSum(
      Map<Integer, Set<Integer>> cells,
      List<Sum<Integer>> sums,
      int whole,
      int first,
      int step,
      int count) {
    Set<Integer> parts = new HashSet<>();
    for (int i = 1; i <= count; i++) {
      if (cells.containsKey(first + i * step)) parts.add(first + i * step);
    }
    if (cells.containsKey(whole)) sums.add(new Sum<>(whole, parts));
  }

  private static Set<Integer> kept(Map<Integer, Set<Integer>> parts) {
    Map<Integer, Set<Integer>> all = new HashMap<>(parts);
    Set<Integer> whole = new HashSet<>();
    parts.values().forEach(whole::addAll);
    all.put(WHOLE, whole);
    return KeptBack.of(List.of(new Sum<>(WHOLE, parts.keySet())), some -> together(all, some));
  }

  private static int together(Map<Integer, Set<Integer>> cells, Set<Integer> parts) {
    Set<Integer> all = new HashSet<>();
    parts.forEach(part -> all.addAll(cells.getOrDefault(part, Set.of())));
    return all.size();
  }

  @Provide
  Arbitrary<Map<Integer, Set<Integer>>> parts() {
    Arbitrary<Set<Integer>> persons = Arbitraries.integers().between(0, 9).set().ofMaxSize(7);
    return Arbitraries.maps(Arbitraries.integers().between(0, 9), persons).ofMaxSize(6);
  }
}
