package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.platform.Race;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Visitors by the API on a whole server; the nomad has booked a seat for the day. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisitIT {
  private static final String VISITS = "/api/v1/visits";

  private TestServer server;
  private LocalDateTime from;

  @BeforeAll
  void open() {
    server = TestServer.start();
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    from = now.withMinute(now.getMinute() / 15 * 15).withSecond(0).withNano(0);
    var seat =
        new JsonObject()
            .put("space", "essaouira/p-07")
            .put("from", from.toString())
            .put("to", from.plusHours(6).toString());
    assertThat(server.post("/api/v1/bookings", server.nomad(), seat).status()).isEqualTo(201);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void aVisitorIsGivenALinkAQrAndTheEntrancesAlone() throws InterruptedException {
    JsonObject visit = invite(server.nomad(), guest("Karim")).json();
    assertThat(visit.getString("status")).isEqualTo("expected");
    assertThat(visit.getString("link")).matches("http://localhost/visit/[\\w-]{43}");
    assertThat(rights(visit)).isEqualTo(1);
    assertThat(server.count("select space_id from access_right where source_id = $1", id(visit)))
        .isZero();
    assertThat(credentials(visit, "active")).isEqualTo(1);
    awaitMail("karim@example.org", visit.getString("link"));
    assertThat(ids(server.get(VISITS, server.nomad()))).contains(visit.getString("id"));
    assertThat(ids(server.get(VISITS, server.member()))).doesNotContain(visit.getString("id"));
  }

  @Test
  void aSpaceOfTheirsIsOneTheyHaveAllTheWhile() {
    JsonObject there = invite(server.nomad(), guest("Leïla").put("space", "p-07")).json();
    assertThat(there.getString("space")).isEqualTo("essaouira/p-07");
    assertThat(invite(server.nomad(), guest("Leïla").put("space", "b-01")).code())
        .isEqualTo("not_your_space");
    assertThat(
            invite(
                    server.nomad(),
                    guest("Leïla").put("space", "p-07").put("to", from.plusHours(7).toString()))
                .code())
        .isEqualTo("not_your_space");
  }

  @Test
  void whoHasNothingThereInvitesNobody() {
    assertThat(invite(server.member(), guest("Karim")).code()).isEqualTo("not_there_then");
    assertThat(invite(server.nomad(), guest("Karim").put("email", "no address")).status())
        .isEqualTo(422);
    assertThat(invite(server.nomad(), guest("  ")).status()).isEqualTo(422);
  }

  @Test
  void cancellingTakesTheRightAndTheQrWithIt() {
    JsonObject visit = invite(server.nomad(), guest("Karim")).json();
    assertThat(post(visit, "cancel", server.member()).status()).isEqualTo(404);
    assertThat(rights(visit)).isEqualTo(1);
    assertThat(post(visit, "cancel", server.nomad()).status()).isEqualTo(200);
    assertThat(rights(visit)).isZero();
    assertThat(credentials(visit, "active")).isZero();
    assertThat(post(visit, "receive", server.manager()).code()).isEqualTo("visit_not_open");
  }

  @Test
  void cancelledWhileReceivedItIsOneOrTheOther() throws Exception {
    for (int round = 0; round < 5; round++) {
      JsonObject visit = invite(server.nomad(), guest("Karim")).json();
      List<Answer> answers =
          Race.of(
              6,
              number ->
                  number % 2 == 0
                      ? post(visit, "cancel", server.nomad())
                      : post(visit, "receive", server.manager()));
      assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
      boolean cancelled = answers.getFirst().status() == 200;
      assertThat(rights(visit)).isEqualTo(cancelled ? 0 : 1);
      assertThat(credentials(visit, "active")).isEqualTo(cancelled ? 0 : 1);
      String now = cancelled ? "cancelled" : "received";
      assertThat(
              server.count(
                  "select count(*) from visit where id = $1 and status = $2", id(visit), now))
          .isEqualTo(1);
      if (!cancelled) post(visit, "sign-out", server.manager());
    }
  }

  @Test
  void aLentBadgeIsOneVisitorsAtATime() {
    JsonObject first = invite(server.nomad(), guest("Karim")).json();
    JsonObject second = invite(server.nomad(), guest("Leïla")).json();
    var badge = new JsonObject().put("badge", "04AABBCCDD0102");
    assertThat(receive(first, badge).json().getString("badge")).isEqualTo("04AABBCCDD0102");
    assertThat(receive(second, badge).code()).isEqualTo("credential_known");
    assertThat(
            server.count(
                "select count(*) from visit where id = $1 and status = 'expected'", id(second)))
        .isEqualTo(1);
    assertThat(post(first, "sign-out", server.manager()).status()).isEqualTo(200);
    assertThat(rights(first)).isZero();
    assertThat(receive(second, badge).status()).isEqualTo(200);
    post(second, "sign-out", server.manager());
  }

  @Test
  void whoIsReceivedIsInsideUntilTheySignOut() {
    JsonObject visit = invite(server.nomad(), guest("Ghita Visiteuse")).json();
    assertThat(inside()).doesNotContain("Ghita Visiteuse");
    assertThat(post(visit, "receive", server.nomad()).status()).isEqualTo(403);
    post(visit, "receive", server.manager());
    assertThat(inside()).contains("Ghita Visiteuse");
    post(visit, "sign-out", server.manager());
    assertThat(inside()).doesNotContain("Ghita Visiteuse");
  }

  @Test
  void twentyAreOpenAtOnceAndNoMoreHoweverManyAsk() throws Exception {
    Someone host = server.someone("host@example.org");
    var seat =
        new JsonObject()
            .put("space", "essaouira/p-08")
            .put("from", from.toString())
            .put("to", from.plusHours(6).toString());
    assertThat(server.post("/api/v1/bookings", host, seat).status()).isEqualTo(201);
    List<Answer> answers = Race.of(24, number -> invite(host, guest("Guest " + number)));
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(20);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .extracting(Answer::code)
        .containsOnly("too_many");
  }

  private void awaitMail(String to, String link) throws InterruptedException {
    String with = "select count(*) from mail where recipient = $1 and position($2 in body) > 0";
    for (int i = 0; i < 200 && server.count(with, to, link) == 0; i++) Thread.sleep(50);
    assertThat(server.count(with, to, link)).isEqualTo(1);
  }

  private Answer invite(Someone host, JsonObject guest) {
    return server.post(VISITS, host, guest);
  }

  private JsonObject guest(String name) {
    return new JsonObject()
        .put("site", "essaouira")
        .put("name", name)
        .put("email", "karim@example.org")
        .put("from", from.toString())
        .put("to", from.plusHours(2).toString());
  }

  private Answer receive(JsonObject visit, JsonObject badge) {
    return server.post(VISITS + "/" + visit.getString("id") + "/receive", server.manager(), badge);
  }

  private Answer post(JsonObject visit, String what, Someone as) {
    return server.post(VISITS + "/" + visit.getString("id") + "/" + what, as, new JsonObject());
  }

  private String inside() {
    return server.get("/api/v1/sites/essaouira/inside", server.manager()).json().encode();
  }

  private long rights(JsonObject visit) {
    return server.count("select count(*) from access_right where source_id = $1", id(visit));
  }

  private long credentials(JsonObject visit, String status) {
    return server.count(
        """
        select count(*) from credential c join visit v on v.visitor_id = c.person_id
        where v.id = $1 and c.status = $2
        """,
        id(visit),
        status);
  }

  private static UUID id(JsonObject visit) {
    return UUID.fromString(visit.getString("id"));
  }

  private static List<String> ids(Answer answer) {
    return answer.json().getJsonArray("visits").stream()
        .map(JsonObject.class::cast)
        .map(visit -> visit.getString("id"))
        .toList();
  }
}
