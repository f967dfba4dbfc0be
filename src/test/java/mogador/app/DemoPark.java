package mogador.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The demo as people meet it: real database, broker, simulator process, and pages for browsers. */
final class DemoPark implements AutoCloseable {
  /** Manages the whole network. */
  static final String MANAGER = "salma@example.org";

  final TourCalls calls;
  private final Demo demo;
  private final Path data;
  private final JsonObject told;
  private final HttpClient http = HttpClient.newHttpClient();

  private DemoPark(Demo demo, Path data, JsonObject told) {
    this.demo = demo;
    this.data = data;
    this.told = told;
    this.calls = new TourCalls(http, told);
  }

  /** Starts over what is in the folder, on free ports. */
  static DemoPark start(Path data) throws IOException {
    var options = new Demo.Options(data, Mosquitto.freePort(), Mosquitto.freePort(), false, true);
    Demo demo = Demo.start(options, Clock.systemUTC(), step -> {});
    return new DemoPark(
        demo, data, new JsonObject(Buffer.buffer(Files.readAllBytes(data.resolve("demo.json")))));
  }

  /** Where its pages are. */
  String base() {
    return told.getString("http");
  }

  /** To be attacked with the password of a device that nobody simulates. */
  UnderAttack.Target target() throws IOException {
    String device = UnderAttack.ATTACKER.replace("/", "/devices/");
    String password = "";
    for (String step : List.of("/decommission", "/recommission")) {
      password =
          calls
              .post("/api/v1/sites/" + device + step, calls.token("manager"), new JsonObject())
              .expecting(200)
              .getString("password");
    }
    return new UnderAttack.Target(
        base(),
        told.getString("mqtt"),
        password,
        List.of("server", DemoKeys.in(data).brokerPassword()),
        ForgedOrders.of(UnderAttack.VICTIM, data.resolve("devices-" + Demo.SIMULATED + ".json")),
        calls);
  }

  Browser open(int width, int height) {
    return Browser.open(base(), width, height);
  }

  /** The reader at a door, as {@code site/code}. */
  String reader(String door) {
    return calls.devices().stream()
        .filter(device -> door.equals(device.getString("door")))
        .map(device -> device.getString("device"))
        .findFirst()
        .orElseThrow();
  }

  /** Shows a QR at a door. */
  JsonObject presentQr(String door, String text) {
    return present(door, new JsonObject().put("kind", "qr").put("text", text));
  }

  /** Holds a badge with these bytes, in hexadecimal, to a door. */
  JsonObject presentBadge(String door, String bytes) {
    return present(door, new JsonObject().put("kind", "uid").put("bytes", bytes));
  }

  private JsonObject present(String door, JsonObject credential) {
    return calls.simulate(
        "/present", new JsonObject().put("device", reader(door)).put("credential", credential));
  }

  @Override
  public void close() {
    http.close();
    demo.close();
  }
}
