package mogador.devices;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * What a device is told to do: device protocol, section 8.
 *
 * @param door of a reader's, where the order is about it
 * @param fields further ones of the action
 */
public record Order(String action, Optional<String> door, JsonObject fields) {
  private static final int UNLOCK_MS = 5_000;

  /** What a manager may ask of any device; {@code lock} of a reader only. */
  public static final Set<String> SIMPLE = Set.of("lock", "sync", "reboot", "identify");

  /** Opens its door for 5 s. */
  public static Order unlock(String door) {
    return new Order("unlock", Optional.of(door), new JsonObject().put("unlock_ms", UNLOCK_MS));
  }

  /** Ends what released its door, as if nobody had passed. */
  public static Order lock(String door) {
    return new Order("lock", Optional.of(door), new JsonObject());
  }

  /** One that says all: sync, reboot or identify. */
  public static Order plain(String action) {
    return new Order(action, Optional.empty(), new JsonObject());
  }

  /** Lets it exchange this code for a newer password and key. */
  public static Order renewKeys(String code) {
    return new Order("renew_keys", Optional.empty(), new JsonObject().put("code", code));
  }

  /** Lets it fetch an image and run it; see section 12. */
  public static Order update(JsonObject image) {
    return new Order("update", Optional.empty(), new JsonObject().put("image", image));
  }

  /** Lets it run again what it ran before. */
  public static Order revert(String version) {
    return new Order("revert", Optional.empty(), new JsonObject().put("version", version));
  }

  /** The code of a renewal is a secret. */
  @Override
  public String toString() {
    return action;
  }
}
