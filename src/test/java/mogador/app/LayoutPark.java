package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.platform.Sql;

/** A server whose manager rearranges seats, and what the database then says. */
final class LayoutPark implements AutoCloseable {
  static final String LAYOUTS = "/api/v1/sites/essaouira/layouts";

  private final AtomicInteger people = new AtomicInteger();
  private final TestServer server;
  private final Sql sql;

  private LayoutPark(TestServer server) {
    this.server = server;
    this.sql = server.database().sql();
  }

  static LayoutPark open(String now) {
    return new LayoutPark(TestServer.start(TestServer.clockAt(now)));
  }

  TestServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  Answer propose(JsonObject wish) {
    return server.post(LAYOUTS + "?dry_run=true", server.manager(), wish);
  }

  Answer add(JsonObject wish) {
    return post(wish);
  }

  Answer post(JsonObject wish, String... headers) {
    return server.post(LAYOUTS, server.manager(), wish, headers);
  }

  Answer withdraw(String id, JsonObject word) {
    return server.post(LAYOUTS + "/" + id + "/withdraw", server.manager(), word);
  }

  List<String> ids() {
    return server.get(LAYOUTS, server.manager()).json().getJsonArray("layouts").stream()
        .map(layout -> ((JsonObject) layout).getString("id"))
        .toList();
  }

  Answer book(Someone who, String space, String day) {
    var body = new JsonObject().put("space", "essaouira/" + space);
    return server.post(
        "/api/v1/bookings", who, body.put("from", day + "T09:00").put("to", day + "T10:00"));
  }

  List<String> offered(String day) {
    String query = "?from=%sT15:00&to=%sT16:00&kind=position".formatted(day, day);
    return server
        .get("/api/v1/sites/essaouira/availability" + query, server.manager())
        .json()
        .getJsonArray("spaces")
        .stream()
        .map(space -> ((JsonObject) space).getString("space"))
        .toList();
  }

  String space(Someone who, String booking) {
    JsonObject json = server.get("/api/v1/bookings/" + booking, who).json();
    return json.getString("space").substring(10);
  }

  List<String> spacesOf(String table, String source) {
    return sql.list(
        row -> row.getString("code"),
        "select s.code from "
            + table
            + " t join space s on s.id = t.space_id where t.source_id = $1",
        UUID.fromString(source));
  }

  JsonObject why(String booking) {
    return sql.first(
            row -> row.getJsonObject("content").put("by", row.getUUID("person_id").toString()),
            """
            select content, person_id from booking_event where booking_id = $1 and kind = 'changed'
            """,
            UUID.fromString(booking))
        .orElseThrow();
  }

  List<String> closed() {
    return sql.list(
        row ->
            row.getString("code")
                + " "
                + row.getLocalDate("from_day")
                + " "
                + row.getLocalDate("to_day"),
        """
        select s.code, c.from_day, c.to_day from closure c join space s on s.id = c.space_id
        join claim k on k.source_id = c.id and k.atom_id = s.id
          and k.starts_at = c.starts_at and k.ends_at = c.ends_at
        order by s.code
        """);
  }

  long count(String query) {
    return sql.first(row -> row.getLong(0), query).orElseThrow();
  }

  String mailTo(Someone who, String subject) {
    for (int i = 0; i < 200; i++) {
      var mail =
          sql.first(
              row -> row.getString("body"),
              "select body from mail where recipient = $1 and subject like $2",
              who.email(),
              subject + "%");
      if (mail.isPresent()) return mail.get();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("no mail “" + subject + "” came to " + who.email());
  }

  Someone someone() {
    return server.someone("layout-" + people.incrementAndGet() + "@example.org");
  }

  static List<Answer> together(List<Callable<Answer>> calls) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(calls)) answers.add(answer.get());
      return answers;
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonObject layout(String from, JsonObject... seats) {
    return new JsonObject()
        .put("floor", "rdc")
        .put("from", from)
        .put("seats", new JsonArray(List.of(seats)));
  }

  static JsonObject away(String seat) {
    return new JsonObject().put("seat", seat).put("away", true);
  }

  static JsonObject at(String seat, int x, int y) {
    return new JsonObject().put("seat", seat).put("x", x).put("y", y);
  }

  static JsonArray choices(JsonObject... choices) {
    return new JsonArray(List.of(choices));
  }

  static JsonObject move(String booking, String seat) {
    return new JsonObject().put("booking", booking).put("space", "essaouira/" + seat);
  }

  static JsonObject cancel(String booking) {
    return new JsonObject().put("booking", booking).put("cancel", true);
  }

  static JsonObject only(JsonArray array) {
    assertThat(array).hasSize(1);
    return array.getJsonObject(0);
  }
}
