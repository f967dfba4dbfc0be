package mogador.booking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mogador.booking.BookingRules.Refusal;
import mogador.kernel.SiteZone;
import net.fortuna.ical4j.model.Recur;

/**
 * On which days something recurs: a rule of RFC 5545, 3.3.10, by the day or longer. The time of day
 * is that of the first occurrence.
 *
 * @param days the rule without its end
 * @param count how many occurrences there are, if it says so
 * @param until the last local start there may be, if it says so
 */
record SeriesRule(String days, Optional<Integer> count, Optional<LocalDateTime> until) {
  static final int MOST = 400;

  private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
  private static final Set<String> TIMES = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");
  private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

  /** How far to look whether a rule ever holds: past a leap day, whenever it is asked. */
  private static final int YEARS_TO_LOOK = 9;

  /** Whether a rule was understood. */
  sealed interface Read {
    record Rule(SeriesRule rule) implements Read {}

    record No(Refusal refusal) implements Read {}
  }

  /** The local starts it gives. */
  sealed interface Expanded {
    /**
     * In order, at least one.
     *
     * @param cut whether the rule itself has no end
     */
    record Starts(List<LocalDateTime> starts, boolean cut) implements Expanded {
      public Starts {
        starts = List.copyOf(starts);
      }
    }

    record No(Refusal refusal) implements Expanded {}
  }

  /**
   * Understands a rule such as {@code FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10}.
   *
   * @param zone in which an UNTIL of UTC is read
   */
  static Read read(String text, SiteZone zone) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part :
        text.strip().toUpperCase(Locale.ROOT).replaceFirst("^RRULE:", "").split(";", -1)) {
      String[] named = part.split("=", -1);
      if (named.length != 2 || named[1].isEmpty())
        return no("“" + part + "” is no part of a rule.");
      if (parts.put(named[0], named[1]) != null) return no(named[0] + " is there twice.");
    }
    Optional<String> fault = fault(parts);
    if (fault.isPresent()) return no(fault.get());
    Optional<String> count = Optional.ofNullable(parts.remove("COUNT"));
    Optional<String> until = Optional.ofNullable(parts.remove("UNTIL"));
    if (count.isPresent() && until.isPresent()) return no("Say COUNT or UNTIL, not both.");
    if (count.isPresent() && (count.get().length() > 3 || Integer.parseInt(count.get()) > MOST)) {
      return new Read.No(tooMany());
    }
    String days =
        parts.entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining(";"));
    try {
      new Recur<LocalDateTime>(days);
      return new Read.Rule(
          new SeriesRule(days, count.map(Integer::valueOf), until.map(u -> until(u, zone))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return no("It is not understood: " + e.getMessage() + ".");
    }
  }

  /**
   * The starts from a first on. The first itself is among them only if the rule says so.
   *
   * @param last the last start that can be booked
   */
  Expanded expand(LocalDateTime first, LocalDateTime last) {
    if (first.isAfter(last)) return new Expanded.No(tooFar("from", last));
    if (until.isPresent() && until.get().isAfter(last.toLocalDate().atTime(LocalTime.MAX))) {
      return new Expanded.No(tooFar("rule", last));
    }
    LocalDateTime end = until.filter(u -> u.isBefore(last)).orElse(last);
    int wanted = count.orElse(MOST + 1);
    List<LocalDateTime> starts = starts(first, end, wanted);
    if (starts.isEmpty() && (until.isPresent() || !everHolds(first))) {
      return new Expanded.No(
          new Refusal(
              "no_occurrence",
              "rule",
              "No day from " + first.toLocalDate() + " on fits this rule."));
    }
    if (starts.isEmpty() || (count.isPresent() && starts.size() < wanted)) {
      return new Expanded.No(tooFar("rule", last));
    }
    boolean cut = count.isEmpty() && until.isEmpty();
    if (starts.size() > MOST && !cut) return new Expanded.No(tooMany());
    return new Expanded.Starts(starts.subList(0, Math.min(MOST, starts.size())), cut);
  }

  /** The rule with its end told in a way that any calendar counts alike. */
  String text(int occurrences) {
    return days + ";COUNT=" + occurrences;
  }

  private boolean everHolds(LocalDateTime first) {
    return !starts(first, first.plusYears(YEARS_TO_LOOK), 1).isEmpty();
  }

  private List<LocalDateTime> starts(LocalDateTime first, LocalDateTime end, int most) {
    return new Recur<LocalDateTime>(days)
        .getDates(first, first, end.plusSeconds(1), most).stream()
            .filter(start -> !start.isBefore(first) && !start.isAfter(end))
            .sorted()
            .distinct()
            .limit(most)
            .toList();
  }

  /** Which numbers a part may hold, and in which frequencies it has a meaning. */
  private record Numbers(int most, boolean negative, Set<String> frequencies) {
    boolean allow(String value) {
      for (String one : value.split(",", -1)) {
        if (!one.matches(negative ? "[+-]?\\d{1,3}" : "\\d{1,3}")) return false;
        int number = Math.abs(Integer.parseInt(one));
        if (number < 1 || number > most) return false;
      }
      return true;
    }
  }

  private static final Map<String, Numbers> NUMBERS =
      Map.of(
          "INTERVAL", new Numbers(999, false, FREQUENCIES),
          "BYMONTH", new Numbers(12, false, FREQUENCIES),
          "BYMONTHDAY", new Numbers(31, true, Set.of("DAILY", "MONTHLY", "YEARLY")),
          "BYYEARDAY", new Numbers(366, true, Set.of("YEARLY")),
          "BYWEEKNO", new Numbers(53, true, Set.of("YEARLY")),
          "BYSETPOS", new Numbers(366, true, FREQUENCIES));

  private static Optional<String> fault(Map<String, String> parts) {
    String frequency = parts.getOrDefault("FREQ", "");
    if (!FREQUENCIES.contains(frequency)) {
      return Optional.of("FREQ is one of DAILY, WEEKLY, MONTHLY and YEARLY.");
    }
    for (Map.Entry<String, String> part : parts.entrySet()) {
      Optional<String> fault = fault(frequency, part.getKey(), part.getValue());
      if (fault.isPresent()) return fault;
    }
    boolean some =
        parts.keySet().stream().anyMatch(n -> n.startsWith("BY") && !n.equals("BYSETPOS"));
    return parts.containsKey("BYSETPOS") && !some
        ? Optional.of("BYSETPOS needs another part to choose from, such as BYDAY.")
        : Optional.empty();
  }

  private static Optional<String> fault(String frequency, String name, String value) {
    if (TIMES.contains(name)) {
      return Optional.of(name + " is not for a series: its time of day is that of from.");
    }
    boolean understood =
        switch (name) {
          case "FREQ" -> true;
          case "COUNT" -> value.matches("0*[1-9]\\d{0,8}");
          case "UNTIL" -> value.matches("\\d{8}(T\\d{6}Z?)?");
          case "WKST" -> value.matches("MO|TU|WE|TH|FR|SA|SU");
          case "BYDAY" -> {
            String numbered =
                Set.of("MONTHLY", "YEARLY").contains(frequency) ? "([+-]?[1-9]\\d?)?" : "";
            String day = numbered + "(MO|TU|WE|TH|FR|SA|SU)";
            yield value.matches(day + "(," + day + "){0,60}");
          }
          default -> {
            Numbers numbers = NUMBERS.get(name);
            yield numbers != null
                && numbers.frequencies().contains(frequency)
                && numbers.allow(value);
          }
        };
    return understood
        ? Optional.empty()
        : Optional.of(name + "=" + value + " is not understood with FREQ=" + frequency + ".");
  }

  private static LocalDateTime until(String text, SiteZone zone) {
    if (text.length() == 8) {
      return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
          .atTime(LocalTime.of(23, 59, 59));
    }
    LocalDateTime at = LocalDateTime.parse(text.replace("Z", ""), UNTIL);
    return text.endsWith("Z") ? zone.localAt(at.toInstant(ZoneOffset.UTC)) : at;
  }

  private static Refusal tooFar(String field, LocalDateTime last) {
    return new Refusal(
        "too_far_ahead",
        field,
        "The last occurrence begins on " + last.toLocalDate() + " at the latest.");
  }

  private static Refusal tooMany() {
    return new Refusal(
        "too_many_occurrences", "rule", "A series has at most " + MOST + " occurrences.");
  }

  private static Read no(String text) {
    return new Read.No(new Refusal("invalid_rule", "rule", text));
  }
}
