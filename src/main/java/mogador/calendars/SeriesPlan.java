package mogador.calendars;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.kernel.SiteZone;
import mogador.kernel.SiteZone.Reading;
import mogador.kernel.TimeSlot;
import net.fortuna.ical4j.model.Recur;

/**
 * A series as iCalendar says it: a rule, the starts it gives that do not stand, those that stand
 * beside it, and the occurrences that differ from it. What it comes to are exactly the series'
 * entries, whatever the rule says and however much of it was skipped, moved or cancelled.
 *
 * @param first the first start; the rule counts from it
 * @param length of each occurrence that does not say otherwise
 * @param rule without COUNT and UNTIL: it ends with {@code last}; empty when it is none we can use
 * @param last start given by the rule
 * @param without starts given by the rule where nothing stands (EXDATE)
 * @param besides starts not given by the rule (RDATE)
 * @param differing occurrences in another space, at another time, or not yet approved
 * @param apart a second booking for the same occurrence: an entry of its own
 */
record SeriesPlan(
    LocalDateTime first,
    Duration length,
    Optional<String> rule,
    LocalDateTime last,
    List<LocalDateTime> without,
    List<LocalDateTime> besides,
    List<Entry> differing,
    List<Entry> apart) {

  private static final int MANY = 4_000;
  private static final Duration ONE_DAY = Duration.ofDays(1);

  /** What recurs more often than daily is spelled out. */
  private static final Pattern FREQUENCY = Pattern.compile("FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)");

  private static final Pattern WITHIN_A_DAY = Pattern.compile("BY(HOUR|MINUTE|SECOND)=.*");

  /** Plans a series of which something stands. */
  static SeriesPlan of(Series series, SiteZone zone) {
    var standing = new TreeMap<LocalDateTime, Entry>();
    var apart = new ArrayList<Entry>();
    for (Entry entry : series.entries()) {
      LocalDateTime start = entry.recurrence().orElse(entry.from());
      if (standing.putIfAbsent(start, entry) != null) apart.add(entry);
    }
    Optional<String> rule = usable(series.rule());
    var given = new TreeSet<LocalDateTime>();
    rule.ifPresent(text -> given.addAll(starts(text, series.from(), standing.lastKey())));
    if (meetsChange(given, zone)) given.clear();
    if (given.isEmpty()) rule = Optional.empty();
    LocalDateTime first = given.isEmpty() ? standing.firstKey() : given.first();
    Duration length = length(series, zone, first);
    return new SeriesPlan(
        first,
        length,
        rule,
        given.isEmpty() ? first : given.last(),
        given.stream().filter(start -> !standing.containsKey(start)).toList(),
        standing.keySet().stream()
            .filter(start -> !given.contains(start) && !start.equals(first))
            .toList(),
        standing.entrySet().stream()
            .filter(at -> differs(at.getValue(), series, zone, at.getKey(), length))
            .map(java.util.Map.Entry::getValue)
            .toList(),
        apart);
  }

  /** Whether the rule gives more than one start a day. */
  boolean isWithinADay() {
    return rule.stream()
        .flatMap(text -> Stream.of(text.split(";", -1)))
        .anyMatch(part -> WITHIN_A_DAY.matcher(part).matches());
  }

  /**
   * Whether the clock leaves out the hour of a start on some day between the first and the last, or
   * shows it twice: readers that count from one to the next then lose that hour for good, or take
   * the second of the two, so it is spelled out.
   */
  private static boolean meetsChange(TreeSet<LocalDateTime> given, SiteZone zone) {
    if (given.isEmpty()) return false;
    Set<LocalTime> hours =
        given.stream().map(LocalDateTime::toLocalTime).collect(Collectors.toSet());
    Instant from = zone.firstInstant(given.first());
    Instant to = zone.firstInstant(given.last()).plus(ONE_DAY);
    return zone.changes(from, to).stream()
        .flatMap(change -> Stream.of(change.getDateTimeBefore(), change.getDateTimeAfter()))
        .map(LocalDateTime::toLocalDate)
        .distinct()
        .anyMatch(
            day ->
                hours.stream()
                    .anyMatch(hour -> !(zone.read(day.atTime(hour)) instanceof Reading.Once)));
  }

  private static boolean differs(
      Entry entry, Series series, SiteZone zone, LocalDateTime start, Duration length) {
    var planned = new TimeSlot(zone.firstInstant(start), zone.firstInstant(start).plus(length));
    return entry.space() != series.space()
        || entry.standing() != Entry.Standing.CONFIRMED
        || !entry.from().equals(start)
        || !entry.slot().equals(planned);
  }

  /** Exact, as RFC 5545 has it: an occurrence on the day of a clock's change may differ. */
  private static Duration length(Series series, SiteZone zone, LocalDateTime first) {
    LocalDateTime to = first.plus(Duration.between(series.from(), series.to()));
    Duration exact = Duration.between(zone.firstInstant(first), zone.firstInstant(to));
    return exact.isPositive() ? exact : Duration.between(series.from(), series.to());
  }

  private static Optional<String> usable(String rule) {
    String kept =
        Stream.of(rule.toUpperCase(Locale.ROOT).split(";", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .filter(part -> !part.startsWith("COUNT=") && !part.startsWith("UNTIL="))
            .collect(Collectors.joining(";"));
    return FREQUENCY.matcher(kept).find() ? Optional.of(kept) : Optional.empty();
  }

  /** Empty if the rule is none, or gives more than anybody would book. */
  private static Set<LocalDateTime> starts(String rule, LocalDateTime from, LocalDateTime last) {
    try {
      var starts =
          new HashSet<>(
              new Recur<LocalDateTime>(rule).getDates(from, from, last.plusSeconds(1), MANY));
      starts.removeIf(start -> start.isAfter(last) || start.isBefore(from));
      return starts.size() < MANY ? starts : Set.of();
    } catch (RuntimeException malformed) {
      return Set.of();
    }
  }
}
