package mogador.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at simulated devices is seen, heard and looked after in a manager's browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlarmsE2E {
  private static final String READER = "essaouira/r-entrance";
  private static final String SEAT = "essaouira/seat-p-08";

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
  @Order(1)
  void aForcedDoorShowsByItselfIsAcknowledgedAndGoneAfterClear() {
    try (Browser desk = park.open(1440, 1000)) {
      desk.go("/?lang=fr").signIn(DemoPark.MANAGER, "/ops/essaouira");
      desk.awaitAddress("/ops/essaouira").find(".link-state.on");
      desk.find("#device-r-entrance.online");
      desk.click("[data-alarm-sound]").find("[data-alarm-sound][aria-pressed=true]");

      simulate("/door", READER, new JsonObject().put("open", true));
      desk.find("#alarms .alarm.severe.new");
      desk.find("html[data-rang='2']");
      desk.awaitText("#alarms", "Porte forcée");
      desk.awaitText("#announce", "Porte forcée");
      desk.picture("alarm-live-1440-fr").check();

      desk.click("#alarms .alarm.severe button").find("#alarms .alarm.severe.seen");
      assertThat(desk.address()).as("without leaving the page").doesNotContain("alarms");
      desk.awaitText("#alarms .alarm.severe", "Salma");
      desk.click("#alarms .alarm.severe button").awaitGone("#alarms .alarm.severe");
      desk.go("/ops/essaouira/alarms").awaitText("#past-title + .table-scroll", "Porte forcée");
      desk.picture("alarms-past-1440-fr").check();
      simulate("/door", READER, new JsonObject().put("open", false));
    }
  }

  @Test
  @Order(2)
  void withoutAScriptTheSameStepsAreTakenByForms() {
    simulate("/tamper", READER, new JsonObject().put("active", true));
    try (Browser phone = park.open(390, 1400)) {
      phone.go("/?lang=ar").signIn(DemoPark.MANAGER, "/ops/essaouira");
      phone.go("/ops/essaouira/alarms").find(".alarm.severe.new");
      phone.picture("alarms-390-ar").check();
      phone.go("/ops/essaouira").find("#alarms .alarm.severe.new");
      phone.picture("alarm-live-390-ar").check();
      // The list of all alarms has no script of its own.
      phone.go("/ops/essaouira/alarms").click(".alarm.severe.new button");
      phone.awaitAddress("said=acknowledged").find(".alarm.severe.seen");
      simulate("/tamper", READER, new JsonObject().put("active", false));
      awaitPage(phone, "/ops/essaouira/alarms?kind=tamper", page -> !page.has(".alarm.severe"));
    }
  }

  @Test
  @Order(3)
  void theFleetShowsABatteryAndAClockAndADeviceIsLockedOutAndTakenUpAgain() {
    simulate("/battery", SEAT, new JsonObject().put("pct", 12));
    simulate("/clock", READER, new JsonObject().put("offset_seconds", 3_600));
    try (Browser desk = park.open(1440, 1000)) {
      desk.go("/?lang=ar").signIn(DemoPark.MANAGER, "/ops/essaouira");
      desk.awaitAddress("/ops/essaouira").find(".link-state.on");
      desk.find("#alarms .alarm.notice");
      awaitFleet(desk, "#device-r-entrance .wrong");
      awaitFleet(desk, "#device-seat-p-08 .wrong");
      desk.picture("fleet-1440-ar").check();
      desk.size(390, 1400);
      desk.go("/ops/essaouira/fleet?lang=fr").picture("fleet-390-fr").check();

      String row = "#device-r-m-1 ";
      desk.click(row + "summary").click(row + "button.danger").awaitAddress("locked=r-m-1");
      desk.find("#device-r-m-1.decommissioned");
      desk.click(row + "button").find("#issued #password");
      desk.picture("fleet-issued-390-fr").check();
      desk.size(1440, 1000).picture("fleet-issued-1440-fr");
      simulate("/clock", READER, new JsonObject().put("offset_seconds", 0));
      simulate("/battery", SEAT, new JsonObject().put("pct", 90));
      desk.go("/ops/essaouira?lang=fr").find("#alarms");
      desk.awaitGone("#alarms .alarm.notice");
    }
  }

  private static void awaitFleet(Browser desk, String css) {
    awaitPage(desk, "/ops/essaouira/fleet", page -> page.has(css));
  }

  /** The page is not live: it is asked for until it says so. */
  private static void awaitPage(Browser desk, String address, Predicate<Browser> saysSo) {
    for (int i = 0; i < 50; i++) if (saysSo.test(desk.go(address))) return;
    throw new AssertionError("it never says so:\n" + desk.text());
  }

  private void simulate(String what, String device, JsonObject body) {
    park.calls.simulate(what, body.put("device", device));
  }
}
