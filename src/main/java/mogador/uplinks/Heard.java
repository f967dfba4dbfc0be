package mogador.uplinks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.occupancy.Signal;

/**
 * What was heard of a device: a pure function of its uplinks. A repetition changes nothing; of what
 * was overtaken on its way counts what nothing later has said.
 *
 * @param at when its last uplink came, as well as can be told
 * @param keys of its last uplinks
 * @param codec what its fields were read by
 * @param fields each with its last value
 * @param refused why the last payload could not be read
 */
record Heard(
    Key key,
    String application,
    String name,
    String model,
    Instant at,
    List<String> keys,
    Codec codec,
    int port,
    String payload,
    Map<String, Field> fields,
    Optional<String> refused,
    SensorState state) {
  /** How far a network's clock may be off and still be believed. */
  private static final Duration SANE = Duration.ofMinutes(2);

  private static final int KEYS = 16;

  /** A device by its network server and its EUI there. */
  record Key(String source, String eui) {}

  /** A value, and when it was told. */
  record Field(Value value, Instant at) {}

  Heard {
    keys = List.copyOf(keys);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** When an uplink came: by the network's clock if that is near, and never in the future. */
  static Instant time(Uplink uplink, Instant received) {
    return uplink
        .at()
        .filter(at -> Duration.between(at, received).abs().compareTo(SANE) <= 0)
        .filter(at -> at.isBefore(received))
        .orElse(received)
        .truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * After one more uplink; empty if it changes nothing.
   *
   * @param adoption how its fields are read, if it is a device of ours
   */
  static Optional<Heard> after(
      Optional<Heard> before,
      Key key,
      Uplink uplink,
      Instant received,
      Optional<Adoption> adoption) {
    Instant at = time(uplink, received);
    if (before.filter(it -> it.keys.contains(uplink.key())).isPresent()) return Optional.empty();
    if (before.filter(it -> it.at.isAfter(at)).isPresent()) {
      return before.get().overtaking(uplink, at, adoption);
    }
    Codec codec = adoption.map(Adoption::codec).orElseGet(() -> guess(uplink));
    SensorState state = before.map(Heard::state).orElse(SensorState.NOTHING);
    Map<String, Field> fields =
        new LinkedHashMap<>(
            before.filter(it -> it.codec == codec).map(Heard::fields).orElse(Map.of()));
    Optional<String> refused = Optional.empty();
    switch (codec.decode(uplink)) {
      case Decoded.Fields(Map<String, Value> values) -> {
        values.forEach(
            (field, value) -> {
              if (fields.containsKey(field) || fields.size() < Uplink.FIELDS) {
                fields.put(field, new Field(value, at));
              }
            });
        if (adoption.isPresent()) {
          state = state.with(adoption.get().map().read(values), at, life(uplink.key()));
        }
      }
      case Decoded.Rejected(String why) -> refused = Optional.of(why);
    }
    return Optional.of(
        new Heard(
            key,
            uplink.application(),
            uplink.name(),
            uplink.model(),
            at,
            withKey(before.map(Heard::keys).orElse(List.of()), uplink.key()),
            codec,
            uplink.port(),
            uplink.payload(),
            fields,
            refused,
            state));
  }

  /** That somebody was let in, if an uplink of a device of ours tells so. */
  static Optional<Signal> badge(Uplink uplink, Instant received, Adoption adoption) {
    boolean letIn =
        adoption.codec().decode(uplink) instanceof Decoded.Fields(Map<String, Value> values)
            && adoption.map().read(values).letIn();
    return letIn
        ? Optional.of(new Signal(adoption.device(), Signal.Kind.BADGE, time(uplink, received)))
        : Optional.empty();
  }

  private Optional<Heard> overtaking(Uplink uplink, Instant then, Optional<Adoption> adoption) {
    if (adoption.filter(it -> it.codec() != codec).isPresent()) return Optional.empty();
    if (!(codec.decode(uplink) instanceof Decoded.Fields(Map<String, Value> values))) {
      return Optional.empty();
    }
    Map<String, Field> merged = new LinkedHashMap<>(fields);
    values.forEach(
        (field, value) -> {
          Field told = merged.get(field);
          boolean newer = told == null ? merged.size() < Uplink.FIELDS : told.at().isBefore(then);
          if (newer) merged.put(field, new Field(value, then));
        });
    SensorState after =
        adoption
            .map(it -> it.map().read(values).withoutTotals())
            .map(meant -> state.with(meant, then, life(uplink.key())))
            .orElse(state);
    return Optional.of(
        new Heard(
            key,
            application,
            name,
            model,
            at,
            withKey(keys, uplink.key()),
            codec,
            port,
            payload,
            merged,
            refused,
            after));
  }

  /**
   * As it is once it is adopted: what it said last holds at once. What it had counted before is
   * none of ours, nor who was let in before.
   */
  Heard adopted(Codec by, SignalMap map) {
    Map<String, Value> last = by.hasBytes() ? decodedBy(by) : lastFields(by);
    Map<String, Field> read = new LinkedHashMap<>();
    if (by == codec) read.putAll(fields);
    else last.forEach((field, value) -> read.put(field, new Field(value, at)));
    SensorState begun =
        SensorState.NOTHING.with(map.read(last).withoutMoment(), at, life(keys.getLast()));
    return new Heard(
        key, application, name, model, at, keys, by, port, payload, read, refused, begun);
  }

  /** The same as a stranger again. */
  Heard letGo() {
    return new Heard(
        key,
        application,
        name,
        model,
        at,
        keys,
        codec,
        port,
        payload,
        fields,
        refused,
        SensorState.NOTHING);
  }

  /** What its fields probably mean. */
  SignalMap guess() {
    Map<String, Value> values = new LinkedHashMap<>();
    fields.forEach((field, told) -> values.put(field, told.value()));
    if (codec == Codec.NETWORK) return SignalMap.guess(values);
    return new SignalMap(codec.signals(), false);
  }

  /** Whose payload it is: by its names, else what its network makes of it, else by the port. */
  private static Codec guess(Uplink uplink) {
    return Codec.named(uplink.model())
        .or(() -> Codec.named(uplink.name()))
        .or(() -> uplink.decoded().isEmpty() ? Codec.onPort(uplink) : Optional.empty())
        .orElse(Codec.NETWORK);
  }

  /** Those of the last uplink alone, but of a reader, which tells each when it changes. */
  private Map<String, Value> lastFields(Codec by) {
    Map<String, Value> last = new LinkedHashMap<>();
    if (codec.hasBytes()) return last;
    fields.forEach(
        (field, told) -> {
          if (by == Codec.ESP_RFID || told.at().equals(at)) last.put(field, told.value());
        });
    return last;
  }

  private Map<String, Value> decodedBy(Codec by) {
    return switch (by.decode(port, payload)) {
      case Decoded.Fields(Map<String, Value> values) -> values;
      case Decoded.Rejected rejected -> Map.of();
    };
  }

  private static List<String> withKey(List<String> keys, String key) {
    List<String> more = new ArrayList<>(keys);
    more.add(key);
    return more.size() <= KEYS ? more : more.subList(more.size() - KEYS, more.size());
  }

  /** A short name, the same wherever the uplink is heard. */
  private static String life(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "u" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
