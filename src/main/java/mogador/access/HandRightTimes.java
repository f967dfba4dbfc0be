package mogador.access;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.SiteZone;
import mogador.kernel.TimeSlot;
import mogador.platform.Sql;

/** The wall-clock times of rights given by hand: the truth that their instants are derived from. */
public final class HandRightTimes {
  private HandRightTimes() {}

  /** By the site's clock, the end exclusive. */
  public record Local(LocalDateTime from, LocalDateTime to) {}

  /**
   * A right that is neither withdrawn nor over.
   *
   * @param local empty when it is older than the keeping of local times, and so are the zone rules
   *     its instants were derived with
   */
  public record Given(UUID id, TimeSlot was, Optional<Local> local, Instant givenAt) {}

  /** Those at a site, by their instants or by their local times; locked. */
  public static List<Given> notOver(Sql sql, String site, LocalDateTime localNow, Instant now) {
    return sql.list(
        HandRightTimes::fromRow,
        """
        select id, starts_at, ends_at, local_from, local_to, given_at from hand_right
        where site_id = $1 and withdrawn_at is null and (ends_at > $2 or local_to > $3)
        order by id for update
        """,
        site,
        now,
        localNow);
  }

  /** It holds at another time, and so does all it gave. */
  public static void move(Sql sql, UUID id, TimeSlot to) {
    sql.send(
        "update hand_right set starts_at = $2, ends_at = $3 where id = $1",
        id,
        to.start(),
        to.end());
    Rights.move(sql, RightSource.HAND, id, to);
  }

  /** Keeps local times that are not kept yet, of instants derived with these rules. */
  public static void keepLocal(Sql sql, String site, SiteZone zone) {
    List<List<Object>> kept =
        sql.list(
            row ->
                List.of(
                    row.getUUID("id"),
                    zone.localAt(Sql.instant(row, "starts_at")),
                    zone.localAt(Sql.instant(row, "ends_at"))),
            """
            select id, starts_at, ends_at from hand_right
            where site_id = $1 and local_from is null
            """,
            site);
    sql.runEach(
        """
        update hand_right set local_from = $2, local_to = $3
        where id = $1 and local_from is null
        """,
        kept);
  }

  private static Given fromRow(Row row) {
    return new Given(
        row.getUUID("id"),
        new TimeSlot(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
        Optional.ofNullable(row.getLocalDateTime("local_from"))
            .map(from -> new Local(from, row.getLocalDateTime("local_to"))),
        Sql.instant(row, "given_at"));
  }
}
