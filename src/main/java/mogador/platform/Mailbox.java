package mogador.platform;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Keeps mails in the database instead of sending them, for the demo to show. */
public final class Mailbox {
  private final Database database;
  private final Clock clock;

  public Mailbox(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A mail as kept. */
  public record Kept(String to, String subject, String body, Instant at) {}

  /** For {@link Outbox}. */
  public void deliver(JsonObject content) {
    Mail mail = Mail.of(content);
    database
        .sql()
        .run(
            """
            insert into mail (id, recipient, subject, body, created_at, sent_at)
            values ($1, $2, $3, $4, $5, $5)
            """,
            Ids.next(clock.instant()),
            mail.to(),
            mail.subject(),
            mail.body(),
            clock.instant());
  }

  /** The latest mails, the newest first. */
  public List<Kept> latest(int limit) {
    return database
        .sql()
        .list(
            row ->
                new Kept(
                    row.getString("recipient"),
                    row.getString("subject"),
                    row.getString("body"),
                    Sql.instant(row, "created_at")),
            "select recipient, subject, body, created_at from mail order by created_at desc limit"
                + " $1",
            limit);
  }
}
