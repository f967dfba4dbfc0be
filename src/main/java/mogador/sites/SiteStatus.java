package mogador.sites;

import java.util.Locale;

/** Whether a site receives people, or is announced only. */
public enum SiteStatus {
  OPEN,
  PLANNED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** As in site files and the database. */
  public String code() {
    return code;
  }
}
