package mogador.uplinks;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who makes fields of the bytes: the network's own decoder, or one of ours for a model. */
enum Codec {
  /** What the network server passes on as decoded. */
  NETWORK("network", "") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return new Decoded.Rejected("not_decoded");
    }

    @Override
    Decoded decode(Uplink uplink) {
      return new Decoded.Fields(uplink.decoded());
    }
  },

  /** Desk and seat occupancy sensors VS340 and VS341. */
  MILESIGHT_VS34X("milesight-vs34x", "vs340|vs341|vs34x") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return SEAT.decode(port, payload);
    }
  },

  /** Room occupancy sensor VS370, a radar. */
  MILESIGHT_VS370("milesight-vs370", "vs370") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return ROOM.decode(port, payload);
    }
  },

  /** Motion and light sensor WS202. */
  MILESIGHT_WS202("milesight-ws202", "ws202") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return MOTION.decode(port, payload);
    }
  },

  /** People counter VS133, by its first line; it has no battery. */
  MILESIGHT_VS133("milesight-vs133", "vs133") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return LINES.decode(port, payload);
    }
  },

  /** People counter VS360, a light barrier; its totals have 16 bits. */
  MILESIGHT_VS360("milesight-vs360", "vs360") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return BARRIER.decode(port, payload);
    }
  },

  /** Door and window contact WS301. */
  MILESIGHT_WS301("milesight-ws301", "ws301") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return CONTACT.decode(port, payload);
    }
  },

  /** Motion sensor TBMS100. */
  BROWAN_TBMS100("browan-tbms100", "tbms100|tbms-100") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return TABS_MOTION.decode(port, payload);
    }
  },

  /** Door and window sensor TBDW100. */
  BROWAN_TBDW100("browan-tbdw100", "tbdw100|tbdw-100") {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return TABS_DOOR.decode(port, payload);
    }
  },

  /** Readers with the firmware esp-rfid; what they say has names already. */
  ESP_RFID(EspRfid.MODEL, EspRfid.MODEL) {
    @Override
    Decoded bytes(int port, byte[] payload) {
      return new Decoded.Rejected("not_decoded");
    }

    @Override
    Decoded decode(Uplink uplink) {
      return new Decoded.Fields(uplink.decoded());
    }
  };

  private static final MilesightItems SEAT =
      MilesightItems.basic()
          .percent(0x01, 0x75, "battery")
          .word(0x03, 0x00, "occupancy", "occupied", "vacant");
  private static final MilesightItems ROOM = SEAT.word(0x04, 0x00, "illumination", "bright", "dim");
  private static final MilesightItems MOTION =
      MilesightItems.basic()
          .percent(0x01, 0x75, "battery")
          .word(0x03, 0x00, "pir", "trigger", "normal")
          .word(0x04, 0x00, "daylight", "bright", "dark");
  private static final MilesightItems CONTACT =
      MilesightItems.basic()
          .percent(0x01, 0x75, "battery")
          .word(0x03, 0x00, "door", "open", "closed")
          .word(0x04, 0x00, "installed", "no", "yes");
  private static final MilesightItems BARRIER =
      MilesightItems.basic()
          .percent(0x01, 0x75, "battery_main")
          .percent(0x02, 0x75, "battery_node")
          .ignoring(0x03, 0xf4, 2)
          .both(0x04, 0xcc, "total_in", "total_out")
          .both(0x05, 0xcc, "period_in", "period_out")
          .with(
              0x84,
              0xcc,
              (bytes, fields) -> {
                fields.put("total_in", MilesightItems.quantity(bytes.u16()));
                fields.put("total_out", MilesightItems.quantity(bytes.u16()));
                bytes.skip(1);
              })
          .ignoring(0x85, 0xcc, 5)
          .ignoring(0x0a, 0xef, 4);
  private static final MilesightItems LINES = lines();
  private static final BrowanTabs TABS_MOTION = new BrowanTabs(102, "motion", "occupied", "free");
  private static final BrowanTabs TABS_DOOR = new BrowanTabs(100, "door", "open", "closed");

  /** Of 180 s each, unless its owner has set another pace. */
  private static final Duration THREE_HEARTBEATS = Duration.ofMinutes(10);

  private final String id;
  private final String models;

  /**
   * @param models what a model is called in lower case, one behind the other with a stroke between
   */
  Codec(String id, String models) {
    this.id = id;
    this.models = models;
  }

  /** As in the API and the database, such as {@code milesight-ws202}. */
  String id() {
    return id;
  }

  /** What its fields usually mean. */
  Map<String, UplinkSignal> signals() {
    return switch (this) {
      case NETWORK -> Map.of();
      case MILESIGHT_VS34X, MILESIGHT_VS370 ->
          Map.of("occupancy", UplinkSignal.OCCUPIED, "battery", UplinkSignal.BATTERY);
      case MILESIGHT_WS202 -> Map.of("pir", UplinkSignal.MOTION, "battery", UplinkSignal.BATTERY);
      case MILESIGHT_VS133 ->
          Map.of("line_1_total_in", UplinkSignal.ENTRIES, "line_1_total_out", UplinkSignal.EXITS);
      case MILESIGHT_VS360 ->
          Map.of(
              "total_in",
              UplinkSignal.ENTRIES,
              "total_out",
              UplinkSignal.EXITS,
              "battery_main",
              UplinkSignal.BATTERY);
      case MILESIGHT_WS301 -> Map.of("door", UplinkSignal.OPEN, "battery", UplinkSignal.BATTERY);
      case BROWAN_TBMS100 -> Map.of("motion", UplinkSignal.MOTION);
      case BROWAN_TBDW100 -> Map.of("door", UplinkSignal.OPEN);
      case ESP_RFID -> Map.of(EspRfid.ACCESS, UplinkSignal.BADGE, EspRfid.DOOR, UplinkSignal.OPEN);
    };
  }

  /** Whether it makes fields of the payload, so that an earlier payload may be read by it. */
  boolean hasBytes() {
    return this != NETWORK && this != ESP_RFID;
  }

  /** After which silence a device is usually missed. */
  Duration silence() {
    return this == ESP_RFID ? THREE_HEARTBEATS : Adoption.USUAL_SILENCE;
  }

  static Optional<Codec> of(String id) {
    return Arrays.stream(values()).filter(codec -> codec.id.equals(id)).findFirst();
  }

  /** The one for a model that is named in this text. */
  static Optional<Codec> named(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(codec -> codec != NETWORK)
        .filter(codec -> Pattern.compile(codec.models).matcher(words).find())
        .findFirst();
  }

  abstract Decoded bytes(int port, byte[] payload);

  /** The one whose payloads alone come on this port, if this is one. */
  static Optional<Codec> onPort(Uplink uplink) {
    return Stream.of(BROWAN_TBMS100, BROWAN_TBDW100)
        .filter(codec -> codec.decode(uplink) instanceof Decoded.Fields)
        .findFirst();
  }

  /** The fields of an uplink, whatever its bytes. */
  Decoded decode(Uplink uplink) {
    return decode(uplink.port(), uplink.payload());
  }

  /** The fields of a payload in hexadecimal. */
  Decoded decode(int port, String payload) {
    try {
      return bytes(port, HexFormat.of().parseHex(payload));
    } catch (ByteReader.Truncated e) {
      return new Decoded.Rejected("truncated");
    }
  }

  private static MilesightItems lines() {
    MilesightItems items = MilesightItems.basic();
    for (int line = 1; line <= 4; line++) {
      int first = 3 * line;
      items =
          items
              .total(first, 0xd2, "line_" + line + "_total_in")
              .total(first + 1, 0xd2, "line_" + line + "_total_out")
              .both(first + 2, 0xcc, "line_" + line + "_period_in", "line_" + line + "_period_out");
    }
    return items
        .with(
            0x0f,
            0xe3,
            (bytes, fields) -> {
              for (int region = 1; region <= 4; region++) {
                fields.put("region_" + region, MilesightItems.quantity(bytes.u8()));
              }
            })
        .ignoring(0x10, 0xe4, 5);
  }
}
