package mogador.uplinks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Browan's Tabs: eight bytes on a port of the model's own. Status, battery, temperature, minutes
 * since the last event (16 bits) and how many there were (24 bits), numbers little-endian.
 *
 * <p>Source: Browan's reference manuals of TBMS100 and TBDW100, "4.1.2 Payload".
 */
record BrowanTabs(int port, String field, String one, String zero) {
  private static final int LENGTH = 8;

  Decoded decode(int onPort, byte[] payload) {
    if (onPort != port) return new Decoded.Rejected("other_port " + onPort);
    if (payload.length < LENGTH) return new Decoded.Rejected("truncated");
    if (payload.length > LENGTH) return new Decoded.Rejected("too_long");
    var bytes = new ByteReader(payload);
    int status = bytes.u8();
    int battery = bytes.u8() & 0x0f;
    int temperature = bytes.u8() & 0x7f;
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put(field, new Value.Word((status & 1) == 1 ? one : zero));
    // Its range is 1 to 14, and 25 + it are tenths of a volt.
    if (battery >= 1 && battery <= 14) {
      fields.put("battery_v", new Value.Quantity((25 + battery) / 10.0));
    }
    fields.put("temperature", new Value.Quantity(temperature - 32));
    fields.put("minutes_since", new Value.Quantity(bytes.u16()));
    long count = bytes.u16();
    fields.put("events", new Value.Quantity(count | (long) bytes.u8() << 16));
    return new Decoded.Fields(fields);
  }
}
