package mogador.booking;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** Answers of success, each given once and for all under a key of the client's. */
final class Answers {
  private Answers() {}

  /** A key of the client's; {@code request} is all that was asked under it. */
  record Key(String text, String request) {
    Buffer hash() {
      return Buffer.buffer(Ids.sha256(request.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** To be kept with what it answers, in one transaction. */
  record Answer(String key, Buffer requestHash, JsonObject json) {
    static Answer to(Key key, JsonObject json) {
      return new Answer(key.text(), key.hash(), json);
    }
  }

  /**
   * What was answered before under a key.
   *
   * @param same what the answer is a part of
   * @param other when the key was used for something else
   */
  static <T> Optional<T> earlier(
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

  /** Keeps an answer that is about several bookings, within their transaction. */
  static void keep(Sql sql, UUID person, Answer answer, Instant now) {
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
  static boolean isAnswered(PgException e) {
    return "23505".equals(e.getSqlState()) && "idempotency_key_pkey".equals(e.getConstraint());
  }
}
