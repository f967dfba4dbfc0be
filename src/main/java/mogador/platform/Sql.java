package mogador.platform;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mogador.platform.Announcer.Announcement;
import org.jspecify.annotations.Nullable;

/**
 * A way to run SQL text, on a connection of its own or within a transaction. For virtual threads
 * and plain threads: each call waits for its answer. Instants and optionals are accepted as
 * arguments.
 */
public final class Sql {
  private final SqlClient client;
  private final Loop loop;
  private final Consumer<Announcement> announcements;
  private final List<Future<RowSet<Row>>> sent = new ArrayList<>();
  private final Map<AtEnd<?>, List<Object>> atEnd = new LinkedHashMap<>();

  /** What is done at the end of a transaction with all that was gathered for it. */
  @FunctionalInterface
  public interface AtEnd<T> {
    void finish(Sql sql, List<T> gathered);
  }

  Sql(SqlClient client, Loop loop, Consumer<Announcement> announcements) {
    this.client = client;
    this.loop = loop;
    this.announcements = announcements;
  }

  /**
   * Tells every server that listens on a channel, after the commit. Best effort: who must not miss
   * it reconciles.
   */
  public void announce(String channel, String payload) {
    announcements.accept(new Announcement(channel, payload));
  }

  /** Runs a statement; its rows, or none. */
  public RowSet<Row> run(String sql, @Nullable Object... arguments) {
    Tuple tuple = tuple(arguments);
    return loop.await(() -> client.preparedQuery(sql).execute(tuple));
  }

  /**
   * Sends a statement without waiting for it. Only within a transaction, which does not commit if
   * it fails; statements that follow are sent behind it on the same connection.
   */
  public void send(String sql, @Nullable Object... arguments) {
    if (!(client instanceof SqlConnection)) throw new IllegalStateException("no transaction");
    Tuple tuple = tuple(arguments);
    sent.add(loop.run(() -> client.preparedQuery(sql).execute(tuple)));
  }

  /**
   * Gathers this for work that is done last, just before the commit: such as what holds a lock that
   * many want. Only within a transaction.
   */
  public <T> void atEnd(AtEnd<T> work, T one) {
    if (!(client instanceof SqlConnection)) throw new IllegalStateException("no transaction");
    atEnd.computeIfAbsent(work, first -> new ArrayList<>()).add(one);
  }

  void finish() {
    atEnd.forEach(this::finish);
    atEnd.clear();
  }

  @SuppressWarnings("unchecked") // what was gathered for this work is of its kind
  private <T> void finish(AtEnd<T> work, List<?> gathered) {
    work.finish(this, (List<T>) gathered);
  }

  /** Waits for all that was sent; throws the first failure, which made the others fail. */
  void settle() {
    for (Future<RowSet<Row>> statement : sent) Waiting.on(statement);
  }

  /** Runs the same statement for each tuple of arguments. */
  public void runEach(String sql, List<List<Object>> rows) {
    if (rows.isEmpty()) return;
    List<Tuple> tuples = rows.stream().map(row -> tuple(row.toArray())).toList();
    loop.await(() -> client.preparedQuery(sql).executeBatch(tuples));
  }

  public <T> List<T> list(Function<Row, T> fromRow, String sql, @Nullable Object... arguments) {
    return stream(run(sql, arguments)).map(fromRow).toList();
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(
      Function<Row, T> fromRow, String sql, @Nullable Object... arguments) {
    return stream(run(sql, arguments)).map(fromRow).findFirst();
  }

  /** How many rows the statement changed. */
  public int update(String sql, @Nullable Object... arguments) {
    return run(sql, arguments).rowCount();
  }

  /** The instant of a timestamptz column that is not null. */
  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** The instant of a timestamptz column that may be null. */
  public static Optional<Instant> optionalInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  /** The arguments of a statement as the client takes them. */
  public static Tuple tuple(@Nullable Object... arguments) {
    var values = new ArrayList<@Nullable Object>(arguments.length);
    for (Object argument : arguments) values.add(accepted(argument));
    return Tuple.wrap(values);
  }

  private static @Nullable Object accepted(@Nullable Object argument) {
    return switch (argument) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Optional<?> optional -> optional.map(Sql::present).orElse(null);
      case Instant[] instants ->
          Stream.of(instants).map(i -> i.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
      case JsonObject json -> json;
      case JsonArray json -> json;
      case null -> null;
      default -> argument;
    };
  }

  private static Object present(Object value) {
    return java.util.Objects.requireNonNull(accepted(value));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    var list = new ArrayList<Row>(rows.size());
    for (Row row : rows) list.add(row);
    return list.stream();
  }
}
