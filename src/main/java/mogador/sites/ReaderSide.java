package mogador.sites;

import java.util.Locale;

/** On which side of its door a reader is: one shows a badge to go in, or to go out. */
enum ReaderSide {
  OUTER,
  INNER;

  private final String code = name().toLowerCase(Locale.ROOT);

  String code() {
    return code;
  }
}
