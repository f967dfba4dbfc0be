package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import firmware.ControlServer.Refused;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What one can do to the devices from outside; each method takes and gives JSON objects. */
final class World {
  private static final int LONGEST_OFFLINE_SECONDS = 86_400;
  private static final int OUTCOME_SECONDS = 5;
  private static final int MOST_PASSING = 1_000;

  /** Thirty years either way. */
  private static final long FURTHEST_CLOCK_SECONDS = 946_080_000;

  private final Map<String, Device> devices = new LinkedHashMap<>();

  World(List<Device> devices) {
    for (Device device : devices) this.devices.put(device.view().device().name(), device);
  }

  JsonNode devices() {
    ObjectNode all = object();
    ArrayNode list = all.putArray("devices");
    for (Device device : devices.values()) list.add(json(device.view()));
    return all;
  }

  /** {@code {"device", "credential": {"kind", "bytes" or "text"}}}. */
  JsonNode present(JsonNode body) throws Refused {
    Device reader = device(body);
    var presented = reader.present(credential(body.path("credential")));
    if (presented.isEmpty()) throw new Refused(409, "the device is no reader, or too busy");
    return switch (outcome(presented.get())) {
      case Reader.Presentation.Occupied() ->
          throw new Refused(409, "the reader is busy with another presentation");
      case Reader.Presentation.Dark() -> throw new Refused(409, "the reader has no power");
      case Reader.Presentation.Answered(Outcome outcome, double ms, String door) -> {
        ObjectNode answer = object().put("granted", outcome.granted());
        answer.put("reason", outcome.reason()).put("ms", Math.round(ms * 1000) / 1000.0);
        answer.put("door", door).put("request", outcome.request());
        Texts said = outcome.message();
        answer.set(
            "message", object().put("fr", said.fr()).put("ar", said.ar()).put("en", said.en()));
        yield answer;
      }
    };
  }

  /** {@code {"device", "presence": "occupied" or "vacant"}}. */
  JsonNode presence(JsonNode body) throws Refused {
    Device sensor = device(body);
    var presence = Sensor.Presence.of(body.path("presence").asText());
    if (presence.isEmpty()) {
      throw new Refused(400, "\"presence\" must be \"occupied\" or \"vacant\"");
    }
    check(sensor.sense(presence.get()), "the device is no sensor, or too busy");
    return object().put("presence", presence.get().code());
  }

  /** {@code {"device", "in", "out"}}: so many pass a people counter, 0 to 1,000 each way. */
  JsonNode pass(JsonNode body) throws Refused {
    Device counter = device(body);
    int in = passing(body, "in");
    int out = passing(body, "out");
    check(counter.pass(in, out), "the device is no people counter, or too busy");
    return object().put("in", in).put("out", out);
  }

  private static int passing(JsonNode body, String way) throws Refused {
    JsonNode count = body.path(way);
    boolean good =
        count.isMissingNode()
            || (count.isIntegralNumber()
                && count.longValue() >= 0
                && count.longValue() <= MOST_PASSING);
    if (!good) throw new Refused(400, '"' + way + "\" must be 0 to " + MOST_PASSING);
    return count.asInt(0);
  }

  /** {@code {"device", "open": true or false}}: the door itself, pushed or forced. */
  JsonNode door(JsonNode body) throws Refused {
    Device reader = device(body);
    JsonNode open = body.path("open");
    if (!open.isBoolean()) throw new Refused(400, "\"open\" must be true or false");
    check(reader.contact(open.booleanValue()), "the device is no reader, or too busy");
    return object().put("open", open.booleanValue());
  }

  /** {@code {"device"}}: the exit button. */
  JsonNode exit(JsonNode body) throws Refused {
    check(device(body).exitPressed(), "the device is no reader, or too busy");
    return object().put("released", true);
  }

  /** {@code {"device", "active": true or false}}: the case, opened or shut. */
  JsonNode tamper(JsonNode body) throws Refused {
    JsonNode active = body.path("active");
    if (!active.isBoolean()) throw new Refused(400, "\"active\" must be true or false");
    check(device(body).suffer(new Ill.Case(active.booleanValue())), "the device is too busy");
    return object().put("active", active.booleanValue());
  }

  /** {@code {"device", "pct"}}: what is left in a sensor's battery. */
  JsonNode battery(JsonNode body) throws Refused {
    JsonNode pct = body.path("pct");
    boolean good = pct.isIntegralNumber() && pct.longValue() >= 0 && pct.longValue() <= 100;
    if (!good) throw new Refused(400, "\"pct\" must be 0 to 100");
    check(
        device(body).suffer(new Ill.Battery(pct.intValue())),
        "the device has no battery, or is too busy");
    return object().put("pct", pct.intValue());
  }

  /** {@code {"device", "offset_seconds"}}: how far its clock is ahead; null: not set. */
  JsonNode clock(JsonNode body) throws Refused {
    JsonNode offset = body.path("offset_seconds");
    boolean good =
        offset.isNull()
            || (offset.isIntegralNumber()
                && Math.abs(offset.longValue()) <= FURTHEST_CLOCK_SECONDS);
    if (!good) {
      throw new Refused(400, "\"offset_seconds\" must be null or within " + FURTHEST_CLOCK_SECONDS);
    }
    Optional<Duration> ahead =
        offset.isNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(offset.longValue()));
    check(device(body).suffer(new Ill.WrongClock(ahead)), "the device is too busy");
    return object().set("offset_seconds", offset);
  }

  /** {@code {"device"}}. */
  JsonNode reboot(JsonNode body) throws Refused {
    check(device(body).reboot(), "the device is too busy");
    return object().put("rebooting", true);
  }

  /** {@code {"device"}}: its flash, erased. */
  JsonNode wipe(JsonNode body) throws Refused {
    check(device(body).wipe(), "the device is too busy");
    return object().put("wiped", true);
  }

  /** {@code {"device", "seconds"}}: dead for so long, without a word. */
  JsonNode kill(JsonNode body) throws Refused {
    Device device = device(body);
    Duration time = seconds(body);
    check(device.kill(time), "the device is too busy");
    return object().put("dark_seconds", time.toSeconds());
  }

  /** {@code {"device", "loss", "doubled", "delay_ms"}}: how its messages fare from now on. */
  JsonNode network(JsonNode body) throws Refused {
    Device device = device(body);
    Duration late = Duration.ofMillis(number(body, "delay_ms", 60_000));
    var weather =
        new Air.Weather(
            number(body, "loss", 100), number(body, "doubled", 100), Duration.ZERO, late);
    check(device.turn(weather), "the device is too busy");
    return object().put("network", weather.toString());
  }

  /** {@code {"device", "seconds"}}: the network cable, pulled for so long. */
  JsonNode offline(JsonNode body) throws Refused {
    Device device = device(body);
    Duration time = seconds(body);
    check(device.unplug(time), "the device is too busy");
    return object().put("offline_seconds", time.toSeconds());
  }

  private static Duration seconds(JsonNode body) throws Refused {
    JsonNode seconds = body.path("seconds");
    boolean good =
        seconds.isIntegralNumber()
            && seconds.longValue() >= 0
            && seconds.longValue() <= LONGEST_OFFLINE_SECONDS;
    if (!good) throw new Refused(400, "\"seconds\" must be 0 to " + LONGEST_OFFLINE_SECONDS);
    return Duration.ofSeconds(seconds.longValue());
  }

  private static int number(JsonNode body, String name, int most) throws Refused {
    JsonNode number = body.path(name);
    if (number.isMissingNode()) return 0;
    boolean good =
        number.isIntegralNumber() && number.longValue() >= 0 && number.longValue() <= most;
    if (!good) throw new Refused(400, '"' + name + "\" must be 0 to " + most);
    return number.intValue();
  }

  private Device device(JsonNode body) throws Refused {
    JsonNode name = body.path("device");
    if (!name.isTextual()) throw new Refused(400, "\"device\" must be \"site/code\"");
    Device device = devices.get(name.textValue());
    if (device == null) throw new Refused(404, "no device " + name.textValue());
    return device;
  }

  private static Credential credential(JsonNode node) throws Refused {
    JsonNode bytes = node.path("bytes");
    JsonNode text = node.path("text");
    Optional<Credential.Kind> kind = Credential.Kind.of(node.path("kind").asText("qr"));
    if (kind.isEmpty()) throw new Refused(400, "\"credential.kind\" must be uid, card, qr or pin");
    if (bytes.isTextual() == text.isTextual()) {
      throw new Refused(400, "\"credential\" needs either \"bytes\" (hexadecimal) or \"text\"");
    }
    try {
      return bytes.isTextual()
          ? new Credential(kind.get(), bytes.textValue().toUpperCase(Locale.ROOT))
          : Credential.ofText(kind.get(), text.textValue());
    } catch (IllegalArgumentException e) {
      throw new Refused(400, String.valueOf(e.getMessage()));
    }
  }

  private static Reader.Presentation outcome(CompletableFuture<Reader.Presentation> told)
      throws Refused {
    try {
      return told.get(OUTCOME_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new Refused(504, "the reader did not say how it ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(503, "stopping");
    }
  }

  private static void check(boolean taken, String otherwise) throws Refused {
    if (!taken) throw new Refused(409, otherwise);
  }

  private static ObjectNode json(View view) {
    DeviceSpec spec = view.device();
    ObjectNode device = object().put("device", spec.name()).put("kind", spec.kind().code());
    spec.door().ifPresent(door -> device.put("door", door));
    spec.space().ifPresent(space -> device.put("space", space));
    device.put("connected", view.connected()).put("boot", view.boot()).put("shows", view.shows());
    device.put("dropped", view.dropped());
    view.list().ifPresent(list -> describe(device.putObject("list"), list));
    ObjectNode journal = device.putObject("journal").put("id", view.journal());
    journal.put("first", view.first()).put("last", view.last()).put("pending", view.pending());
    return device;
  }

  private static void describe(ObjectNode node, View.Listed list) {
    node.put("version", list.version()).put("entries", list.entries());
    node.put("current", list.current());
    node.put("mode", list.mode().code());
  }

  private static ObjectNode object() {
    return Messages.JSON.createObjectNode();
  }
}
