package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Series paid with passes and credits, as planned beforehand, from 1 October 2026 on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesPaidIT {
  private final AtomicInteger seats = new AtomicInteger();
  private TestServer server;
  private Someone other;

  @BeforeAll
  void start() {
    server = TestServer.start(TestServer.clockAt("2026-10-01T08:00:00Z"));
    other = server.someone("other@example.org");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aPlanSaysWhatPassesWouldPayAndSpendsNone() {
    Someone holder = server.someone("holder@example.org");
    passes(holder, 3);
    JsonObject body = days(seat(), "FREQ=DAILY;COUNT=5");
    Answer planned = server.post("/api/v1/series/precheck", holder, body);
    assertThat(prices(planned)).containsExactly(0L, 0L, 0L, 14_400L, 14_400L);
    assertThat(planned.json().getLong("total_centimes")).isEqualTo(28_800);
    JsonObject first = occurrences(planned).getFirst().getJsonObject("price");
    assertThat(first.getJsonArray("lines").getJsonObject(0).getString("by")).isEqualTo("pass");
    assertThat(left(holder)).isEqualTo(3);
    assertThat(server.post("/api/v1/series/precheck", holder, body)).isEqualTo(planned);

    Answer booked =
        server.post("/api/v1/series", holder, body.put("plan", planned.json().getString("plan")));
    assertThat(booked.status()).as(booked.json().encode()).isEqualTo(201);
    assertThat(prices(booked)).isEqualTo(prices(planned));
    assertThat(booked.json().getLong("total_centimes")).isEqualTo(28_800);
    assertThat(left(holder)).isZero();
  }

  @Test
  void aPlanForSomeoneElseIsPaidWithTheirPassesAndMadeByThoseWhoMay() {
    Someone holder = server.someone("guest@example.org");
    passes(holder, 1);
    JsonObject body = days(seat(), "FREQ=DAILY;COUNT=2").put("for", holder.email());
    assertThat(prices(server.post("/api/v1/series/precheck", server.manager(), body)))
        .containsExactly(0L, 14_400L);
    assertThat(server.post("/api/v1/series/precheck", other, body).code())
        .isEqualTo("not_on_behalf");
    body.put("for", "stranger@example.org");
    assertThat(prices(server.post("/api/v1/series/precheck", server.manager(), body)))
        .containsOnly(14_400L);
    assertThat(server.count("select count(*) from person where email like 'stranger@%'")).isZero();

    JsonObject one = body.copy().put("for", holder.email());
    one.remove("rule");
    Answer single = server.post("/api/v1/bookings/precheck", server.manager(), one);
    assertThat(single.json().getJsonObject("price").getLong("centimes")).isZero();
    assertThat(server.post("/api/v1/bookings/precheck", other, one).code())
        .isEqualTo("not_on_behalf");
  }

  @Test
  void whoAgreedToPayWithAPassIsAskedAgainWhenItIsGone() {
    Someone holder = server.someone("spender@example.org");
    passes(holder, 2);
    String seat = seat();
    JsonObject body = days(seat, "FREQ=DAILY;COUNT=2");
    Answer planned = server.post("/api/v1/series/precheck", holder, body);
    JsonObject elsewhere = days(seat(), "").put("from", "2026-10-08T09:00");
    elsewhere.put("to", "2026-10-08T17:00").remove("rule");
    assertThat(server.post("/api/v1/bookings", holder, elsewhere).status()).isEqualTo(201);

    body.put("plan", planned.json().getString("plan"));
    Answer refused = server.post("/api/v1/series", holder, body);
    assertThat(refused.code()).isEqualTo("series_conflict");
    assertThat(prices(refused)).containsExactly(0L, 14_400L);
    assertThat(held(seat)).isZero();
    assertThat(left(holder)).isEqualTo(1);
    body.put("plan", refused.json().getString("plan"));
    assertThat(server.post("/api/v1/series", holder, body).status()).isEqualTo(201);
  }

  @Test
  void aPlanSaysWhatACompanysCreditsOfEachMonthWouldPay() {
    for (String month : List.of("2026-11", "2026-12")) {
      var credits =
          new JsonObject()
              .put("company", server.company())
              .put("site", "essaouira")
              .put("kind", "meeting_room")
              .put("month", month)
              .put("minutes", 90);
      assertThat(server.post("/api/v1/credits", server.manager(), credits).status()).isEqualTo(201);
    }
    JsonObject body =
        series("m-1", "FREQ=WEEKLY;COUNT=4")
            .put("from", "2026-11-23T18:00")
            .put("to", "2026-11-23T19:00")
            .put("company", server.company());
    Answer planned = server.post("/api/v1/series/precheck", server.member(), body);
    List<Long> prices = prices(planned);
    assertThat(prices.get(0)).isZero();
    assertThat(prices.get(1)).as("half of it").isEqualTo(9_000);
    assertThat(prices.get(2)).as("of the next month").isZero();
    assertThat(prices.get(3)).isEqualTo(prices.get(1));
    body.put("plan", planned.json().getString("plan"));
    Answer booked = server.post("/api/v1/series", server.member(), body);
    assertThat(booked.status()).as(booked.json().encode()).isEqualTo(201);
    assertThat(prices(booked)).isEqualTo(prices);
  }

  private static JsonObject days(String seat, String rule) {
    return series(seat, rule).put("to", "2026-10-05T17:00");
  }

  private void passes(Someone holder, int passes) {
    var pack =
        new JsonObject()
            .put("email", holder.email())
            .put("site", "essaouira")
            .put("kind", "position")
            .put("unit", "day")
            .put("passes", passes)
            .put("starts_on", "2026-10-01")
            .put("ends_on", "2027-04-01");
    assertThat(server.post("/api/v1/packs", server.manager(), pack).status()).isEqualTo(201);
  }

  private int left(Someone holder) {
    return server
        .get("/api/v1/me/wallet", holder)
        .json()
        .getJsonArray("packs")
        .getJsonObject(0)
        .getInteger("left");
  }

  private static List<Long> prices(Answer series) {
    return occurrences(series).stream()
        .map(one -> one.getJsonObject("price").getLong("centimes"))
        .toList();
  }

  /** One that no other test uses. */
  private String seat() {
    return "p-%02d".formatted(10 + seats.incrementAndGet());
  }

  private static JsonObject series(String seat, String rule) {
    return new JsonObject()
        .put("space", "essaouira/" + seat)
        .put("from", "2026-10-05T09:00")
        .put("to", "2026-10-05T10:00")
        .put("rule", rule);
  }

  private static List<JsonObject> occurrences(Answer answer) {
    return answer.json().getJsonArray("occurrences").stream().map(JsonObject.class::cast).toList();
  }

  private long held(String seat) {
    return server.count(
        "select count(*) from claim c join space s on s.id = c.space_id where s.code = $1", seat);
  }
}
