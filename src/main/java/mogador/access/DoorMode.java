package mogador.access;

import java.util.Locale;

/** How a door stands towards everyone, whatever their rights. Exit is free in all of them. */
public enum DoorMode {
  /** Opens to those who have a right. */
  NORMAL,

  /** Lets nobody in. */
  LOCKDOWN,

  /** Stands open: in case of fire, on the way out. */
  RELEASED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in messages, e.g. {@code lockdown}. */
  public String code() {
    return code;
  }
}
