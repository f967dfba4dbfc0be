package mogador.calendars;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.Calendar;

/** Writes iCalendar objects as text. */
final class ICalText {
  private static final int OCTETS = 75;
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\u2028\\u2029]");
  private static final Pattern ESCAPED_END = Pattern.compile("\\\\+\\n");

  private ICalText() {}

  /** As RFC 5545 has it: lines end with CR LF and are folded at 75 octets of UTF-8. */
  static String of(Calendar calendar) {
    return folded(calendar.toString());
  }

  /** The library folds by characters, and Arabic ones are two octets. */
  static String folded(String text) {
    var folded = new StringBuilder(text.length() + text.length() / 32);
    int octets = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point == '\r' || point == '\n') {
        octets = 0;
      } else {
        int size = octets(point);
        if (octets + size > OCTETS) {
          folded.append("\r\n ");
          octets = 1;
        }
        octets += size;
      }
      folded.appendCodePoint(point);
    }
    return folded.toString();
  }

  /** What a text property may hold: no control characters but line breaks, and whole letters. */
  static String clean(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\')) return text.strip();
    String whole =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .replace("\r\n", "\n")
            .replace('\r', '\n');
    String plain = CONTROLS.matcher(whole).replaceAll(" ");
    // Right as it would be escaped, but some readers take the two for one.
    return ESCAPED_END.matcher(plain).replaceAll("\n").strip();
  }

  private static int octets(int point) {
    if (point < 0x80) return 1;
    if (point < 0x800) return 2;
    return point < 0x10000 ? 3 : 4;
  }
}
