package mogador.uplinks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Milesight's payloads: items of a channel, a type and a value whose length follows from the two,
 * one behind the other, numbers little-endian. Which there are depends on the model. Since an
 * unknown item's length is unknown too, it makes the whole payload unreadable.
 *
 * <p>Source: the user guides' "Device Payload" and milesight.com/products/docs, "Uplink Packets".
 */
final class MilesightItems {
  /** What one item says, into fields. */
  interface Item {
    void read(ByteReader bytes, Map<String, Value> fields);
  }

  private final Map<Integer, Item> items;

  private MilesightItems(Map<Integer, Item> items) {
    this.items = items;
  }

  /** What every model says of itself when it joins; of no use here. */
  static MilesightItems basic() {
    return new MilesightItems(new HashMap<>())
        .ignoring(0xff, 0x01, 1)
        .ignoring(0xff, 0x08, 6)
        .ignoring(0xff, 0x09, 2)
        .ignoring(0xff, 0x0a, 2)
        .ignoring(0xff, 0x0b, 1)
        .ignoring(0xff, 0x0f, 1)
        .ignoring(0xff, 0x16, 8)
        .ignoring(0xff, 0xfe, 1)
        .ignoring(0xff, 0xff, 2);
  }

  MilesightItems with(int channel, int type, Item item) {
    Map<Integer, Item> more = new HashMap<>(items);
    more.put(channel << 8 | type, item);
    return new MilesightItems(more);
  }

  MilesightItems ignoring(int channel, int type, int length) {
    return with(channel, type, (bytes, fields) -> bytes.skip(length));
  }

  MilesightItems percent(int channel, int type, String field) {
    return with(channel, type, (bytes, fields) -> fields.put(field, quantity(bytes.u8())));
  }

  /** 1 and 0 by their words; any other byte says that it is not known. */
  MilesightItems word(int channel, int type, String field, String one, String zero) {
    return with(
        channel,
        type,
        (bytes, fields) -> {
          switch (bytes.u8()) {
            case 0 -> fields.put(field, new Value.Word(zero));
            case 1 -> fields.put(field, new Value.Word(one));
            default -> {}
          }
        });
  }

  MilesightItems total(int channel, int type, String field) {
    return with(channel, type, (bytes, fields) -> fields.put(field, quantity(bytes.u32())));
  }

  /** Two counters of 16 bits: in, then out. */
  MilesightItems both(int channel, int type, String in, String out) {
    return with(
        channel,
        type,
        (bytes, fields) -> {
          fields.put(in, quantity(bytes.u16()));
          fields.put(out, quantity(bytes.u16()));
        });
  }

  Decoded decode(int port, byte[] payload) {
    var bytes = new ByteReader(payload);
    Map<String, Value> fields = new LinkedHashMap<>();
    while (bytes.left() > 0) {
      int channel = bytes.u8();
      int type = bytes.u8();
      Item item = items.get(channel << 8 | type);
      if (item == null) {
        return new Decoded.Rejected(
            String.format(Locale.ROOT, "unknown_channel %02x %02x", channel, type));
      }
      item.read(bytes, fields);
    }
    return new Decoded.Fields(fields);
  }

  static Value quantity(long amount) {
    return new Value.Quantity(amount);
  }
}
