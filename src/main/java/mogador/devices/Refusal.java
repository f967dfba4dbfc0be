package mogador.devices;

import java.util.Locale;

/** Why a message is dropped. */
enum Refusal {
  TOO_LONG,
  NOT_UTF8,
  NOT_JSON,
  MISSING_FIELD,
  WRONG_TYPE,
  OUT_OF_RANGE,
  UNKNOWN_TOPIC,
  UNKNOWN_DEVICE,
  THROTTLED,
  QUEUE_FULL;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As counted and logged, e.g. {@code not_json}. */
  String code() {
    return code;
  }
}
