package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mogador.app.TestServer.Someone;
import mogador.devices.MqttProbe;
import mogador.kernel.Await;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A server whose hall lets nobody in twice, with a reader on either side of its entrance. */
final class HardHall implements AutoCloseable {
  static final String DOOR = "d-entrance";
  private static final String OUTER = "mogador/v1/essaouira/r-entrance/";
  private static final String RIGHTS = "/api/v1/sites/essaouira/rights";

  final TestServer server = TestServer.start();
  private final MqttProbe outer;
  private final String journal = "journal-" + UUID.randomUUID();
  private long sequence;

  HardHall() throws Exception {
    this("");
  }

  /** With more rules of the hall, each followed by a comma and a blank. */
  HardHall(String rules) throws Exception {
    // The reader of a meeting room stands on the inner side of the entrance here.
    String file =
        SeedSites.file(TestServer.SITE)
            .replace("{code: hall, ", "{code: hall, anti_passback: hard, " + rules)
            .replace("{code: r-m-1, door: d-m-1}", "{code: r-m-1, door: d-entrance, side: inner}");
    if (!(SiteFile.read(file) instanceof SiteFile.Good(SiteDocument document))) {
      throw new AssertionError(SiteFile.read(file));
    }
    assertThat(new Sites(server.database()).importSite(document, Instant.now()))
        .isInstanceOf(Sites.Imported.class);
    Await.until(
        "the server knows",
        () -> server.site().zones().stream().anyMatch(zone -> zone.rules().count()));
    outer = server.known("r-entrance");
    assertThat(outer.subscribe(OUTER + "decision")).isLessThan(0x80);
    awaitRules();
  }

  /** The server looks now and then which zones count: until somebody who is in is refused. */
  private void awaitRules() throws Exception {
    for (int i = 10; i < 60; i++) {
      Someone early = server.someone("early-" + i + "@example.org");
      String badge = "04EE00" + i;
      welcome(early, badge);
      goIn(early, badge, Duration.ofMinutes(1));
      if (present(badge).equals("anti_passback")) return;
      Thread.sleep(500);
    }
    throw new AssertionError("the hall lets everybody in");
  }

  /** The reader tells that they went in so long ago, once their badge is known to be theirs. */
  void goIn(Someone who, String badge, Duration ago) throws Exception {
    for (int i = 0; i < 100; i++) {
      journal(badge, Optional.empty(), ago);
      if (server.count("select count(*) from journal_event where person_id = $1", who.id()) > 0) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nobody's badge: " + badge);
  }

  /** Gives them this badge, and a right to all doors for today. */
  void welcome(Someone who, String bytes) {
    var badge = new JsonObject().put("kind", "uid").put("bytes", bytes);
    String path = "/api/v1/people/" + who.email() + "/credentials";
    assertThat(server.post(path, server.manager(), badge).status()).isEqualTo(201);
    var now = server.site().clock().localAt(Instant.now());
    var wish =
        new JsonObject()
            .put("person", who.email())
            .put("spaces", new JsonArray())
            .put("from", now.minusDays(1).toString())
            .put("to", now.plusDays(1).toString())
            .put("reason", "Test");
    assertThat(server.post(RIGHTS, server.manager(), wish).status()).isEqualTo(201);
  }

  /** What the door says to a badge at its outer side. */
  String present(String bytes) {
    try {
      Thread.sleep(25); // within what a device may send
      outer.publish(
          OUTER + "badge",
          """
          {"request": "%s", "door": "d-entrance", "credential": {"kind": "uid", "bytes": "%s"},
           "at": null, "boot": "boot0001", "uptime_ms": 1000}\
          """
              .formatted(UUID.randomUUID(), bytes));
      MqttProbe.Message answer = outer.next(Duration.ofSeconds(5));
      return answer == null ? "none" : new JsonObject(answer.text()).getString("reason");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  void awaitReason(String bytes, String reason) throws InterruptedException {
    Await.until(reason, () -> present(bytes).equals(reason));
  }

  /** The reader's journal tells that it let somebody in, or refused them, so long ago. */
  void journal(String bytes, Optional<String> denied, Duration ago) throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    outer.publish(
        OUTER + "journal",
        """
        {"journal": "%1$s", "boot": "boot0001", "uptime_ms": 2000, "at": "%2$s",
         "first": 1, "events": [{"sequence": %3$d, "kind": "%4$s", "at": "%5$s",
           "boot": "boot0001", "uptime_ms": 2000, "door": "d-entrance", "request": "%6$s",
           "credential": {"kind": "uid", "bytes": "%7$s"}, "reason": "%8$s",
           "decided_by": "server"}]}\
        """
            .formatted(
                journal,
                now,
                ++sequence,
                denied.isPresent() ? "denied" : "granted",
                now.minus(ago),
                UUID.randomUUID(),
                bytes.toUpperCase(Locale.ROOT),
                denied.orElse("granted")));
    long told = sequence;
    Await.until(
        "stored",
        () ->
            server.count("select count(*) from journal_event where journal_id = $1", journal)
                == told);
  }

  @Override
  public void close() throws MqttException {
    outer.close();
    server.close();
  }
}
