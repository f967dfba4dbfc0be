package mogador.calendars;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;

/** Writes iCalendar objects as text. */
final class ICalText {
  private static final int UNFOLDED = 1 << 20;
  private static final int OCTETS = 75;

  private ICalText() {}

  /** As RFC 5545 has it: lines end with CR LF and are folded at 75 octets of UTF-8. */
  static String of(Calendar calendar) {
    var text = new StringWriter(2_048);
    try {
      new CalendarOutputter(false, UNFOLDED).output(calendar, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folded(text.toString());
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
    String whole =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .replace("\r\n", "\n")
            .replace('\r', '\n');
    return whole
        .replaceAll("[\\p{Cc}&&[^\\n]]|[\\u2028\\u2029]", " ")
        // Right as it would be escaped, but some readers take the two for one.
        .replaceAll("\\\\+\\n", "\n")
        .strip();
  }

  private static int octets(int point) {
    if (point < 0x80) return 1;
    if (point < 0x800) return 2;
    return point < 0x10000 ? 3 : 4;
  }
}
