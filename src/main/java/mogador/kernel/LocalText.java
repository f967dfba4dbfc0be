package mogador.kernel;

/** A short text in the three languages, such as a site's or a space's name. */
public record LocalText(String fr, String ar, String en) {
  public LocalText {
    if (fr.isBlank() || ar.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a text is needed in fr, ar and en");
    }
  }

  /** The same in every language, for proper names. */
  public static LocalText same(String text) {
    return new LocalText(text, text, text);
  }

  public String in(Language language) {
    return switch (language) {
      case FR -> fr;
      case AR -> ar;
      case EN -> en;
    };
  }
}
