package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.Await;
import mogador.sites.DeviceKind;
import mogador.sites.SeedSites;
import mogador.sites.SiteDocument;
import mogador.sites.SiteFile;
import mogador.sites.Sites;
import mogador.sites.Space;
import mogador.sites.SpaceKind;
import mogador.uplinks.SiteAdoptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sensors of other networks and readers of other makes, from what they say to its use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UplinksIT {
  private static final String UPLINKS = "/api/v1/sites/essaouira/uplinks";

  private TestServer server;
  private PlayedNetworks networks;

  @BeforeAll
  void open() throws Exception {
    server = TestServer.startHearing();
    networks = new PlayedNetworks(server);
    Await.until(
        "listening to all",
        () ->
            uplinks().getJsonArray("sources").stream()
                .allMatch(source -> ((JsonObject) source).getBoolean("connected")));
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void aSeatSensorOfChirpStackIsAdoptedAndTheSeatIsOccupiedAtOnce() throws Exception {
    String eui = "24e124538c000001";
    Space seat = space("p-01");
    networks.chirpStack(eui, "VS341", "017562030001", "k1");
    JsonObject stranger = awaitStranger(eui);
    assertThat(stranger.getString("codec")).isEqualTo("milesight-vs34x");
    assertThat(field(stranger, "occupancy").getString("value")).isEqualTo("occupied");
    assertThat(field(stranger, "occupancy").getString("signal")).isEqualTo("occupied");
    JsonObject device = adopt("chirpstack", eui, seat.code());
    assertThat(device.getString("device")).isEqualTo("eui-" + eui);
    Await.until("occupied", () -> presence(seat).equals("occupied"));
    Await.until("kept", () -> signs(seat, "occupied") > 0);
    Await.until("on the fleet page", () -> fleet("eui-" + eui).getString("state").equals("online"));
    assertThat(fleet("eui-" + eui).getString("kind")).isEqualTo("seat_sensor");
    Await.until("its battery", () -> battery(eui) == 98);
    long before = signs(seat, "occupied");
    networks.chirpStack(eui, "VS341", "017562030001", "k1");
    networks.chirpStack(eui, "VS341", "030000", "k2");
    Await.until("vacant is kept", () -> signs(seat, "vacant") > 0);
    assertThat(signs(seat, "occupied")).isEqualTo(before);
    assertThat(
            server.count(
                "select count(*) from audit_entry where kind = 'device_adopted' and subject = $1",
                "eui-" + eui))
        .isEqualTo(1);
  }

  @Test
  void aMotionSensorOfTheThingsStackIsAdoptedByFieldsOfItsNetworksDecoder() throws Exception {
    String eui = "0004a30b001c0530";
    Space room = space("m-1");
    networks.thingsStack(eui, new JsonObject().put("pir", true).put("bat", 3.1), 7);
    JsonObject stranger = awaitStranger(eui);
    assertThat(stranger.getString("codec")).isEqualTo("network");
    TestServer.Answer nothing =
        server.post(
            UPLINKS,
            server.manager(),
            new JsonObject()
                .put("source", "things-stack")
                .put("dev_eui", eui)
                .put("space", room.code())
                .put("signals", new JsonObject()));
    assertThat(nothing.code()).isEqualTo("nothing_mapped");
    JsonObject device = adopt("things-stack", eui.toUpperCase(java.util.Locale.ROOT), room.code());
    assertThat(device.getJsonObject("signals").getString("pir")).isEqualTo("motion");
    Await.until("occupied", () -> presence(room).equals("occupied"));
    assertThat(fleet("eui-" + eui).getString("kind")).isEqualTo(DeviceKind.ROOM_SENSOR.code());
  }

  @Test
  void aPeopleCounterCountsFromItsAdoptionOn() throws Exception {
    String eui = "24e124538c000003";
    Space room = space("event");
    networks.chirpStack(eui, "VS133", "03d24800000004d2c8000000", "k1");
    awaitStranger(eui);
    adopt("chirpstack", eui, room.code());
    Await.until("begun", () -> readings(eui) == 1);
    networks.chirpStack(eui, "VS133", "03d24b00000004d2c9000000", "k2");
    networks.chirpStack(eui, "VS133", "03d24b00000004d2c9000000", "k2");
    Await.until("counted", () -> readings(eui) == 2);
    assertThat(
            server.count(
                "select max(count_in) * 100 + max(count_out) from count_reading"
                    + " where device_code = $1",
                "eui-" + eui))
        .isEqualTo(301);
  }

  @Test
  void aDoorContactShowsWhetherTheDoorIsOpenAndTakesNoSpaceForEmpty() throws Exception {
    String eui = "24e124538c000004";
    Space office =
        server.site().spaces().stream()
            .filter(space -> space.kind() == SpaceKind.OFFICE)
            .findFirst()
            .orElseThrow();
    networks.chirpStack(eui, "WS301", "017564030001040000", "k1");
    awaitStranger(eui);
    adopt("chirpstack", eui, office.code());
    assertThat(device(eui).getBoolean("open")).isTrue();
    networks.chirpStack(eui, "WS301", "030000", "k2");
    Await.until("closed", () -> !device(eui).getBoolean("open"));
    assertThat(fleet("eui-" + eui).getString("kind")).isEqualTo("door_contact");
    assertThat(presence(office)).isEqualTo("unknown");
  }

  @Test
  void oneThatIsLetGoIsAStrangerAgainAndCountsNoMore() throws Exception {
    String eui = "24e124538c000005";
    Space seat = space("p-02");
    networks.chirpStack(eui, "VS340", "030001", "k1");
    awaitStranger(eui);
    adopt("chirpstack", eui, seat.code());
    assertThat(adopted(eui, seat.code()).code()).isEqualTo("uplink_device_taken");
    assertThat(server.delete(UPLINKS + "/eui-" + eui, server.member()).status()).isEqualTo(403);
    assertThat(server.delete(UPLINKS + "/eui-" + eui, server.manager()).status()).isEqualTo(204);
    assertThat(server.delete(UPLINKS + "/eui-" + eui, server.manager()).status()).isEqualTo(404);
    awaitStranger(eui);
    assertThat(adopted(eui, "no-such-space").code()).isEqualTo("unknown_space");
    adopt("chirpstack", eui, seat.code());
    assertThat(adopted("24e124538c999999", seat.code()).code()).isEqualTo("unknown_uplink_device");
  }

  @Test
  void aDeviceThatNeverConnectsItselfGetsNoPassword() throws Exception {
    String eui = "24e124538c000006";
    networks.chirpStack(eui, "VS340", "030000", "k1");
    awaitStranger(eui);
    adopt("chirpstack", eui, space("p-03").code());
    String device = "/api/v1/sites/essaouira/devices/eui-" + eui;
    assertThat(server.post(device + "/code", server.manager(), new JsonObject()).status())
        .isEqualTo(409);
    assertThat(server.post(device + "/decommission", server.manager(), new JsonObject()).status())
        .isEqualTo(200);
    assertThat(server.post(device + "/recommission", server.manager(), new JsonObject()).status())
        .isEqualTo(409);
    assertThat(server.connects("essaouira/eui-" + eui, "")).isFalse();
  }

  @Test
  void ofStrangersBeyondTwoHundredTheOldestAreForgotten() throws Exception {
    var row =
        """
        insert into uplink_heard (source, dev_eui, application, name, model, heard_at, keys,
          codec, port, payload, fields, state)
        select 'chirpstack', lpad(to_hex(n), 16, '0'), '', '', '', now() - interval '1 day', '{}',
          'network', 1, '', '{}', '{}' from generate_series(1, 250) n
        """;
    server.database().sql().run(row);
    networks.chirpStack("24e124538c000007", "any", "00", UUID.randomUUID().toString());
    awaitStranger("24e124538c000007");
    Await.until(
        "forgotten",
        () ->
            server.count(
                    """
                    select count(*) from uplink_heard h where not exists (
                      select from uplink_device u where u.dev_eui = h.dev_eui)
                    """)
                <= 200);
    server.database().sql().run("delete from uplink_heard where dev_eui like '0000000000%'");
  }

  @Test
  void aSensorThatTheSiteFileNamesCountsWithItsFirstWord() throws Exception {
    String eui = "24e124538c000008";
    Space seat = space("p-05");
    String entry =
        "\n  - {eui: " + eui + ", source: chirpstack, space: p-05, codec: milesight-vs34x}";
    var sites = new Sites(server.database(), new SiteAdoptions(List.of()));
    assertThat(imported(sites, entry)).isInstanceOf(Sites.Imported.class);
    assertThat(device(eui).containsKey("adopted_by")).isFalse();
    networks.chirpStack(eui, "VS341", "017562030001", "k1");
    Await.until("occupied", () -> presence(seat).equals("occupied"));
    assertThat(fleet("eui-" + eui).getString("kind")).isEqualTo("seat_sensor");
    assertThat(adopted(eui, "p-06").code()).isEqualTo("uplink_device_taken");
    assertThat(imported(sites, "")).isInstanceOf(Sites.Imported.class);
    awaitStranger(eui);
  }

  private static Sites.Import imported(Sites sites, String sensor) {
    String file = SeedSites.file("essaouira").replace("\nsensors:", "\nsensors:" + sensor);
    return switch (SiteFile.read(file, SiteAdoptions::check)) {
      case SiteFile.Good(SiteDocument document) -> sites.importSite(document, Instant.now());
      case SiteFile.Bad bad -> throw new AssertionError(bad.complaints());
    };
  }

  @Test
  void aReaderOfAnotherMakeTellsThatSomebodyCameAndNeverWho() throws Exception {
    Space room = space("m-2");
    Instant now = Instant.now();
    networks.espRfid(
        new JsonObject().put("type", "heartbeat").put("uptime", 999), now.minusSeconds(60));
    Await.until("heard", () -> espReader("strangers").isPresent());
    JsonObject stranger = espReader("strangers").orElseThrow();
    assertThat(stranger.getString("codec")).isEqualTo("esp-rfid");
    String eui = stranger.getString("dev_eui");
    JsonObject device = adopt("esp-rfid", eui, room.code());
    assertThat(device.getJsonObject("signals"))
        .isEqualTo(new JsonObject().put("access", "badge").put("door", "open"));
    assertThat(device.getInteger("silent_minutes")).isEqualTo(10);
    assertThat(fleet("eui-" + eui).getString("kind")).isEqualTo("door_contact");
    networks.espRfid(PlayedNetworks.access("Expired"), now.minusSeconds(30));
    networks.espRfid(
        new JsonObject()
            .put("type", "INFO")
            .put("src", "door")
            .put("desc", "Door Open")
            .put("data", "")
            .put("cmd", "event"),
        now.minusSeconds(20));
    Await.until("open", () -> Boolean.TRUE.equals(device(eui).getBoolean("open")));
    Await.until("online", () -> fleet("eui-" + eui).getString("state").equals("online"));
    assertThat(presence(room)).isEqualTo("unknown");
    assertThat(signs(room, "badge")).isZero();
    networks.espRfid(PlayedNetworks.access("Always"), now.minusSeconds(10));
    networks.espRfid(PlayedNetworks.access("Always"), now.minusSeconds(10));
    Await.until("occupied", () -> presence(room).equals("occupied"));
    Await.until("kept", () -> signs(room, "badge") > 0);
    networks.espRfid(PlayedNetworks.access("Always"), now.minusSeconds(10));
    networks.espRfid(PlayedNetworks.access("Denied").put("isKnown", "false"), now.minusSeconds(5));
    Await.until(
        "denied since", () -> field(device(eui), "access").getString("value").equals("denied"));
    assertThat(signs(room, "badge")).isEqualTo(1);
    assertThat(presence(room)).isEqualTo("occupied");
    for (String table : List.of("uplink_heard", "uplink_device", "device", "sign", "audit_entry")) {
      assertThat(
              server.count(
                  "select count(*) from "
                      + table
                      + " t where t::text ilike '%04a1b2c3d4e5f6%' or t::text like '%Sanae%'"))
          .as(table)
          .isZero();
    }
  }

  private Optional<JsonObject> espReader(String list) {
    return uplinks().getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("name", "").equals("workshop"))
        .findFirst();
  }

  private JsonObject uplinks() {
    return server.get(UPLINKS, server.manager()).json();
  }

  private JsonObject awaitStranger(String eui) throws Exception {
    Await.until("heard " + eui, () -> of("strangers", eui).isPresent());
    return of("strangers", eui).orElseThrow();
  }

  private JsonObject device(String eui) {
    return of("devices", eui).orElseThrow();
  }

  private Optional<JsonObject> of(String list, String eui) {
    return uplinks().getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("dev_eui").equals(eui))
        .findFirst();
  }

  private JsonObject adopt(String source, String eui, String space) {
    TestServer.Answer answer =
        server.post(
            UPLINKS,
            server.manager(),
            new JsonObject().put("source", source).put("dev_eui", eui).put("space", space));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json();
  }

  private TestServer.Answer adopted(String eui, String space) {
    return server.post(
        UPLINKS,
        server.manager(),
        new JsonObject().put("source", "chirpstack").put("dev_eui", eui).put("space", space));
  }

  private static JsonObject field(JsonObject stranger, String name) {
    JsonArray fields = stranger.getJsonArray("fields");
    return fields.stream()
        .map(JsonObject.class::cast)
        .filter(field -> field.getString("field").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject fleet(String device) {
    return server
        .get("/api/v1/sites/essaouira/devices", server.manager())
        .json()
        .getJsonArray("devices")
        .stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("device").equals(device))
        .findFirst()
        .orElseThrow();
  }

  private long battery(String eui) {
    return server.count(
        "select coalesce(battery_pct, 0)::bigint from device where code = $1", "eui-" + eui);
  }

  private long readings(String eui) {
    return server.count("select count(*) from count_reading where device_code = $1", "eui-" + eui);
  }

  private long signs(Space space, String kind) {
    return server.count(
        "select count(*) from sign where space_id = $1 and kind = $2", space.id(), kind);
  }

  private String presence(Space space) {
    return server
        .get("/api/v1/sites/essaouira/presence", server.manager())
        .json()
        .getJsonArray("spaces")
        .stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("space").equals(space.reference()))
        .map(one -> one.getString("state"))
        .findFirst()
        .orElse("unknown");
  }

  private Space space(String code) {
    return server.site().space(code).orElseThrow();
  }
}
