package mogador.sites;

import java.util.List;

/** How much text fits where, by what letters take on average. */
final class PlanText {
  private static final double LETTER = 0.56;

  private PlanText() {}

  /** The size, at most {@code largest}, at which the words are at most {@code width} wide. */
  static int fit(String words, int width, int largest) {
    return Math.min(largest, (int) (width / (Math.max(1, words.length()) * LETTER)));
  }

  /** The words in one line, or in the two that are most alike in length. */
  static List<String> lines(String words, int width, int size) {
    if (words.length() * LETTER * size <= width) return List.of(words);
    int best = -1;
    for (int at = words.indexOf(' '); at >= 0; at = words.indexOf(' ', at + 1)) {
      if (best < 0 || Math.abs(2 * at - words.length()) < Math.abs(2 * best - words.length())) {
        best = at;
      }
    }
    if (best < 0) return List.of(words);
    return List.of(words.substring(0, best), words.substring(best + 1));
  }
}
