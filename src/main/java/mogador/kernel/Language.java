package mogador.kernel;

import java.util.Locale;
import java.util.Optional;

/** The languages people are served in; French is the default. */
public enum Language {
  FR("fr", "fr-MA", "Français"),
  AR("ar", "ar-MA", "العربية"),
  EN("en", "en-GB", "English");

  private final String code;
  private final Locale locale;
  private final String endonym;

  Language(String code, String tag, String endonym) {
    this.code = code;
    this.locale = Locale.forLanguageTag(tag);
    this.endonym = endonym;
  }

  /** The language of an ISO 639-1 code, if it is one of ours. */
  public static Optional<Language> of(String code) {
    for (Language language : values()) if (language.code.equals(code)) return Optional.of(language);
    return Optional.empty();
  }

  /** ISO 639-1, as in {@code <html lang>}. */
  public String code() {
    return code;
  }

  /** The language as used in Morocco (English: in Britain), for dates and numbers. */
  public Locale locale() {
    return locale;
  }

  /** Its name in itself. */
  public String endonym() {
    return endonym;
  }

  public boolean rightToLeft() {
    return this == AR;
  }
}
