package mogador.layouts;

import java.util.Locale;

/** Where a layout is in its life. */
enum LayoutStatus {
  TO_COME,
  HOLDS,
  PAST;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
