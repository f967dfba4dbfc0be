package mogador.platform;

import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps mails in the database instead of sending them, for the demo to show. */
public final class Mailbox implements Mailer {
  public static final Expiring EXPIRING = new Expiring("mail", "created_at", Duration.ofDays(30));

  private static final String COLUMNS =
      "id, recipient, subject, body, calendar_method, calendar, created_at";

  private final Database database;
  private final Clock clock;

  public Mailbox(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A mail as kept. */
  public record Kept(UUID id, Mail mail, Instant at) {}

  @Override
  public void deliver(UUID id, Mail mail) {
    database
        .sql()
        .run(
            """
            insert into mail
              (id, recipient, subject, body, calendar_method, calendar, created_at, sent_at)
            values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (id) do nothing
            """,
            id,
            mail.to(),
            mail.subject(),
            mail.body(),
            mail.invitation().map(Mail.Invitation::method),
            mail.invitation().map(Mail.Invitation::ics),
            clock.instant());
  }

  /** The latest mails, the newest first. */
  public List<Kept> latest(int limit) {
    return database
        .sql()
        .list(
            Mailbox::fromRow,
            "select " + COLUMNS + " from mail order by created_at desc, id limit $1",
            limit);
  }

  public Optional<Kept> find(UUID id) {
    return database
        .sql()
        .first(Mailbox::fromRow, "select " + COLUMNS + " from mail where id = $1", id);
  }

  private static Kept fromRow(Row row) {
    String method = row.getString("calendar_method");
    return new Kept(
        row.getUUID("id"),
        new Mail(
            row.getString("recipient"),
            row.getString("subject"),
            row.getString("body"),
            method == null
                ? Optional.empty()
                : Optional.of(new Mail.Invitation(method, row.getString("calendar")))),
        Sql.instant(row, "created_at"));
  }
}
