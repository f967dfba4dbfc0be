package mogador.web;

import mogador.kernel.Language;

/**
 * What the frame around a page needs, and the words and formats its template uses.
 *
 * @param path of this page, without its query
 * @param query of this page without {@code lang}, empty or starting with {@code ?}
 */
public record Frame(
    Messages messages, Formats formats, Visitor visitor, Assets assets, String path, String query) {

  public Language language() {
    return messages.language();
  }

  public String direction() {
    return language().rightToLeft() ? "rtl" : "ltr";
  }

  /** {@link Messages#text}. */
  public String t(String key, Object... arguments) {
    return messages.text(key, arguments);
  }

  /** The word for a code, {@code prefix.code}; {@code prefix.other} for one we have no word for. */
  public String word(String prefix, String code, Object... arguments) {
    String key = prefix + "." + code;
    return messages.text(messages.has(key) ? key : prefix + ".other", arguments);
  }

  /** The address of one of our files, see {@link Assets}. */
  public String asset(String name) {
    return assets.address(name);
  }

  /** This very page in another language. */
  public String inLanguage(Language other) {
    return path + (query.isEmpty() ? "?lang=" : query + "&lang=") + other.code();
  }

  /** Whether this page belongs to a link, and to no other one more closely. */
  public boolean isHere(Visitor.Link link) {
    return holds(link)
        && visitor.links().stream()
            .noneMatch(other -> holds(other) && other.href().length() > link.href().length());
  }

  private boolean holds(Visitor.Link link) {
    return path.equals(link.href())
        || (link.href().length() > 1 && path.startsWith(link.href() + "/"));
  }
}
