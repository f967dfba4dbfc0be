package mogador.audit;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something that happened, to be entered in the trail.
 *
 * @param site whose chain it belongs to, or {@link #NETWORK}
 * @param subject what it happened to, by its code or reference; nothing personal
 * @param details nothing personal either: they stay for ever
 * @param personal fields that are erased after their time
 */
public record AuditEntry(
    String site,
    AuditKind kind,
    String subject,
    Instant at,
    JsonObject details,
    SortedMap<String, String> personal) {
  /** The chain of what concerns no single site; no site's id begins like this. */
  public static final String NETWORK = "_network";

  /** The personal field that says who did it, by their id. */
  public static final String BY = "by";

  /** The personal field that says whom it is about, by their id. */
  public static final String PERSON = "person";

  public AuditEntry {
    // As exact as the database keeps it, or the hash would not be found again.
    at = at.truncatedTo(ChronoUnit.MICROS);
    details = details.copy();
    personal = new TreeMap<>(personal);
  }

  public static AuditEntry of(AuditKind kind, String site, String subject, Instant at) {
    return new AuditEntry(site, kind, subject, at, new JsonObject(), new TreeMap<>());
  }

  /** The same, of the network as a whole. */
  public static AuditEntry ofNetwork(AuditKind kind, String subject, Instant at) {
    return of(kind, NETWORK, subject, at);
  }

  /** With a detail: a text, a number, a truth value or a JSON list of them. */
  public AuditEntry with(String name, Object value) {
    return new AuditEntry(site, kind, subject, at, details.copy().put(name, value), personal);
  }

  /** With a personal field. */
  public AuditEntry withPersonal(String field, String value) {
    var fields = new TreeMap<>(personal);
    fields.put(field, value);
    return new AuditEntry(site, kind, subject, at, details, fields);
  }

  /** Done by this person. */
  public AuditEntry by(UUID person) {
    return withPersonal(BY, person.toString());
  }

  /** About this person. */
  public AuditEntry about(UUID person) {
    return withPersonal(PERSON, person.toString());
  }
}
