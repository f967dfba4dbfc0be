package mogador.app;

import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the server needs to do its work, and whether each of it is there now. */
final class Readiness {
  /** One part's state; {@code detail} says what is wrong, or nothing. */
  record Part(boolean ready, String detail) {
    static final Part READY = new Part(true, "");

    static Part down(String detail) {
      return new Part(false, detail);
    }
  }

  private final Map<String, Supplier<Part>> parts = Collections.synchronizedMap(new TreeMap<>());
  private volatile boolean started;

  void watch(String name, Supplier<Part> part) {
    parts.put(name, part);
  }

  /** The schema is migrated and everything has been loaded once. */
  void started() {
    started = true;
  }

  boolean isStarted() {
    return started;
  }

  /** All parts; each supplier may wait for its answer. */
  Map<String, Part> now() {
    var now = new TreeMap<String, Part>();
    now.put("start", started ? Part.READY : Part.down("starting"));
    synchronized (parts) {
      parts.forEach((name, part) -> now.put(name, part.get()));
    }
    return now;
  }

  static JsonObject json(Map<String, Part> now) {
    boolean ready = now.values().stream().allMatch(Part::ready);
    var json = new JsonObject();
    now.forEach(
        (name, part) -> {
          var entry = new JsonObject().put("ready", part.ready());
          if (!part.detail().isEmpty()) entry.put("detail", part.detail());
          json.put(name, entry);
        });
    return new JsonObject().put("ready", ready).put("parts", json);
  }
}
