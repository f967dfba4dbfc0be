package mogador.sites;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which spaces are made of which, by code. */
final class Composition {
  private final Map<String, List<String>> parts;
  private final List<String> partsFirst;

  /**
   * @param parts the direct parts of each space, empty for an atom; parts that are no space
   *     themselves are passed over
   */
  Composition(Map<String, List<String>> parts) {
    this.parts = new LinkedHashMap<>();
    parts.forEach((whole, own) -> this.parts.put(whole, known(own, parts.keySet())));
    this.partsFirst = settle(this.parts, users(this.parts));
  }

  private static List<String> known(List<String> own, Set<String> all) {
    return own.stream().filter(all::contains).distinct().toList();
  }

  private static Map<String, List<String>> users(Map<String, List<String>> parts) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    parts.keySet().forEach(space -> users.put(space, new ArrayList<>()));
    parts.forEach((whole, own) -> own.forEach(part -> of(users, part).add(whole)));
    return users;
  }

  private static List<String> of(Map<String, List<String>> map, String space) {
    return map.getOrDefault(space, List.of());
  }

  /** The spaces in an order where each follows all it needs; those in a loop are left out. */
  private static List<String> settle(
      Map<String, List<String>> needs, Map<String, List<String>> users) {
    Map<String, Integer> open = new HashMap<>();
    Deque<String> ready = new ArrayDeque<>();
    needs.forEach(
        (space, own) -> {
          open.put(space, own.size());
          if (own.isEmpty()) ready.add(space);
        });
    List<String> settled = new ArrayList<>();
    while (!ready.isEmpty()) {
      String space = ready.remove();
      settled.add(space);
      for (String user : of(users, space)) {
        if (open.merge(user, -1, Integer::sum) == 0) ready.add(user);
      }
    }
    return settled;
  }

  /** The spaces that are among their own parts at some depth, or stand between two such. */
  Set<String> composedOfThemselves() {
    Set<String> left = new LinkedHashSet<>(parts.keySet());
    partsFirst.forEach(left::remove);
    Map<String, List<String>> rest = new LinkedHashMap<>();
    left.forEach(space -> rest.put(space, known(of(parts, space), left)));
    settle(users(rest), rest).forEach(left::remove);
    return left;
  }

  /** The atoms of every space, sorted by code; an atom's are itself. No space is in a loop. */
  Map<String, Set<String>> atoms() {
    Map<String, Set<String>> atoms = new HashMap<>();
    for (String space : partsFirst) {
      Set<String> own = new TreeSet<>();
      for (String part : of(parts, space)) own.addAll(atoms.getOrDefault(part, Set.of()));
      if (own.isEmpty()) own.add(space);
      atoms.put(space, own);
    }
    return atoms;
  }
}
