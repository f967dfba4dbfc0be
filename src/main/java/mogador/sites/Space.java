package mogador.sites;

import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * Anything of a site that can be used.
 *
 * @param id the database's, kept for ever under the same code
 * @param site the site's id
 * @param capacity people
 * @param areaCm2 its area; 1 m² is 10,000 cm²
 * @param features what it offers, e.g. {@code screen}
 * @param parts the codes of the spaces it is directly composed of; empty for an atom
 * @param atoms the ids of all its atoms, sorted; its own for an atom
 * @param shape where it is on its floor's plan; empty when retired or put away
 * @param label where its name stands; empty when it has no shape
 * @param retired gone from the site's file, kept for its history
 */
public record Space(
    long id,
    String site,
    String code,
    SpaceKind kind,
    String floor,
    String zone,
    LocalText name,
    int capacity,
    long areaCm2,
    List<String> features,
    boolean bookable,
    List<String> parts,
    List<Long> atoms,
    Optional<Shape> shape,
    Optional<Point> label,
    boolean retired) {
  public Space {
    features = List.copyOf(features);
    parts = List.copyOf(parts);
    atoms = atoms.stream().sorted().distinct().toList();
  }

  /** As the API and people write it, e.g. {@code essaouira/p-07}. */
  public String reference() {
    return site + "/" + code;
  }

  /** Whether it has no parts. */
  public boolean isAtom() {
    return parts.isEmpty();
  }

  /** The same, standing elsewhere or put away. */
  Space at(Optional<Shape> where, Optional<Point> labelled, boolean let) {
    return new Space(
        id, site, code, kind, floor, zone, name, capacity, areaCm2, features, let, parts, atoms,
        where, labelled, retired);
  }
}
