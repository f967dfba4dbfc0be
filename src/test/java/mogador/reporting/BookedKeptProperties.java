package mogador.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import mogador.reporting.BookedHistory.By;
import mogador.reporting.BookedHistory.Heading;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever floor and kind one asks for, no report tells what another one keeps back. */
class BookedKeptProperties {
  private static final List<String> FLOORS = List.of("f1", "f2", "f3");
  private static final List<String> KINDS = List.of("office", "position");

  private record Booked(
      String floor, String kind, String space, String company, String hour, UUID person) {
    String of(By by) {
      return switch (by) {
        case ALL -> "";
        case KIND -> kind;
        case FLOOR -> floor;
        case SPACE -> space;
        case COMPANY -> company;
        case HOUR -> hour;
      };
    }
  }

  @Property(tries = 300)
  void whatIsToldIsOfThreeAndSoIsWhatIsMissing(@ForAll Random random) {
    List<Booked> all = bookings(random);
    BookedKept kept = kept(all);
    for (Optional<String> floor : choices(FLOORS)) {
      for (Optional<String> kind : choices(KINDS)) {
        List<Booked> some =
            all.stream().filter(one -> isOf(one.floor(), floor) && isOf(one.kind(), kind)).toList();
        for (By by : By.values()) {
          Map<Heading, Set<UUID>> parts = persons(some, by);
          Predicate<Heading> isKept = key -> kept.has(key, floor, kind);
          parts.forEach(
              (key, who) -> {
                if (!isKept.test(key)) assertThat(who).hasSizeGreaterThanOrEqualTo(3);
              });
          if (!some.isEmpty() && !kept.has(new Heading(By.ALL, "", ""), floor, kind)) {
            if (by != By.ALL) nothingFollows(parts, isKept);
          } else {
            assertThat(parts.keySet()).allMatch(isKept);
          }
        }
      }
    }
  }

  /** By asking for one floor after the other, with the same kind or all of them. */
  @Property(tries = 300)
  void noFigureFollowsFromThatOfOtherFloorsOrKinds(@ForAll Random random) {
    List<Booked> all = bookings(random);
    BookedKept kept = kept(all);
    for (By by : List.of(By.COMPANY, By.HOUR)) {
      for (Heading key : persons(all, by).keySet()) {
        List<Booked> some = all.stream().filter(one -> one.of(by).equals(key.code())).toList();
        for (Optional<String> kind : choices(KINDS)) {
          if (kept.has(key, Optional.empty(), kind)) continue;
          nothingFollows(
              persons(some.stream().filter(one -> isOf(one.kind(), kind)).toList(), By.FLOOR),
              part -> kept.has(key, Optional.of(part.code()), kind));
        }
        for (Optional<String> floor : choices(FLOORS)) {
          if (kept.has(key, floor, Optional.empty())) continue;
          nothingFollows(
              persons(some.stream().filter(one -> isOf(one.floor(), floor)).toList(), By.KIND),
              part -> kept.has(key, floor, Optional.of(part.code())));
        }
      }
    }
  }

  private static void nothingFollows(Map<Heading, Set<UUID>> parts, Predicate<Heading> isKept) {
    List<Heading> missing = parts.keySet().stream().filter(isKept).toList();
    if (missing.isEmpty()) return;
    Set<UUID> persons = new HashSet<>();
    missing.forEach(key -> persons.addAll(parts.getOrDefault(key, Set.of())));
    assertThat(missing).hasSizeGreaterThan(1);
    assertThat(persons).hasSizeGreaterThanOrEqualTo(3);
  }

  private static boolean isOf(String one, Optional<String> asked) {
    return asked.isEmpty() || asked.get().equals(one);
  }

  private static List<Optional<String>> choices(List<String> all) {
    List<Optional<String>> choices = new ArrayList<>(List.of(Optional.empty()));
    all.forEach(one -> choices.add(Optional.of(one)));
    return choices;
  }

  private static Map<Heading, Set<UUID>> persons(List<Booked> some, By by) {
    Map<Heading, Set<UUID>> persons = new HashMap<>();
    for (Booked one : some) {
      persons
          .computeIfAbsent(new Heading(by, one.of(by), ""), key -> new HashSet<>())
          .add(one.person());
    }
    return persons;
  }

  private static BookedKept kept(List<Booked> all) {
    Map<List<String>, Set<UUID>> cells = new HashMap<>();
    List<BookedKept.Persons> persons = new ArrayList<>();
    for (By by : List.of(By.ALL, By.SPACE, By.COMPANY, By.HOUR)) {
      Function<Booked, List<String>> cell =
          one -> List.of(by.code(), one.floor(), one.kind(), one.of(by));
      for (Booked one : all) {
        cells.computeIfAbsent(cell.apply(one), c -> new HashSet<>()).add(one.person());
      }
    }
    cells.forEach(
        (cell, who) ->
            persons.add(
                new BookedKept.Persons(
                    cell.get(1),
                    cell.get(2),
                    new Heading(By.of(cell.get(0)), cell.get(3), ""),
                    who)));
    return new BookedKept(persons);
  }

  private static List<Booked> bookings(Random random) {
    List<UUID> people = new ArrayList<>();
    for (int i = 0; i < 30; i++) people.add(new UUID(0, i));
    List<Booked> bookings = new ArrayList<>();
    int floors = 1 + random.nextInt(3);
    for (int i = 5 + random.nextInt(150); i > 0; i--) {
      String floor = FLOORS.get(random.nextInt(floors));
      String kind = KINDS.get(random.nextInt(3) / 2);
      int person = random.nextInt(people.size());
      bookings.add(
          new Booked(
              floor,
              kind,
              floor + kind + random.nextInt(2),
              person < 10 ? "" : "c" + person % 4,
              String.valueOf(9 + random.nextInt(3)),
              people.get(person)));
    }
    return bookings;
  }
}
