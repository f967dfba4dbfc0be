package mogador.booking;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * Someone waits for time in a space, or in any of a kind.
 *
 * @param space the one they wait for; empty for any of {@code kind}
 * @param offer the booking they were offered
 */
public record WaitlistEntry(
    UUID id,
    UUID person,
    String site,
    Optional<Long> space,
    Optional<SpaceKind> kind,
    BookedTime time,
    Status status,
    Optional<UUID> offer,
    Instant createdAt) {

  /** Where it is. */
  public enum Status {
    WAITING,
    OFFERED,
    /** The offer was accepted. */
    TAKEN,
    /** They no longer wait. */
    LEFT,
    /** The offer was not accepted in time, or the time has come without one. */
    PASSED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether this space would do. */
  boolean suits(Site site, Space candidate) {
    return candidate.site().equals(site.id())
        && candidate.bookable()
        && space.map(id -> id == candidate.id()).orElse(true)
        && kind.map(k -> k == candidate.kind()).orElse(true);
  }

  static WaitlistEntry fromRow(Row row) {
    return new WaitlistEntry(
        row.getUUID("id"),
        row.getUUID("person_id"),
        row.getString("site_id"),
        Optional.ofNullable(row.getLong("space_id")),
        Optional.ofNullable(row.getString("kind")).flatMap(SpaceKind::of),
        new BookedTime(
            row.getLocalDateTime("local_from"),
            row.getLocalDateTime("local_to"),
            new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"))),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getUUID("booking_id")),
        Sql.instant(row, "created_at"));
  }
}
