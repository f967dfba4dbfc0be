package mogador.muster;

import java.util.Locale;

/** How surely somebody is inside; the surest first. */
enum Confidence {
  /** Seen within the hour, or in a space that is sensed to be occupied. */
  SURE,
  /** Seen since the site opened, and nothing says that they have left. */
  LIKELY,
  /** Their time is over or their door was not seen to open, and nobody saw them leave. */
  UNSURE;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Confidence of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
