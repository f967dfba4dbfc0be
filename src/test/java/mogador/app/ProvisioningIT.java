package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.TestReader;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mogador.devices.DevicePasswords;
import mogador.devices.MqttProbe;
import mogador.sites.SeedSites;
import mogador.sites.Sites;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A reader that knows nothing but the server's address and a code, and what it is told later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvisioningIT {
  private static final String DEVICES = "/api/v1/sites/essaouira/devices";
  private static final String KEYS = "/api/v1/devices/keys";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aDeviceCreatedByHandComesByItsCodeAndStaysWhateverIsImported() throws Exception {
    String code = created("r-new");
    try (var reader =
        TestReader.provisioned(server.url(), code.toLowerCase(Locale.ROOT).replace("-", " "))) {
      assertThat(reader.name()).isEqualTo("essaouira/r-new");
      until("online", () -> state("r-new").equals("online"));
      until("it has its list", reader::isCurrent);
      assertThat(reader.present("uid", "04AABBCC")).isIn("unknown_credential", "not_on_list");
      assertThat(exchange(code).code()).isEqualTo("wrong_code");
      assertThat(device("r-new").getString("keys_since")).isNotEmpty();

      var sites = new Sites(server.database());
      sites.load();
      assertThat(sites.importSite(SeedSites.document("essaouira"), Clock.systemUTC().instant()))
          .isInstanceOf(Sites.Imported.class);
      assertThat(state("r-new")).isEqualTo("online");
      assertThat(
              entered("r-new", "device_created")
                  + entered("r-new", "device_code_made")
                  + entered("r-new", "device_provisioned"))
          .isEqualTo(3);
    }
  }

  @Test
  void aCodeIsForOneAndAnEarlierOneForNobody() throws Exception {
    String earlier = made("r-m-2");
    String code = made("r-m-2");
    assertThat(exchange(earlier).code()).isEqualTo("wrong_code");
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> tries =
          java.util.Collections.nCopies(6, () -> exchange(code).status());
      var answers = pool.invokeAll(tries);
      int given = 0;
      for (var answer : answers) if (answer.get() == 200) given++;
      assertThat(given).isEqualTo(1);
    }
  }

  @Test
  void theOldPasswordEndsWithTheExchangeAndACodeWithItsHalfHour() throws Exception {
    String old = "a-password-of-the-second-reader-";
    DevicePasswords.set(server.database().sql(), "essaouira", "r-m-3", old);
    server.database().sql().run("select pg_notify('devices', 'essaouira')");
    until("let in", () -> connects("essaouira/r-m-3", old));
    String code = made("r-m-3");
    assertThat(connects("essaouira/r-m-3", old)).isTrue();
    String password = exchange(code).json().getString("password");
    until("let in by the new", () -> connects("essaouira/r-m-3", password));
    assertThat(connects("essaouira/r-m-3", old)).isFalse();

    String late = made("r-m-3");
    server.database().sql().run("update device_code set expires_at = now() - interval '1 second'");
    assertThat(exchange(late).code()).isEqualTo("wrong_code");
  }

  @Test
  void onlyManagersMakeDevicesAndCodesAndOnlyWhereThereIsAPlace() {
    var wish = new JsonObject().put("device", "r-x").put("kind", "reader").put("door", "d-m-1");
    assertThat(server.post(DEVICES, server.nomad(), wish).status()).isEqualTo(403);
    assertThat(server.post(DEVICES + "/r-m-1/code", server.nomad(), new JsonObject()).status())
        .isEqualTo(403);
    assertThat(create(wish.copy().put("door", "nowhere")).code()).isEqualTo("unknown_place");
    assertThat(create(wish.copy().put("space", "p-01")).code()).isEqualTo("unknown_place");
    assertThat(create(wish.copy().put("kind", "seat_sensor")).code()).isEqualTo("unknown_place");
    assertThat(create(wish.copy().put("device", "r-m-1")).code()).isEqualTo("device_exists");
    assertThat(create(wish.copy().put("device", "R M")).status()).isEqualTo(400);
    assertThat(server.post(DEVICES + "/nowhere/code", server.manager(), new JsonObject()).code())
        .isEqualTo("unknown_device");
    assertThat(server.count("select count(*) from device where code = 'r-x'")).isZero();
  }

  @Test
  void ordersAreCarriedOutOnceAndTheTrailSaysWhoAndWhy() throws Exception {
    try (var reader = TestReader.provisioned(server.url(), created("r-orders"))) {
      until("online", () -> state("r-orders").equals("online"));
      assertThat(order("r-orders", "identify").status()).isEqualTo(200);
      until("it shows itself", () -> reader.shows().equals("here I am"));
      assertThat(order("r-orders", "sync").status()).isEqualTo(200);
      assertThat(order("r-orders", "lock").status()).isEqualTo(200);
      String boot = reader.boot();
      assertThat(order("r-orders", "reboot").status()).isEqualTo(200);
      until("another life", () -> !reader.boot().equals(boot) && reader.isConnected());
      assertThat(order("r-orders", "open_sesame").status()).isEqualTo(400);
      var kept =
          server
              .get(DEVICES + "/r-orders/commands", server.manager())
              .json()
              .getJsonArray("commands");
      assertThat(kept.stream().map(c -> ((JsonObject) c).getString("action")))
          .containsExactly("reboot", "lock", "sync", "identify");
      assertThat(kept.stream().map(c -> ((JsonObject) c).getString("outcome")))
          .containsOnly("executed");
      until(
          "in the journal",
          () ->
              server.count(
                      """
                      select count(*) from journal_event
                      where device_code = 'r-orders' and kind = 'command'
                      """)
                  == 4);
    }
    until("offline", () -> !state("r-orders").equals("online"));
    assertThat(order("r-orders", "identify").code()).isEqualTo("device_offline");
    assertThat(order("p-01-nowhere", "identify").code()).isEqualTo("unknown_device");
  }

  @Test
  void newerKeysStandBesideTheOldUntilTheyAreSeenAndNoEventIsLost() throws Exception {
    try (var reader = TestReader.provisioned(server.url(), created("r-renew"))) {
      until("online", () -> state("r-renew").equals("online"));
      until("it has its list", reader::isCurrent);
      String first = reader.firstPassword();
      for (int round = 1; round <= 3; round++) {
        long number = number("r-renew");
        for (int i = 0; i < 20; i++) reader.exit();
        assertThat(order("r-renew", "renew_keys").status()).isEqualTo(200);
        for (int i = 0; i < 20; i++) reader.exit();
        until("the newer are seen", () -> number("r-renew") > number);
        until("connected", reader::isConnected);
        assertThat(connects("essaouira/r-renew", first)).isFalse();
      }
      until("nothing is left to tell", () -> reader.pending() == 0);
      assertThat(server.count("select count(*) from journal_event where device_code = 'r-renew'"))
          .isEqualTo(reader.last());
      assertThat(entered("r-renew", "keys_renewed")).isEqualTo(3);
      until("told of its list by the newer key", reader::isCurrent);
      assertThat(order("r-renew", "identify").status()).isEqualTo(200);
      reader.reboot();
      until("it comes back by the newer", () -> state("r-renew").equals("online"));
      assertThat(order("r-renew", "sync").status()).isIn(200, 409);
    }
  }

  @Test
  void keysGrownOldAreRenewedWithoutAnybodyAsking() throws Exception {
    try (var reader = TestReader.provisioned(server.url(), created("r-old"))) {
      until("online", () -> state("r-old").equals("online"));
      long number = number("r-old");
      server
          .database()
          .sql()
          .run("update device set keys_at = keys_at - interval '366 days' where code = 'r-old'");
      server.hurry("renewal of old keys");
      until("the newer are seen", () -> number("r-old") > number);
      until("connected", reader::isConnected);
      JsonObject order =
          server
              .get(DEVICES + "/r-old/commands", server.manager())
              .json()
              .getJsonArray("commands")
              .getJsonObject(0);
      assertThat(order.getString("action")).isEqualTo("renew_keys");
      assertThat(order.containsKey("asked_by")).isFalse();
    }
  }

  private long number(String device) {
    return server.count("select keys::bigint from device where code = $1", device);
  }

  private String created(String device) {
    var wish = new JsonObject().put("device", device).put("kind", "reader").put("door", "d-m-1");
    var answer = create(wish);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().getString("code");
  }

  private TestServer.Answer create(JsonObject wish) {
    return server.post(DEVICES, server.manager(), wish);
  }

  private String made(String device) {
    return server
        .post(DEVICES + "/" + device + "/code", server.manager(), new JsonObject())
        .json()
        .getString("code");
  }

  private TestServer.Answer exchange(String code) {
    return server.post(KEYS, server.nomad(), new JsonObject().put("code", code));
  }

  private TestServer.Answer order(String device, String action) {
    var body = new JsonObject().put("action", action).put("why", "A test of it");
    return server.post(DEVICES + "/" + device + "/commands", server.manager(), body);
  }

  private long entered(String device, String kind) {
    return server.count(
        "select count(*) from audit_entry where subject = $1 and kind = $2", device, kind);
  }

  private String state(String code) {
    return device(code).getString("state");
  }

  private JsonObject device(String code) {
    return server.get(DEVICES, server.manager()).json().getJsonArray("devices").stream()
        .map(JsonObject.class::cast)
        .filter(device -> device.getString("device").equals(code))
        .findFirst()
        .orElseThrow();
  }

  private boolean connects(String user, String password) {
    try {
      MqttProbe.connect(server.mqtt(), user, password).close();
      return true;
    } catch (MqttException refused) {
      return false;
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("never: " + what);
      Thread.sleep(20);
    }
  }
}
