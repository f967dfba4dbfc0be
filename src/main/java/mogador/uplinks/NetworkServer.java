package mogador.uplinks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose messages are understood, as they are published by MQTT. */
public enum NetworkServer {
  /**
   * ChirpStack v4: the {@code up} event of its MQTT integration, encoded as JSON. Source:
   * chirpstack.io, "Event types" and integration.proto.
   */
  CHIRPSTACK("application/+/device/+/event/up", 1) {
    @Override
    Uplink.Read read(byte[] bytes) {
      return UplinkJson.read(bytes, NetworkServer::chirpStack);
    }
  },

  /**
   * The Things Stack v3. It speaks MQTT 3.1.1 with QoS 0 only. Source: thethingsindustries.com,
   * "Data formats" and "MQTT server".
   */
  THINGS_STACK("v3/+/devices/+/up", 0) {
    @Override
    Uplink.Read read(byte[] bytes) {
      return UplinkJson.read(bytes, NetworkServer::thingsStack);
    }
  },

  /** No network server, but readers of doors by themselves, through a broker of theirs. */
  ESP_RFID("+/send", 0) {
    @Override
    Uplink.Read read(byte[] bytes) {
      return UplinkJson.read(bytes, EspRfid::uplink);
    }
  };

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String topic;
  private final int qos;

  NetworkServer(String topic, int qos) {
    this.topic = topic;
    this.qos = qos;
  }

  /** As in settings, such as {@code things_stack}. */
  public String code() {
    return code;
  }

  public static Optional<NetworkServer> of(String code) {
    return Arrays.stream(values()).filter(server -> server.code.equals(code)).findFirst();
  }

  /** Where all its uplinks are, that the account may see. */
  String topic() {
    return topic;
  }

  int qos() {
    return qos;
  }

  /** Any bytes, without failing. */
  abstract Uplink.Read read(byte[] bytes);

  private static Uplink chirpStack(JsonNode message) {
    JsonNode device = message.path("deviceInfo");
    String key = UplinkJson.text(message.path("deduplicationId"));
    if (key.isEmpty()) throw new UplinkJson.Unreadable("no_deduplication_id");
    return new Uplink(
        UplinkJson.eui(device.path("devEui")),
        UplinkJson.text(device.path("applicationName")),
        UplinkJson.text(device.path("deviceName")),
        UplinkJson.text(device.path("deviceProfileName")),
        UplinkJson.time(message.path("time")),
        UplinkJson.port(message.path("fPort")),
        UplinkJson.frame(message.path("fCnt")),
        UplinkJson.payload(message.path("data")),
        UplinkJson.fields(message.path("object")),
        key);
  }

  private static Uplink thingsStack(JsonNode message) {
    JsonNode ids = message.path("end_device_ids");
    JsonNode uplink = message.path("uplink_message");
    if (!uplink.isObject()) throw new UplinkJson.Unreadable("no_uplink");
    JsonNode version = uplink.path("version_ids");
    JsonNode received =
        uplink.has("received_at") ? uplink.path("received_at") : message.path("received_at");
    if (UplinkJson.text(received).isEmpty()) throw new UplinkJson.Unreadable("no_time");
    long frame = UplinkJson.frame(uplink.path("f_cnt"));
    // Nothing in it names the message; a session counts its frames, and a reset begins anew.
    String key =
        UplinkJson.text(uplink.path("session_key_id"))
            + "/"
            + frame
            + "/"
            + UplinkJson.text(received);
    return new Uplink(
        UplinkJson.eui(ids.path("dev_eui")),
        UplinkJson.text(ids.path("application_ids").path("application_id")),
        UplinkJson.text(ids.path("device_id")),
        UplinkJson.text(version.path("model_id")),
        UplinkJson.time(received),
        UplinkJson.port(uplink.path("f_port")),
        frame,
        UplinkJson.payload(uplink.path("frm_payload")),
        UplinkJson.fields(uplink.path("decoded_payload")),
        key);
  }
}
