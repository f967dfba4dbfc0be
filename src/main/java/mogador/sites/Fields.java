package mogador.sites;

import java.util.Map;
import java.util.Optional;

/** The keys of a value that has keys. */
record Fields(Field owner, Map<String, Field> byKey) {
  /** A field that must be there; its absence is a complaint. */
  Field need(String key) {
    Field field = byKey.get(key);
    return field == null ? owner.missing(key) : field;
  }

  /** A field that may be left out. */
  Optional<Field> may(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
