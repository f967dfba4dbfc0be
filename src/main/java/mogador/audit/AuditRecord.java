package mogador.audit;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import mogador.platform.Ids;

/**
 * An entry, for people to read.
 *
 * @param kind a code of {@link AuditKind}, or one that an earlier or later version knows
 * @param personal by field; empty where the value was erased
 * @param hash 64 hexadecimal digits
 */
public record AuditRecord(
    long number,
    Instant at,
    String kind,
    String subject,
    JsonObject details,
    SortedMap<String, Optional<String>> personal,
    String hash) {

  public Optional<String> detail(String name) {
    return Optional.ofNullable(details.getValue(name)).map(String::valueOf);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(personal.get(name)).flatMap(value -> value);
  }

  /** The person that a personal field names. */
  public Optional<UUID> person(String field) {
    return field(field).flatMap(Ids::parse);
  }

  /** Whether there was such a field, and it was erased. */
  public boolean erased(String field) {
    return personal.containsKey(field) && field(field).isEmpty();
  }
}
