package mogador.uplinks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a payload turns out to be. */
sealed interface Decoded {
  /** In the order of the bytes. */
  record Fields(Map<String, Value> values) implements Decoded {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Not what the maker describes.
   *
   * @param why such as {@code truncated} or {@code unknown_channel 0a ef}
   */
  record Rejected(String why) implements Decoded {}
}
