package mogador.sites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a file so far, and on which line each of its fields stands. */
final class Complaints {
  /** A file this wrong is corrected in several goes; it also bounds what a hostile one costs. */
  static final int MOST = 500;

  private static final Comparator<Complaint> BY_LINE =
      Comparator.comparingInt(Complaint::line).thenComparing(Complaint::field);

  private final List<Complaint> found = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  void stands(String field, int line) {
    lines.put(field, line);
  }

  void add(int line, String field, String message) {
    if (found.size() == MOST) found.add(new Complaint(line, "", "and more; only these are told"));
    if (found.size() < MOST) found.add(new Complaint(line, field, message));
  }

  /** On the line of the field, or of the nearest one around it. */
  void add(String field, String message) {
    add(lineOf(field), field, message);
  }

  private int lineOf(String field) {
    for (String around = field; ; ) {
      Integer line = lines.get(around);
      if (line != null) return line;
      int end = around.lastIndexOf('.');
      if (end < 0) return 1;
      around = around.substring(0, end);
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  boolean full() {
    return found.size() > MOST;
  }

  List<Complaint> sorted() {
    return found.stream().sorted(BY_LINE).distinct().toList();
  }
}
