package mogador.sites;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of a site as its file gives them, and what they come to.
 *
 * @param all for every space
 * @param kinds for one kind each
 * @param spaces for one space each, by code
 * @param byKind what holds for a space without rules of its own; an entry for every kind
 * @param bySpace what holds for those that have some
 */
public record SiteRules(
    Optional<RuleLayer> all,
    Map<SpaceKind, RuleLayer> kinds,
    Map<String, RuleLayer> spaces,
    Map<SpaceKind, SpaceRules> byKind,
    Map<String, SpaceRules> bySpace) {
  public SiteRules {
    kinds = Map.copyOf(kinds);
    spaces = Map.copyOf(spaces);
    byKind = Collections.unmodifiableMap(new EnumMap<>(byKind));
    bySpace = Map.copyOf(bySpace);
  }

  /**
   * Lays the layers upon each other.
   *
   * @param plots the kind of each space, by code
   */
  static SiteRules of(
      Optional<RuleLayer> all,
      Map<SpaceKind, RuleLayer> kinds,
      Map<String, RuleLayer> spaces,
      Map<String, SpaceKind> plots) {
    SpaceRules base = all.map(SpaceRules.DEFAULT::with).orElse(SpaceRules.DEFAULT);
    Map<SpaceKind, SpaceRules> byKind = new EnumMap<>(SpaceKind.class);
    for (SpaceKind kind : SpaceKind.values()) {
      RuleLayer own = kinds.get(kind);
      byKind.put(kind, own == null ? base : base.with(own));
    }
    Map<String, SpaceRules> bySpace = new HashMap<>();
    spaces.forEach(
        (code, own) -> {
          SpaceKind kind = plots.get(code);
          if (kind != null) {
            bySpace.put(code, Objects.requireNonNull(byKind.get(kind)).with(own));
          }
        });
    return new SiteRules(all, kinds, spaces, byKind, bySpace);
  }

  /** What holds for a space of this kind that has no rules of its own. */
  public SpaceRules of(SpaceKind kind) {
    return Objects.requireNonNull(byKind.get(kind));
  }

  /** What holds for a space. */
  public SpaceRules of(Space space) {
    SpaceRules own = bySpace.get(space.code());
    return own == null ? of(space.kind()) : own;
  }
}
