package mogador.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import mogador.devices.Sensed;
import mogador.identity.Email;
import mogador.identity.People;
import mogador.kernel.Await;
import mogador.kernel.Language;
import mogador.occupancy.Signal;
import mogador.platform.Sql;
import mogador.platform.TestDatabase;
import mogador.sites.Sites;
import mogador.sites.SpaceKind;
import mogador.sites.TestSites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sensors that the site file names, from imports to what they say. */
class SiteAdoptionsIT {
  private static final String EUI = "24e124538c000001";
  private static final String DEVICE = "eui-" + EUI;
  private static final Heard.Key KEY = new Heard.Key("lns", EUI);
  private static final UplinkSource SOURCE = source("lns", Optional.empty());
  private static final String SEAT =
      "  - {eui: 24E124538C000001, source: lns, space: p-1, codec: milesight-vs34x}\n";

  private final Queue<Sensed> told = new ConcurrentLinkedQueue<>();
  private TestDatabase test;
  private Sql sql;
  private Sites sites;
  private UplinkDesk desk;

  @BeforeEach
  void open() {
    test = TestDatabase.migrated();
    sql = test.database().sql();
    sites = new Sites(test.database(), new SiteAdoptions(List.of(SOURCE)));
    desk = new UplinkDesk(test.database(), told::add, Clock.systemUTC(), new SimpleMeterRegistry());
    desk.start();
  }

  @AfterEach
  void close() {
    desk.close();
    test.close();
  }

  @Test
  void aSensorIsAdoptedBeforeItWasEverHeard() throws Exception {
    imported(SEAT);
    assertThat(device()).isEqualTo("p-1 seat_sensor active remote");
    assertThat(adoption().isOfFile()).isTrue();
    says("017562030001");
    Await.until("told", () -> tells(Signal.Kind.OCCUPIED));
    assertThat(audited("device_adopted")).isEqualTo(1);
  }

  @Test
  void whatItSaidBeforeHoldsAtOnce() throws Exception {
    says("030001");
    Await.until("heard", () -> UplinkStore.heard(sql, KEY).isPresent());
    imported(SEAT);
    assertThat(UplinkStore.heard(sql, KEY).orElseThrow().state().present())
        .map(SensorState.Said::is)
        .contains(true);
    desk.look();
    assertThat(tells(Signal.Kind.OCCUPIED)).isTrue();
  }

  @Test
  void anotherImportChangesItAndTheSameOneNothing() throws Exception {
    imported(SEAT);
    Adoption first = adoption();
    imported(SEAT);
    assertThat(audited("device_adopted")).isEqualTo(1);
    imported(SEAT.replace("p-1,", "b-1,").replace("}", ", signals: {occupancy: motion}}"));
    assertThat(device()).isEqualTo("b-1 room_sensor active remote");
    assertThat(adoption().map().signals()).containsValue(UplinkSignal.MOTION).hasSize(1);
    assertThat(adoption().at()).isEqualTo(first.at());
    imported(SEAT.replace("p-1,", "b-1,").replace("}", ", silent: 5h}"));
    assertThat(adoption().silence()).isEqualTo(Duration.ofHours(5));
    assertThat(audited("device_adopted")).isEqualTo(3);
  }

  @Test
  void oneThatIsGoneFromTheFileIsLetGoAndMayComeBack() throws Exception {
    imported(SEAT);
    says("030001");
    Await.until("told", () -> tells(Signal.Kind.OCCUPIED));
    imported("");
    assertThat(UplinkStore.adoption(sql, KEY)).isEmpty();
    assertThat(device()).isEqualTo("p-1 seat_sensor retired remote");
    assertThat(UplinkStore.heard(sql, KEY).orElseThrow().state()).isEqualTo(SensorState.NOTHING);
    assertThat(audited("device_let_go")).isEqualTo(1);
    imported(SEAT.replace("lns,", "other-lns,"));
    assertThat(device()).isEqualTo("p-1 seat_sensor active remote");
    imported(SEAT);
    assertThat(adoption().key()).isEqualTo(KEY);
  }

  @Test
  void oneThatAManagerAdoptedStaysUntilTheFileNamesIt() {
    imported("");
    byHand();
    imported("");
    assertThat(adoption().by()).contains("Amina");
    assertThat(device()).isEqualTo("p-2 seat_sensor active remote");
    refused(SEAT.replace("lns,", "other-lns,"), "adopted here behind lns");
    imported(SEAT);
    assertThat(adoption().isOfFile()).isTrue();
    assertThat(device()).isEqualTo("p-1 seat_sensor active remote");
    imported("");
    assertThat(UplinkStore.adoption(sql, KEY)).isEmpty();
  }

  @Test
  void oneOfAnotherSiteIsRefusedAndNothingChanges() {
    imported(SEAT);
    String other = TestSites.SMALL.replace("id: sidi", "id: ifni");
    assertThat(sites.importSite(TestSites.document(other + SEAT), Instant.now()))
        .isEqualTo(
            new Sites.Refused(
                List.of("ifni/" + DEVICE + " is adopted at sidi: let it go there first")));
    assertThat(adoption().site()).isEqualTo("sidi");
    assertThat(sites.current().site("ifni")).isEmpty();
    sites =
        new Sites(test.database(), new SiteAdoptions(List.of(source("lns", Optional.of("ifni")))));
    refused(SEAT, "behind lns, which is for another site");
  }

  @Test
  void whatNobodyUnderstandsIsRefusedAlsoWithoutItsLine() {
    imported("");
    refused(SEAT.replace("vs34x", "vs999"), "codec should be one of");
    assertThat(UplinkStore.adoption(sql, KEY)).isEmpty();
  }

  private void byHand() {
    UUID person =
        new People(test.database(), Clock.systemUTC())
            .known(Email.of("amina@example.org").orElseThrow(), "Amina", Language.FR)
            .id();
    long space = sites.current().space("sidi/p-2").orElseThrow().id();
    var wish =
        new Uplinks.Wish(
            KEY,
            "p-2",
            Codec.MILESIGHT_VS34X,
            new SignalMap(Codec.MILESIGHT_VS34X.signals(), false),
            Adoption.USUAL_SILENCE);
    boolean adopted =
        test.database()
            .inTransaction(
                it ->
                    Adopting.isAdopted(
                        it,
                        wish.adoption("sidi", Instant.now(), Optional.of("Amina")),
                        new Adopting.Place(space, SpaceKind.POSITION),
                        Optional.of(person)));
    assertThat(adopted).isTrue();
  }

  private void imported(String sensors) {
    assertThat(sites.importSite(TestSites.document(TestSites.SMALL + sensors), Instant.now()))
        .isInstanceOf(Sites.Imported.class);
  }

  private void refused(String sensors, String why) {
    assertThat(sites.importSite(TestSites.document(TestSites.SMALL + sensors), Instant.now()))
        .isInstanceOfSatisfying(
            Sites.Refused.class,
            refused -> assertThat(refused.reasons()).singleElement().asString().contains(why));
  }

  private void says(String payload) {
    desk.received(
        SOURCE,
        Published.bytes(
            new JsonObject()
                .put("deduplicationId", UUID.randomUUID().toString())
                .put("time", Instant.now().toString())
                .put("deviceInfo", new JsonObject().put("devEui", EUI))
                .put("fPort", 85)
                .put("data", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(payload)))
                .encode()));
  }

  private boolean tells(Signal.Kind kind) {
    return told.stream()
        .filter(sensed -> sensed.site().equals("sidi") && sensed.device().equals(DEVICE))
        .flatMap(sensed -> sensed.signs().stream())
        .anyMatch(sign -> sign.kind() == kind);
  }

  private Adoption adoption() {
    return UplinkStore.adoption(sql, KEY).orElseThrow();
  }

  private String device() {
    return sql.first(
            row -> row.getString(0),
            """
            select concat_ws(' ', s.code, d.kind, d.status, case when d.remote then 'remote' end)
            from device d join space s on s.id = d.space_id where d.code = $1
            """,
            DEVICE)
        .orElseThrow();
  }

  private long audited(String kind) {
    return sql.first(
            row -> row.getLong(0),
            "select count(*) from audit_entry where kind = $1 and subject = $2",
            kind,
            DEVICE)
        .orElseThrow();
  }

  private static UplinkSource source(String name, Optional<String> site) {
    return new UplinkSource(
        name,
        NetworkServer.CHIRPSTACK,
        "tcp://127.0.0.1:1883",
        Optional.empty(),
        "",
        Optional.empty(),
        site,
        Optional.empty());
  }
}
