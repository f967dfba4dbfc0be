package mogador.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers of success, each given once and for all under a key of the client's. */
public final class Answers {
  public static final Expiring EXPIRING =
      new Expiring("idempotency_key", "created_at", Duration.ofDays(7));

  private Answers() {}

  /** A key of the client's; {@code request} is all that was asked under it. */
  public record Key(String text, String request) {
    public Buffer hash() {
      return Buffer.buffer(Ids.sha256(request.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** To be kept with what it answers, in one transaction. */
  public record Answer(String key, Buffer requestHash, JsonObject json) {
    public static Answer to(Key key, JsonObject json) {
      return new Answer(key.text(), key.hash(), json);
    }
  }

  /**
   * What was answered before under a key.
   *
   * @param same what the answer is a part of
   * @param other when the key was used for something else
   */
  public static <T> Optional<T> earlier(
      Sql sql, UUID person, Key key, Function<JsonObject, T> same, Supplier<T> other) {
    Buffer hash = key.hash();
    return sql.first(
        row ->
            row.getBuffer("request_hash").equals(hash)
                ? same.apply(row.getJsonObject("answer"))
                : other.get(),
        "select request_hash, answer from idempotency_key where person_id = $1 and key = $2",
        person,
        key.text());
  }

  /** Keeps an answer within the transaction of what it tells. */
  public static void keep(Sql sql, UUID person, Answer answer, Instant now) {
    sql.send(
        """
        insert into idempotency_key (person_id, key, request_hash, answer, created_at)
        values ($1, $2, $3, $4, $5)
        """,
        person,
        answer.key(),
        answer.requestHash(),
        answer.json(),
        now);
  }

  /** Whether an answer could not be kept because a request beside this one was quicker. */
  public static boolean isAnswered(PgException e) {
    return "23505".equals(e.getSqlState()) && "idempotency_key_pkey".equals(e.getConstraint());
  }
}
