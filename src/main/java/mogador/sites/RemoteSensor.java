package mogador.sites;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sensor of the site that another network speaks for. What its codec and its signals mean,
 * whoever listens to that network knows: see {@link SiteFile.FurtherCheck}.
 *
 * @param eui 16 hexadecimal digits in lower case
 * @param source the network server, by its name in the settings
 * @param space the code of the space it watches
 * @param codec who makes fields of its bytes, if not its network
 * @param signals by field; empty for what its codec usually means
 * @param absentIsZero whether a state that is left out is its zero
 * @param silent after which it is missed, if not the usual time
 */
public record RemoteSensor(
    String eui,
    String source,
    String space,
    Optional<String> codec,
    Map<String, String> signals,
    boolean absentIsZero,
    Optional<Duration> silent) {
  public RemoteSensor {
    signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
  }

  /** What it is called among the devices of its site; nothing without an EUI. */
  public String code() {
    return eui.isEmpty() ? "" : code(eui);
  }

  /** What a device with this EUI is called among the devices of a site. */
  public static String code(String eui) {
    return "eui-" + eui;
  }

  /** Where in the file it says something. */
  public String path(String key) {
    return "sensors[" + eui + "]." + key;
  }
}
