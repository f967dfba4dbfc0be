package mogador.app;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import mogador.sites.DeviceKind;
import mogador.sites.DevicePlace;
import org.eclipse.paho.mqttv5.common.MqttException;

/** The site's readers, each with a connection of its own, where known credentials are presented. */
final class BenchReaders implements AutoCloseable {
  private final BenchPark park;
  private final int credentials;
  private final List<Reader> readers = new ArrayList<>();
  private int answerLength;

  record Reader(DevicePlace place, BenchMqtt client) {
    String topic(String below) {
      return "mogador/v1/" + BenchPark.SITE + "/" + place.code() + "/" + below;
    }
  }

  /** Connects, and returns once the server knows all of the {@link BenchCredentials} there are. */
  BenchReaders(BenchPark park, int credentials) throws MqttException, InterruptedException {
    this.park = park;
    this.credentials = credentials;
    for (DevicePlace place : park.site().devices()) {
      if (place.kind() == DeviceKind.READER) readers.add(connected(place));
    }
    awaitLoaded();
  }

  int size() {
    return readers.size();
  }

  /** Every so many, from that one on. */
  List<Reader> every(int step, int from) {
    var some = new ArrayList<Reader>();
    for (int i = from; i < readers.size(); i += step) some.add(readers.get(i));
    return some;
  }

  /** How many characters a decision has. */
  int answerLength() {
    return answerLength;
  }

  /** Presents anyone's credential; how long the decision took, in ns. */
  long present(Reader reader) throws MqttException, InterruptedException {
    BenchMqtt.Exchange exchange = present(reader, ThreadLocalRandom.current().nextInt(credentials));
    if (!new JsonObject(exchange.answer()).getBoolean("granted")) {
      throw new IllegalStateException("denied: " + exchange.answer());
    }
    return exchange.took();
  }

  /** What a reader publishes. */
  static String badge(UUID request, String door, int credential) {
    byte[] text = BenchCredentials.text(credential).getBytes(StandardCharsets.UTF_8);
    return new JsonObject()
        .put("request", request.toString())
        .put("door", door)
        .put("boot", "bench-boot-1")
        .put("uptime_ms", 123_456)
        .put("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
        .put(
            "credential",
            new JsonObject()
                .put("kind", "qr")
                .put("bytes", HexFormat.of().withUpperCase().formatHex(text)))
        .encode();
  }

  @Override
  public void close() throws MqttException {
    for (Reader reader : readers) reader.client().close();
  }

  private Reader connected(DevicePlace place) throws MqttException {
    String name = BenchPark.SITE + "/" + place.code();
    String password = park.password(place.code());
    var reader = new Reader(place, BenchMqtt.asking(park.mqtt(), name, name, password));
    reader.client().subscribe(reader.topic("decision"));
    return reader;
  }

  /** The server has read all credentials when it knows the last and every other asked for. */
  private void awaitLoaded() throws MqttException, InterruptedException {
    for (int i = 0; i < 600; i++) {
      String answer = present(readers.getFirst(), credentials - 1).answer();
      if (new JsonObject(answer).getBoolean("granted")) {
        answerLength = answer.length();
        return;
      }
      Thread.sleep(250);
    }
    throw new IllegalStateException("the server does not know the credentials");
  }

  private static BenchMqtt.Exchange present(Reader reader, int credential)
      throws MqttException, InterruptedException {
    UUID request = UUID.randomUUID();
    String door = reader.place().door().orElseThrow();
    return reader
        .client()
        .exchange(reader.topic("badge"), badge(request, door, credential), request.toString());
  }
}
