package mogador.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Orders for one reader, rightly signed, by somebody who has its key; from the protocol's page. */
final class ForgedOrders {
  private final String topic;
  private final String door;
  private final byte[] key;
  private long counter = System.currentTimeMillis() + 86_400_000;

  private ForgedOrders(String device, String door, String key) {
    this.topic = "mogador/v1/" + device + "/command";
    this.door = door;
    this.key = HexFormat.of().parseHex(key);
  }

  /** For a reader whose key stands in a file of devices. */
  static ForgedOrders of(String device, Path file) throws IOException {
    return new JsonObject(Buffer.buffer(Files.readAllBytes(file)))
        .getJsonArray("devices").stream()
            .map(JsonObject.class::cast)
            .filter(d -> device.equals(d.getString("site") + "/" + d.getString("code")))
            .map(d -> new ForgedOrders(device, d.getString("door"), d.getString("command_key")))
            .findFirst()
            .orElseThrow();
  }

  /** An order to open, with a counter above all before. */
  JsonObject order(String boot, Instant expires) {
    String text =
        new JsonObject()
            .put("id", UUID.randomUUID().toString())
            .put("counter", ++counter)
            .put("boot", boot)
            .put("expires_at", expires.truncatedTo(ChronoUnit.MILLIS).toString())
            .put("action", "unlock")
            .put("door", door)
            .put("unlock_ms", 5_000)
            .encode();
    return new JsonObject().put("command", text).put("mac", mac(topic, text));
  }

  /** The same order, signed for another topic. */
  JsonObject signedFor(String other, JsonObject order) {
    return order.copy().put("mac", mac(other, order.getString("command")));
  }

  private String mac(String on, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((on + "\n" + text).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
