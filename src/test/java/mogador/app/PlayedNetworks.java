package mogador.app;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Plays network servers, and readers of another make, with the broker of a {@link TestServer}. */
record PlayedNetworks(TestServer server) {
  void chirpStack(String eui, String model, String payload, String key) throws Exception {
    server.publishes(
        "application/17c82e96-be03-4f38-aef3-f83d48582d97/device/" + eui + "/event/up",
        new JsonObject()
            .put("deduplicationId", eui + key)
            .put("time", Instant.now().toString())
            .put(
                "deviceInfo",
                new JsonObject()
                    .put("applicationName", "park")
                    .put("deviceProfileName", model)
                    .put("deviceName", "sensor")
                    .put("devEui", eui))
            .put("fPort", 85)
            .put("data", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(payload)))
            .encode());
  }

  void thingsStack(String eui, JsonObject decoded, int frame) throws Exception {
    server.publishes(
        "v3/app1@ttn/devices/dev1/up",
        new JsonObject()
            .put(
                "end_device_ids",
                new JsonObject()
                    .put("device_id", "dev1")
                    .put("application_ids", new JsonObject().put("application_id", "app1"))
                    .put("dev_eui", eui.toUpperCase(Locale.ROOT)))
            .put("received_at", Instant.now().toString())
            .put(
                "uplink_message",
                new JsonObject()
                    .put("session_key_id", "AXA50tHUGUucuzS/bCGMNw==")
                    .put("f_cnt", frame)
                    .put("f_port", 2)
                    .put("frm_payload", "gkHe")
                    .put("decoded_payload", decoded)
                    .put("received_at", Instant.now().toString()))
            .encode());
  }

  void espRfid(JsonObject message, Instant at) throws Exception {
    server.publishes(
        "park/send", message.put("time", at.getEpochSecond()).put("hostname", "workshop").encode());
  }

  /** Somebody whose name and card are nowhere else. */
  static JsonObject access(String state) {
    return new JsonObject()
        .put("type", "access")
        .put("isKnown", "true")
        .put("access", state)
        .put("username", "Sanae")
        .put("uid", "04a1b2c3d4e5f6");
  }
}
