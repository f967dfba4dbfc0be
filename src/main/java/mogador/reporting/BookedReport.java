package mogador.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.kernel.TimeSlot;
import mogador.occupancy.UseHistory;
import mogador.platform.Sql;
import mogador.reporting.BookedHistory.By;
import mogador.reporting.BookedHistory.Heading;
import mogador.sites.Floor;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.SpaceKind;

/**
 * What was booked and used of a site over some time, as it may be told.
 *
 * @param lines the whole first, then by kind, floor, space, company and hour
 */
record BookedReport(List<Line> lines) {
  BookedReport {
    lines = List.copyOf(lines);
  }

  /**
   * Of one kind, one floor and so on; what is empty is not known, or kept back.
   *
   * @param code as the contract says it
   * @param name as it is called; empty where its code has a word
   * @param keptBack whether something is, for it would tell of single persons
   * @param squattedPercent of the time that somebody was there
   */
  record Line(
      By by,
      String code,
      Optional<LocalText> name,
      boolean keptBack,
      Optional<BookedFigures> booked,
      Optional<Long> squattedMillis,
      Optional<Integer> squattedPercent,
      Optional<Stays> stays) {}

  /** In minutes; half of all stays were no longer than the median. */
  record Stays(int count, int median, int longest) {}

  static BookedReport of(Sql sql, Network network, UseAsked of) {
    Site site = of.site();
    TimeSlot slot = of.period().slot(site.clock());
    Optional<String> kind = of.kind().map(SpaceKind::code);
    var asked = new BookedHistory.Asked(site.id(), site.clock(), slot, of.floor(), kind);
    return of(
        network,
        of,
        BookedHistory.booked(sql, asked),
        BookedHistory.squatted(sql, asked),
        BookedHistory.stays(sql, asked),
        new UseGroups(UseHistory.groups(sql, site.id(), slot, UseReport.ENOUGH)),
        new BookedKept(BookedHistory.persons(sql, site.id(), site.clock(), slot)));
  }

  private static BookedReport of(
      Network network,
      UseAsked asked,
      List<BookedHistory.Booked> booked,
      List<BookedHistory.Squatted> squatted,
      List<BookedHistory.Stays> stays,
      UseGroups used,
      BookedKept kept) {
    Site site = asked.site();
    Optional<String> ofKind = asked.kind().map(SpaceKind::code);
    Map<Heading, BookedFigures> figures = new HashMap<>();
    booked.forEach(one -> figures.put(one.key(), one.figures()));
    Map<Heading, Long> squats = new HashMap<>();
    squatted.forEach(one -> squats.put(one.key(), one.millis()));
    Map<Heading, Stays> dwell = new HashMap<>();
    stays.forEach(one -> dwell.put(one.key(), new Stays(one.count(), one.median(), one.longest())));
    Set<Heading> keys = new HashSet<>(figures.keySet());
    keys.addAll(squats.keySet());
    keys.addAll(dwell.keySet());
    List<Line> lines = new ArrayList<>();
    for (Heading key : keys) {
      Optional<UseHistory.Group> group = group(used, key, asked.floor(), ofKind);
      boolean isKept = figures.containsKey(key) && kept.has(unnamed(key), asked.floor(), ofKind);
      boolean isSmall = isSmall(network, key, group);
      Optional<Long> millis = Optional.ofNullable(squats.get(key)).filter(m -> !isSmall);
      lines.add(
          new Line(
              key.by(),
              code(network, key),
              name(network, site, key),
              isKept || (isSmall && (squats.containsKey(key) || dwell.containsKey(key))),
              Optional.ofNullable(figures.get(key)).filter(f -> !isKept),
              millis,
              group
                  .filter(g -> !isSmall && key.by() != By.HOUR)
                  .map(g -> BookedFigures.percent(millis.orElse(0L), g.occupiedMillis())),
              Optional.ofNullable(dwell.get(key)).filter(d -> !isSmall)));
    }
    lines.sort(Comparator.comparing(Line::by).thenComparing(line -> order(site, line)));
    return new BookedReport(lines);
  }

  /** Rounded. */
  static int minutes(long millis) {
    return (int) Math.round(millis / 60_000.0);
  }

  Optional<Line> whole() {
    return lines.stream().filter(line -> line.by() == By.ALL).findFirst();
  }

  List<Line> by(By by) {
    return lines.stream().filter(line -> line.by() == by).toList();
  }

  private static Heading unnamed(Heading key) {
    return new Heading(key.by(), key.code(), "");
  }

  /** Where who was there without a booking could be somebody's own desk or office. */
  private static boolean isSmall(Network network, Heading key, Optional<UseHistory.Group> group) {
    return switch (key.by()) {
      case ALL, KIND, FLOOR, HOUR -> group.isEmpty();
      case SPACE -> UseReport.isTooSmall(space(network, key).map(Space::kind), 1);
      case COMPANY -> false;
    };
  }

  /** What was used of what figures are of, if it is told; of an hour, at any. */
  private static Optional<UseHistory.Group> group(
      UseGroups used, Heading key, Optional<String> floor, Optional<String> kind) {
    return switch (key.by()) {
      case ALL, HOUR -> used.told(floor, kind);
      case KIND -> used.told(floor, Optional.of(key.code()));
      case FLOOR -> used.told(Optional.of(key.code()), kind);
      case SPACE, COMPANY -> Optional.empty();
    };
  }

  private static Optional<Space> space(Network network, Heading key) {
    return network.spaceById(Long.parseLong(key.code()));
  }

  private static String code(Network network, Heading key) {
    return key.by() == By.SPACE
        ? space(network, key).map(Space::code).orElse(key.code())
        : key.code();
  }

  private static Optional<LocalText> name(Network network, Site site, Heading key) {
    return switch (key.by()) {
      case ALL, KIND, HOUR -> Optional.empty();
      case FLOOR -> site.floor(key.code()).map(Floor::name);
      case SPACE -> space(network, key).map(Space::name);
      case COMPANY -> Optional.of(key.name()).filter(n -> !n.isEmpty()).map(LocalText::same);
    };
  }

  /** As the site has them; companies by name, those of none last. */
  private static String order(Site site, Line line) {
    Function<Integer, String> place = index -> String.format(Locale.ROOT, "%06d", index);
    return switch (line.by()) {
      case ALL -> "";
      case KIND -> place.apply(SpaceKind.of(line.code()).map(Enum::ordinal).orElse(0));
      case FLOOR ->
          place.apply(site.floors().stream().map(Floor::code).toList().indexOf(line.code()));
      case SPACE -> line.code();
      case COMPANY -> line.name().map(name -> "a" + name.in(Language.FR)).orElse("b");
      case HOUR -> place.apply(Integer.parseInt(line.code()));
    };
  }
}
