package mogador.uplinks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mogador.sites.RemoteSensor;
import mogador.sites.SiteFile;

/** What a site file says of a sensor of another network, in our own terms. */
final class FileMapping {
  private FileMapping() {}

  /** What nobody could understand. */
  static void check(RemoteSensor sensor, SiteFile.Complain complain) {
    Optional<Codec> codec = codec(sensor);
    if (codec.isEmpty()) {
      complain.about(
          sensor.path("codec"),
          "should be one of "
              + Arrays.stream(Codec.values()).map(Codec::id).collect(Collectors.joining(", ")));
    }
    boolean known = true;
    for (Map.Entry<String, String> signal : sensor.signals().entrySet()) {
      if (UplinkSignal.of(signal.getValue()).isPresent()) continue;
      known = false;
      complain.about(
          sensor.path("signals." + signal.getKey()),
          "should be one of "
              + Arrays.stream(UplinkSignal.values())
                  .map(UplinkSignal::code)
                  .collect(Collectors.joining(", ")));
    }
    boolean twice = sensor.signals().values().stream().distinct().count() < sensor.signals().size();
    if (twice) complain.about(sensor.path("signals"), "two fields cannot be the same signal");
    if (codec.isPresent() && known && !twice) {
      Map<String, UplinkSignal> signals = signals(sensor, codec.get());
      if (signals.isEmpty()) {
        complain.about(
            sensor.path("signals"),
            "is missing: what its network decodes may be called anything, so say what it means");
      } else if (!new SignalMap(signals, sensor.absentIsZero()).isEnough()) {
        complain.about(
            sensor.path("signals"),
            "is of no use: a field must be occupied, motion, open or badge, or two entries and"
                + " exits");
      }
    }
    Duration silence = sensor.silent().orElse(Adoption.USUAL_SILENCE);
    if (silence.compareTo(Adoption.SHORTEST_SILENCE) < 0
        || silence.compareTo(Adoption.LONGEST_SILENCE) > 0) {
      complain.about(sensor.path("silent"), "should be from 5m to 2d");
    }
  }

  /** How it is to be taken; of a sensor without complaints. */
  static Uplinks.Wish wish(RemoteSensor sensor) {
    Codec codec = codec(sensor).orElseThrow();
    return new Uplinks.Wish(
        key(sensor),
        sensor.space(),
        codec,
        new SignalMap(signals(sensor, codec), sensor.absentIsZero()),
        sensor.silent().orElse(codec.silence()));
  }

  static Heard.Key key(RemoteSensor sensor) {
    return new Heard.Key(sensor.source(), sensor.eui());
  }

  private static Optional<Codec> codec(RemoteSensor sensor) {
    return sensor.codec().isEmpty()
        ? Optional.of(Codec.NETWORK)
        : sensor.codec().flatMap(Codec::of);
  }

  private static Map<String, UplinkSignal> signals(RemoteSensor sensor, Codec codec) {
    if (sensor.signals().isEmpty()) return codec.signals();
    Map<String, UplinkSignal> signals = new LinkedHashMap<>();
    for (Map.Entry<String, String> signal : sensor.signals().entrySet()) {
      signals.put(signal.getKey(), UplinkSignal.of(signal.getValue()).orElseThrow());
    }
    return signals;
  }

  /** The complaints as lines, where nobody knows the lines of the file. */
  static void check(RemoteSensor sensor, String site, List<String> reasons) {
    check(sensor, (field, message) -> reasons.add(site + ": " + field + " " + message));
  }
}
