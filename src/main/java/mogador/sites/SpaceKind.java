package mogador.sites;

import java.util.Locale;
import java.util.Optional;

/** What a space is used as. */
public enum SpaceKind {
  OFFICE,
  MEETING_ROOM,
  EVENT_ROOM,
  POSITION,
  PHONE_BOOTH,
  TABLE,
  OPEN_SPACE;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in site files, the API and the database, e.g. {@code meeting_room}. */
  public String code() {
    return code;
  }

  public static Optional<SpaceKind> of(String code) {
    for (SpaceKind kind : values()) if (kind.code.equals(code)) return Optional.of(kind);
    return Optional.empty();
  }
}
