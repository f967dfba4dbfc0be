package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeptBackProperties {
  @Property
  void whatIsToldIsOfThreePersonsOrMore(@ForAll("parts") Map<Integer, Set<Integer>> parts) {
    Set<Integer> kept = KeptBack.of(parts);
    parts.forEach(
        (part, persons) -> {
          if (!kept.contains(part)) assertThat(persons).hasSizeGreaterThanOrEqualTo(3);
        });
  }

  @Property
  void whatIsMissingFromTheWholeIsOfThreePersonsOrMore(
      @ForAll("parts") Map<Integer, Set<Integer>> parts) {
    Set<Integer> kept = KeptBack.of(parts);
    if (kept.isEmpty() || kept.equals(parts.keySet())) return;
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
    assertThat(KeptBack.of(enough)).isEmpty();
  }

  @Provide
  Arbitrary<Map<Integer, Set<Integer>>> parts() {
    Arbitrary<Set<Integer>> persons = Arbitraries.integers().between(0, 9).set().ofMaxSize(7);
    return Arbitraries.maps(Arbitraries.integers().between(0, 9), persons).ofMaxSize(6);
  }
}
