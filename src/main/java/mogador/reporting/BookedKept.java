package mogador.reporting;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.reporting.BookedHistory.By;
import mogador.reporting.BookedHistory.Heading;

/**
 * Which figures of bookings are kept back, whatever floor and kind a report is of: what one report
 * keeps back does not follow from others over the same days. Pure.
 */
final class BookedKept {
  /**
   * Who booked.
   *
   * @param key of a space, a company or an hour, or of all; on one floor, of one kind
   */
  record Persons(String floor, String kind, Heading key, Set<UUID> persons) {
    Persons {
      persons = Set.copyOf(persons);
    }
  }

  /**
   * Some figures of some report.
   *
   * @param floor empty for all; likewise the kind; and for a space, which has one of each
   */
  private record Part(By by, String code, String floor, String kind) implements Comparable<Part> {
    private static final Comparator<Part> ORDER =
        Comparator.comparing(Part::by)
            .thenComparing(Part::code)
            .thenComparing(Part::floor)
            .thenComparing(Part::kind);

    @Override
    public int compareTo(Part other) {
      return ORDER.compare(this, other);
    }
  }

  /** Parts of a whole that differ in one thing. */
  private record Whole(Part part, String differ) {}

  private final Map<Part, Set<UUID>> persons = new HashMap<>();
  private final Map<Whole, Set<Part>> sums = new HashMap<>();
  private final Set<Part> kept;

  BookedKept(List<Persons> all) {
    all.forEach(this::add);
    kept =
        KeptBack.of(
            sums.entrySet().stream()
                .map(sum -> new KeptBack.Sum<>(sum.getKey().part(), sum.getValue()))
                .toList(),
            this::together);
  }

  /**
   * Whether figures are.
   *
   * @param floor what the report is of, like {@code kind}; all where empty
   */
  boolean has(Heading key, Optional<String> floor, Optional<String> kind) {
    String onFloor = floor.orElse("");
    String ofKind = kind.orElse("");
    return kept.contains(
        switch (key.by()) {
          case ALL, COMPANY, HOUR -> new Part(key.by(), key.code(), onFloor, ofKind);
          case KIND -> new Part(By.ALL, "", onFloor, key.code());
          case FLOOR -> new Part(By.ALL, "", key.code(), ofKind);
          case SPACE -> new Part(By.SPACE, key.code(), "", "");
        });
  }

  private void add(Persons some) {
    for (String floor : List.of("", some.floor())) {
      for (String kind : List.of("", some.kind())) {
        By by = some.key().by();
        boolean isSpace = by == By.SPACE;
        Part part = new Part(by, some.key().code(), isSpace ? "" : floor, isSpace ? "" : kind);
        persons.computeIfAbsent(part, p -> new HashSet<>()).addAll(some.persons());
        if (by != By.ALL) sum(new Part(By.ALL, "", floor, kind), by.code(), part);
        if (isSpace) continue;
        if (floor.isEmpty()) sum(part, "floor", new Part(by, part.code(), some.floor(), kind));
        if (kind.isEmpty()) sum(part, "kind", new Part(by, part.code(), floor, some.kind()));
      }
    }
  }

  private void sum(Part whole, String differ, Part part) {
    sums.computeIfAbsent(new Whole(whole, differ), w -> new HashSet<>()).add(part);
  }

  private int together(Set<Part> parts) {
    Set<UUID> all = new HashSet<>();
    for (Part part : parts) all.addAll(persons.getOrDefault(part, Set.of()));
    return all.size();
  }
}
