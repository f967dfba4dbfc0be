package firmware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a line of a list says of a credential.
 *
 * @param windows when its holder may enter: half-open, ascending, apart
 */
record ListEntry(boolean suspended, List<Window> windows) {
  /** From a millisecond since 1970 on, until before another. */
  record Window(long from, long to) {}

  private static final String NAMED = "[0-9a-f]{32} (uid|card|qr|phone|pin)";
  private static final String WINDOW = "[0-9]{1,15}-[0-9]{1,15}";
  private static final Pattern KEY = Pattern.compile(NAMED);
  private static final Pattern LINE =
      Pattern.compile(NAMED + " (active|suspended) " + WINDOW + "(," + WINDOW + ")*");

  /** Empty when it is no line of a list. */
  static Optional<ListEntry> of(String line) {
    if (!LINE.matcher(line).matches()) return Optional.empty();
    String[] words = line.split(" ", 4);
    var windows = new ArrayList<Window>();
    for (String window : words[3].split(",", -1)) {
      int dash = window.indexOf('-');
      windows.add(
          new Window(
              Long.parseLong(window, 0, dash, 10),
              Long.parseLong(window, dash + 1, window.length(), 10)));
    }
    return Optional.of(new ListEntry(words[2].equals("suspended"), List.copyOf(windows)));
  }

  /** Whether it is what a line begins with: its first two words. */
  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  /** Why not now; empty within a window. The nearest one tells, of two equally near the next. */
  Optional<String> notNow(Instant at) {
    long now = at.toEpochMilli();
    long next = Long.MAX_VALUE;
    long last = Long.MAX_VALUE;
    for (Window window : windows) {
      if (now >= window.from() && now < window.to()) return Optional.empty();
      if (window.from() > now) next = Math.min(next, window.from() - now);
      else last = Math.min(last, now - window.to());
    }
    return Optional.of(next <= last ? "too_early" : "too_late");
  }
}
