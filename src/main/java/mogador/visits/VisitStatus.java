package mogador.visits;

import java.util.Locale;

/** The stations of a visit. */
enum VisitStatus {
  EXPECTED,
  RECEIVED,
  LEFT,
  CANCELLED;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static VisitStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether the visitor may still come, or is there. */
  boolean isOpen() {
    return this == EXPECTED || this == RECEIVED;
  }
}
