package mogador.devices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import mogador.kernel.Await;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Phones and a hall with room for one, over a real broker and a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZoneRulesIT {
  private static final String OUTER = "mogador/v1/essaouira/r-entrance/";
  private static final String INNER = "mogador/v1/essaouira/r-m-1/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Park park;
  private MqttProbe outer;
  private MqttProbe inner;
  private long sequence;

  @BeforeAll
  void open() throws Exception {
    park = new Park();
    // The reader of a meeting room stands on the inner side of the entrance here.
    String file =
        SeedSites.file(Park.SITE)
            .replace("{code: hall, ", "{code: hall, capacity: 1, ")
            .replace("{code: r-m-1, door: d-m-1}", "{code: r-m-1, door: d-entrance, side: inner}");
    if (!(SiteFile.read(file) instanceof SiteFile.Good(SiteDocument document))) {
      throw new AssertionError(SiteFile.read(file));
    }
    assertThat(park.sites.importSite(document, park.clock.instant()))
        .isInstanceOf(Sites.Imported.class);
    park.registry.refresh();
    park.keeper.refresh();
    outer = MqttProbe.connect(park.broker.url(), Park.READER, Park.PASSWORD);
    inner = MqttProbe.connect(park.broker.url(), Park.OTHER, Park.OTHER_PASSWORD);
    assertThat(outer.subscribe(OUTER + "decision")).isLessThan(0x80);
    assertThat(inner.subscribe(INNER + "decision")).isLessThan(0x80);
  }

  @AfterAll
  void close() throws Exception {
    outer.close();
    inner.close();
    park.close();
  }

  @Test
  void aHallForOneTakesTheNextWhenTheFirstHasGoneAlsoByWhatJournalsTell() throws Exception {
    UUID nadia = park.person("Nadia");
    UUID omar = park.person("Omar");
    park.enrol(nadia, new byte[] {4, 7, 7, 1});
    park.enrol(omar, new byte[] {4, 7, 7, 2});
    park.welcome(nadia);
    park.welcome(omar);
    Await.until("the hall is full", () -> fills("04070701", "04070702"));
    assertThat(present(inner, INNER, "uid", "04070701").path("granted").asBoolean()).isTrue();
    assertThat(reason("uid", "04070702")).isEqualTo("granted");
    assertThat(reason("uid", "04070701")).isEqualTo("capacity_reached");
    journal(inner, INNER, "04070702");
    Await.until("its reader has let Omar out", () -> "granted".equals(reason("uid", "04070701")));
    assertThat(present(inner, INNER, "uid", "04070701").path("granted").asBoolean()).isTrue();
  }

  @Test
  void aCodeOnAPhoneOpensOnceAtADoorAndIsTheHolders() throws Exception {
    UUID salma = park.person("Salma");
    byte[] handle =
        park.database.inTransaction(sql -> park.credentials.issuePhone(sql, salma)).handle();
    assertThat(park.database.inTransaction(sql -> park.credentials.issuePhone(sql, salma)).handle())
        .isEqualTo(handle);
    park.welcome(salma);
    Await.until("the phone opens", () -> "granted".equals(reason("qr", code(handle, 0))));
    assertThat(reason("qr", code(handle, 0))).isIn("code_used", "granted");
    assertThat(reason("qr", code(handle, -3))).isEqualTo("code_expired");
    assertThat(reason("phone", HexFormat.of().withUpperCase().formatHex(handle)))
        .as("no reader says so")
        .isEqualTo("none");
    present(inner, INNER, "qr", code(handle, 0));
  }

  /** Once rights and rules have come the first is in and the second is not. */
  private boolean fills(String first, String second) {
    boolean one = "granted".equals(reason("uid", first));
    boolean full = "capacity_reached".equals(reason("uid", second));
    try {
      if (!full) present(inner, INNER, "uid", second);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return one && full;
  }

  private String code(byte[] handle, int steps) {
    var phones = park.hash.phones();
    long step = mogador.access.PhoneCodes.step(park.clock.instant()) + steps;
    byte[] text = phones.text(handle, step).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().withUpperCase().formatHex(text);
  }

  private String reason(String kind, String bytes) {
    try {
      return present(outer, OUTER, kind, bytes).path("reason").asText("none");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode present(MqttProbe reader, String root, String kind, String bytes)
      throws Exception {
    Thread.sleep(25); // within what a device may send
    String request = UUID.randomUUID().toString();
    reader.publish(
        root + "badge",
        """
        {"request": "%s", "door": "d-entrance", "credential": {"kind": "%s", "bytes": "%s"},
         "at": null, "boot": "boot0001", "uptime_ms": 1000}\
        """
            .formatted(request, kind, bytes));
    MqttProbe.Message answer = reader.next(Duration.ofSeconds(kind.equals("phone") ? 1 : 5));
    return answer == null ? JSON.createObjectNode() : JSON.readTree(answer.text());
  }

  /** What a reader that was alone has decided by its list. */
  private void journal(MqttProbe reader, String root, String bytes) throws Exception {
    Instant now = park.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    reader.publish(
        root + "journal",
        """
        {"journal": "journal-inner", "boot": "boot0001", "uptime_ms": 2000, "at": "%1$s",
         "first": 1, "events": [{"sequence": %2$d, "kind": "granted", "at": "%1$s",
           "boot": "boot0001", "uptime_ms": 2000, "door": "d-entrance", "request": "%3$s",
           "credential": {"kind": "uid", "bytes": "%4$s"}, "reason": "granted",
           "decided_by": "list"}]}\
        """
            .formatted(now, ++sequence, UUID.randomUUID(), bytes));
  }
}
