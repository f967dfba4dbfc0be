package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import firmware.Simulator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mogador.kernel.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own devices: newer firmware by the page, newer keys by an order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirmwareE2E {
  private static final String PAGE = "/ops/essaouira/firmware";
  private static final String DEVICES = "/api/v1/sites/essaouira/devices";
  private static final String NEW = "mogador-sim 1.1";
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir private static Path data;

  private DemoPark park;

  @BeforeAll
  void start() throws IOException {
    park = DemoPark.start(data);
  }

  @AfterAll
  void stop() {
    park.close();
  }

  @Test
  void firmwareIsUploadedOnAPhoneRolledOutAndRunsOnEveryReader() throws InterruptedException {
    Path image = madeByTheMaker();
    assertThat(readers()).isNotEmpty().noneMatch(FirmwareE2E::isNew);
    try (Browser phone = park.open(390, 844)) {
      phone.go("/?lang=fr").signIn(DemoPark.MANAGER, PAGE).awaitAddress(PAGE);
      phone.check().picture("firmware-390-fr");

      phone.click("form[enctype] button").find("#fault-image");
      assertThat(phone.text()).contains("Rien n’a été ajouté");
      phone.show("#fault-image").picture("firmware-faults-390-fr").check();

      phone.type("input[name=version]", NEW).type("input[name=image]", image.toString());
      phone.type("input[name=signature]", image + ".sig").click("form[enctype] button");
      phone.awaitAddress("?added=").awaitText(".notice.good", NEW);
      phone.picture("firmware-added-390-fr").check();

      phone.type("input[name=why]", "Corrige l’heure d’été");
      phone.click("form:has([name=firmware]) button").find(".rollout.running");
      phone.show(".rollout").picture("firmware-running-390-fr").check();
      Await.until("all are told and done", LONGEST, () -> phone.go(PAGE).has(".rollout.done"));
      phone.show(".rollout").picture("firmware-done-390-fr").check();
      Await.until("all say so", () -> readers().stream().allMatch(FirmwareE2E::isNew));
    }
  }

  @Test
  void aReaderRenewsItsKeysAndComesBackWithThem() throws InterruptedException {
    assertThat(device("r-entrance").containsKey("keys_since")).isFalse();
    var order = new JsonObject().put("action", "renew_keys").put("why", "A test of it");
    park.calls
        .post(DEVICES + "/r-entrance/commands", park.calls.token("manager"), order)
        .expecting(200);
    Await.until("the newer are seen", () -> device("r-entrance").containsKey("keys_since"));
    park.calls.simulate("/reboot", new JsonObject().put("device", "essaouira/r-entrance"));
    Await.until("it is back", () -> device("r-entrance").getString("state").equals("online"));
    Await.until(
        "it lets people in",
        () -> park.presentBadge("d-entrance", DemoPeople.BADGE).getBoolean("granted"));
  }

  /** As the maker of the simulated devices makes it, with the key that they know. */
  private static Path madeByTheMaker() {
    Path image = data.resolve("image.bin");
    Simulator.main(
        new String[] {
          "make-image",
          "--key",
          data.resolve("maker.key").toString(),
          "--version-name",
          NEW,
          "--out",
          image.toString()
        });
    assertThat(Files.exists(image)).isTrue();
    return image;
  }

  private List<JsonObject> readers() {
    return devices().stream().filter(one -> one.getString("kind").equals("reader")).toList();
  }

  private static boolean isNew(JsonObject device) {
    return NEW.equals(device.getString("firmware"));
  }

  private JsonObject device(String code) {
    return devices().stream()
        .filter(one -> one.getString("device").equals(code))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> devices() {
    return park
        .calls
        .get(DEVICES, park.calls.token("manager"))
        .expecting(200)
        .getJsonArray("devices")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
