package mogador.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mogador.booking.BookingSteps.Cause;
import mogador.platform.Database;

/** Ends holds and offers that nobody took in time, and requests nobody decided in time. */
final class EndHolds {
  private static final int MANY = 200;

  private final Database database;
  private final BookingSteps steps;
  private final Refunds refunds;
  private final Clock clock;

  EndHolds(Database database, BookingSteps steps, Refunds refunds, Clock clock) {
    this.database = database;
    this.steps = steps;
    this.refunds = refunds;
    this.clock = clock;
  }

  /** How many it ended. */
  int run() {
    Instant now = clock.instant();
    List<UUID> over =
        database
            .sql()
            .list(
                row -> row.getUUID("id"),
                """
                (select id, decide_by as since from booking where decide_by <= $1)
                union all
                (select id, starts_at from booking where status = 'requested' and starts_at <= $1)
                order by since, id limit $2
                """,
                now,
                MANY);
    int ended = 0;
    for (UUID id : over) {
      ended +=
          database.inTransaction(
              sql ->
                  BookingStore.lock(sql, id)
                      .filter(booking -> isOver(booking, now))
                      .map(
                          booking ->
                              steps.end(
                                  sql,
                                  booking,
                                  BookingStatus.EXPIRED,
                                  refunds.all(sql, booking, now),
                                  Cause.ofTime("expired"),
                                  now))
                      .map(booking -> 1)
                      .orElse(0));
    }
    return ended;
  }

  /** It may have been decided since it was found. */
  private static boolean isOver(Booking booking, Instant now) {
    return booking.decideBy().map(by -> !now.isBefore(by)).orElse(false)
        || (booking.status() == BookingStatus.REQUESTED && !now.isBefore(booking.slot().start()));
  }
}
