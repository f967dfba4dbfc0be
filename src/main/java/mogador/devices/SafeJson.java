package mogador.devices;

import com.fasterxml.jackson.databind.JsonNode;

/** What PostgreSQL's jsonb takes is less than what JSON allows. */
final class SafeJson {
  private SafeJson() {}

  /** Whether jsonb can hold it: no NUL, no half of a surrogate pair, no infinite number. */
  static boolean isStorable(JsonNode node) {
    if (node.isTextual()) return isStorable(node.textValue());
    if (node.isDouble() || node.isFloat()) return Double.isFinite(node.doubleValue());
    if (node.isObject()) {
      for (var field : node.properties()) {
        if (!isStorable(field.getKey()) || !isStorable(field.getValue())) return false;
      }
      return true;
    }
    for (JsonNode element : node) if (!isStorable(element)) return false;
    return true;
  }

  /** The text with what jsonb refuses replaced. */
  static String storable(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || isSurrogate(c) ? 0xFFFD : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isSurrogate(c));
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
