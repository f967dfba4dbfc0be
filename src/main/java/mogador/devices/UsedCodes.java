package mogador.devices;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mogador.access.CredentialHash;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.PhoneTry;

/**
 * Which codes of phones have let somebody in where. A code serves once at each reader, and none
 * serves after a newer one of the same phone: a photo of it is worth nothing once its holder has
 * gone in, and nothing anywhere a minute later. Each server tells the others.
 */
final class UsedCodes {
  /** The notification channel. */
  static final String CHANNEL = "used_code";

  private static final int MOST = 10_000;

  /** The newest half minute of a phone's, and which request it served at each reader. */
  private record Use(long step, Map<DeviceId, String> readers) {}

  private final CredentialHash hash;
  private final Consumer<String> tell;
  private final Map<CredentialKey, Use> uses = new HashMap<>();

  /**
   * Knows of none yet.
   *
   * @param tell the other servers, without waiting
   */
  UsedCodes(CredentialHash hash, Consumer<String> tell) {
    this.hash = hash;
    this.tell = tell;
  }

  /** What the code in a QR is worth at this reader; the same again for the same request. */
  PhoneTry look(CredentialKey phone, byte[] qr, DeviceId reader, String request, Instant now) {
    Optional<Long> step = hash.phones().stepOf(qr, now);
    if (step.isEmpty()) return PhoneTry.OVER;
    return isUsed(phone, step.get(), reader, request) ? PhoneTry.USED : PhoneTry.FRESH;
  }

  /** It has let somebody in. */
  void used(CredentialKey phone, byte[] qr, DeviceId reader, String request, Instant now) {
    Optional<Long> step = hash.phones().stepOf(qr, now);
    if (step.isEmpty()) return;
    keep(phone, step.get(), reader, request);
    tell.accept(
        new JsonObject()
            .put("phone", HexFormat.of().formatHex(phone.hash()))
            .put("step", step.get())
            .put("site", reader.site())
            .put("device", reader.code())
            .put("request", request)
            .encode());
  }

  /** What another server tells, or this one told itself; what cannot be read is let be. */
  void heard(String payload) {
    try {
      var json = new JsonObject(payload);
      byte[] phone = HexFormat.of().parseHex(json.getString("phone", ""));
      keep(
          CredentialKey.of(CredentialKind.PHONE, phone),
          json.getLong("step", 0L),
          new DeviceId(json.getString("site", ""), json.getString("device", "")),
          json.getString("request", ""));
    } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
      // Only a server of ours writes here.
    }
  }

  private synchronized boolean isUsed(
      CredentialKey phone, long step, DeviceId reader, String request) {
    Use use = uses.get(phone);
    if (use == null || use.step() < step) return false;
    String by = use.readers().get(reader);
    return use.step() > step || (by != null && !by.equals(request));
  }

  private synchronized void keep(CredentialKey phone, long step, DeviceId reader, String request) {
    if (uses.size() >= MOST) uses.values().removeIf(use -> use.step() < step - 2);
    Use use = uses.get(phone);
    if (use != null && use.step() > step) return;
    if (use == null || use.step() < step) {
      use = new Use(step, new HashMap<>());
      uses.put(phone, use);
    }
    use.readers().putIfAbsent(reader, request);
  }
}
