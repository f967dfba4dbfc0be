package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import mogador.app.TestServer.Answer;
import mogador.app.TestServer.Someone;
import mogador.audit.AuditKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Whereabouts reset by the REST contract, and what doors and lists of people make of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResetIT {
  private static final String RESETS = "/api/v1/sites/essaouira/whereabouts/resets";
  private static final String WHY = "Went out behind somebody";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private HardHall hall;
  private TestServer server;

  @BeforeAll
  void open() throws Exception {
    hall = new HardHall();
    server = hall.server;
  }

  @AfterAll
  void close() throws Exception {
    hall.close();
  }

  @Test
  void whoeverFollowedAnotherOutIsLetInAgainOnceTheirWhereaboutsAreReset() throws Exception {
    Someone nadia = inside("nadia@example.org", "04070701");
    assertThat(isListed(nadia)).isTrue();

    Answer reset = reset(new JsonObject().put("person", nadia.email()));

    assertThat(reset.status()).as(reset.json().encode()).isEqualTo(201);
    hall.awaitReason("04070701", "granted");
    assertThat(isListed(nadia)).as("by badges of before").isFalse();
    assertThat(audited(reset))
        .contains(nadia.id().toString(), server.manager().id().toString(), WHY);
    hall.journal("04070701", Optional.empty(), Duration.ZERO);
    assertThat(isListed(nadia)).as("by the one of now").isTrue();
  }

  @Test
  @Order(Integer.MAX_VALUE) // what was a minute ago is forgotten by it
  void aZoneThatIsResetIsEmptyForEverybody() throws Exception {
    Someone omar = inside("omar@example.org", "04070702");
    Someone lina = inside("lina@example.org", "04070703");
    Answer reset = reset(new JsonObject().put("zone", "hall"));
    assertThat(reset.status()).as(reset.json().encode()).isEqualTo(201);
    hall.awaitReason("04070702", "granted");
    assertThat(hall.present("04070703")).isEqualTo("granted");
    assertThat(isListed(omar)).isFalse();
    assertThat(isListed(lina)).isFalse();
  }

  @Test
  void whoCameForABookingByABadgeThatDoesNotCountHasNotCome() throws Exception {
    Someone sami = server.someone("sami@example.org");
    hall.welcome(sami, "04070704");
    LocalDateTime now = LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
    var from = now.withMinute(now.getMinute() / 15 * 15).withSecond(0).withNano(0);
    var booking =
        new JsonObject()
            .put("space", "essaouira/p-33")
            .put("from", from.toString())
            .put("to", from.plusHours(2).toString());
    assertThat(server.post("/api/v1/bookings", sami, booking).status()).isEqualTo(201);
    hall.goIn(sami, "04070704", Duration.ofSeconds(1));
    assertThat(server.count("select count(*) from booking where checked_in_at is not null"))
        .isEqualTo(1);
    assertThat(isListed(sami)).isTrue();
    assertThat(reset(new JsonObject().put("person", sami.email())).status()).isEqualTo(201);
    assertThat(isListed(sami)).isFalse();
  }

  @Test
  void whatCannotBeResetIsRefusedByName() {
    var nadia = new JsonObject().put("person", server.member().email());
    assertThat(server.post(RESETS, server.member(), why(nadia)).status()).isEqualTo(403);
    assertThat(reset(new JsonObject()).code()).isEqualTo("invalid_input");
    assertThat(reset(nadia.copy().put("zone", "hall")).code()).isEqualTo("invalid_input");
    assertThat(reset(new JsonObject().put("zone", "nowhere")).code()).isEqualTo("unknown_zone");
    assertThat(reset(new JsonObject().put("person", "nobody@example.org")).code())
        .isEqualTo("unknown_person");
    assertThat(server.post(RESETS, server.manager(), nadia.copy().put("why", "  ")).code())
        .isEqualTo("invalid_input");
    String elsewhere = RESETS.replace("essaouira", "nowhere");
    assertThat(server.post(elsewhere, server.manager(), why(nadia)).code())
        .isEqualTo("unknown_site");
  }

  /** Went in a minute ago, and is refused now. */
  private Someone inside(String email, String badge) throws Exception {
    Someone who = server.someone(email);
    hall.welcome(who, badge);
    hall.goIn(who, badge, MINUTE);
    hall.awaitReason(badge, "anti_passback");
    return who;
  }

  private boolean isListed(Someone who) {
    JsonObject inside = server.get("/api/v1/sites/essaouira/inside", server.manager()).json();
    return inside.getJsonArray("people").stream()
        .anyMatch(one -> who.id().toString().equals(((JsonObject) one).getString("person")));
  }

  /** What the trail keeps of it that is personal. */
  private List<String> audited(Answer reset) {
    return server
        .database()
        .sql()
        .list(
            row -> row.getString("value"),
            """
            select p.value from audit_entry e
            join audit_personal p on p.site_id = e.site_id and p.number = e.number
            where e.kind = $1 and e.subject = $2
            """,
            AuditKind.WHEREABOUTS_RESET.code(),
            reset.json().getString("id"));
  }

  private Answer reset(JsonObject what) {
    return server.post(RESETS, server.manager(), why(what));
  }

  private static JsonObject why(JsonObject what) {
    return what.copy().put("why", WHY);
  }
}
