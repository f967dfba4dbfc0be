package mogador.reporting;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.web.Choice;
import mogador.web.Frame;

/**
 * How much a site was used, by hour and weekday: {@code GET /ops/SITE/use}.
 *
 * @param sites those the manager may see
 * @param from the first day, {@code to} the last
 * @param wrong whether other days were asked for than can be shown
 * @param kind the one chosen; empty for all
 * @param groups floors and kinds
 */
public record UsePage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    LocalDate from,
    LocalDate to,
    boolean wrong,
    List<Choice> floors,
    List<String> kinds,
    Optional<String> kind,
    Heat heat,
    List<Group> groups,
    Withs withs,
    Optional<Compared> compared) {
  public UsePage {
    sites = List.copyOf(sites);
    floors = List.copyOf(floors);
    kinds = List.copyOf(kinds);
    groups = List.copyOf(groups);
  }

  /**
   * A heat map.
   *
   * @param site its name where another stands beside it
   * @param floor the one it is of; empty for all
   * @param whole over all its hours; empty while nothing is known, or too little to say it of
   *     nobody in particular
   * @param tooSmall whether it is kept back, for it would tell of single persons
   * @param rows an hour each, those nobody ever uses left out
   */
  public record Heat(
      Optional<LocalText> site,
      Optional<LocalText> floor,
      LocalDate from,
      LocalDate to,
      Optional<Share> whole,
      boolean tooSmall,
      List<Row> rows) {
    public Heat {
      rows = List.copyOf(rows);
    }

    /** Of what, as {@code Technopark Casablanca, All floors}. */
    public String what(Frame frame) {
      String level =
          floor.map(name -> name.in(frame.language())).orElseGet(() -> frame.t("use.floor.all"));
      return site.map(
              name -> frame.t("use.of_site", "site", name.in(frame.language()), "floor", level))
          .orElse(level);
    }

    public String days(Frame frame) {
      return UsePage.days(frame, from, to);
    }
  }

  /**
   * What there is to compare with, and what of it was chosen.
   *
   * @param before whether other days are
   * @param floors of the site, but the one that is shown
   * @param sites the others that the manager may see, and all of this one while a floor is shown
   * @param from as asked for, like {@code to}; empty for the usual days
   * @param wrong whether other days were asked for than can be shown
   */
  public record Withs(
      boolean before,
      List<Choice> floors,
      List<Choice> sites,
      String from,
      String to,
      boolean wrong) {
    public Withs {
      floors = List.copyOf(floors);
      sites = List.copyOf(sites);
    }
  }

  /**
   * What it is compared with.
   *
   * @param points how much more was used; empty where one of both is not known, or kept back
   * @param rows of the same hours as the two heat maps
   * @param hasGroups whether kinds and floors are compared too
   */
  public record Compared(
      Heat heat, Optional<Points> points, List<PointsRow> rows, boolean hasGroups) {
    public Compared {
      rows = List.copyOf(rows);
    }
  }

  /** Per cent less per cent. */
  public record Points(int value) {
    /** With its sign, as {@code +12}. */
    public String text() {
      if (value == 0) return "0";
      return (value > 0 ? "+" : "−") + Math.abs(value);
    }

    /** As the style sheet calls it. */
    public String css() {
      return level() == 0
          ? "heat-0"
          : (value < 0 ? "heat-less-" : "heat-more-") + Math.abs(level());
    }

    /** -3 for far less to 3 for far more. */
    public int level() {
      int size = Math.abs(value);
      int level = size < 3 ? 0 : size < 10 ? 1 : size < 25 ? 2 : 3;
      return value < 0 ? -level : level;
    }
  }

  /** An hour of each weekday, from Monday on; empty where one of both is not told. */
  public record PointsRow(LocalTime hour, List<Optional<Points>> days) {
    public PointsRow {
      days = List.copyOf(days);
    }
  }

  /**
   * How much of what there was.
   *
   * @param percent of the time that is known of, 0 to 100
   * @param peak how many were used at once, at most
   * @param spaces of so many
   */
  public record Share(int percent, int peak, int spaces) {
    static Share of(long occupiedMillis, long knownMillis, int peak, int spaces) {
      long percent = knownMillis == 0 ? 0 : Math.round(100.0 * occupiedMillis / knownMillis);
      return new Share((int) percent, peak, spaces);
    }

    /** 0 for nothing to 5 for nearly all. */
    public int level() {
      return Math.min(5, (percent + 19) / 20);
    }
  }

  /** An hour of each weekday, from Monday on; empty where nothing is known. */
  public record Row(LocalTime hour, List<Optional<Share>> days) {
    public Row {
      days = List.copyOf(days);
    }
  }

  /**
   * All of a kind, or all of a floor.
   *
   * @param share empty where it would tell of single persons
   * @param with of what it is compared with; likewise, or not known
   */
  public record Group(
      Optional<String> kind,
      Optional<LocalText> floor,
      Optional<Share> share,
      Optional<Share> with) {
    /** How much more was used. */
    public Optional<Points> points() {
      return UseCompared.points(share, with).map(Points::new);
    }
  }

  /** As {@code 01/12/2026 – 07/12/2026}. */
  static String days(Frame frame, LocalDate from, LocalDate to) {
    return frame.t(
        "use.days",
        "from",
        frame.formats().numericDate(from),
        "to",
        frame.formats().numericDate(to));
  }

  public List<DayOfWeek> weekdays() {
    return List.of(DayOfWeek.values());
  }

  /** A day of that weekday, for its name. */
  public LocalDate dayOf(DayOfWeek weekday) {
    return LocalDate.EPOCH.with(TemporalAdjusters.nextOrSame(weekday));
  }

  /** Whether there is anything to keep as a file. */
  public boolean hasHours() {
    return heat.whole().or(() -> compared.flatMap(it -> it.heat().whole())).isPresent();
  }

  public boolean hasComparedGroups() {
    return compared.filter(Compared::hasGroups).isPresent();
  }

  /** What stands above one of two heat maps: what differs. */
  public String heading(Frame frame, Heat one) {
    return isSamePlace(frame) ? one.days(frame) : one.what(frame);
  }

  private boolean isSamePlace(Frame frame) {
    return compared.filter(it -> it.heat().what(frame).equals(heat.what(frame))).isPresent();
  }

  /** How much more of the first was used than of the other; blank while that is not known. */
  public String pointsSaid(Frame frame) {
    return compared
        .flatMap(
            it -> {
              String than = heading(frame, it.heat());
              return it.points().map(Points::value).map(points -> said(frame, points, than));
            })
        .orElse("");
  }

  private static String said(Frame frame, int points, String than) {
    String size = points > 0 ? "more" : points < 0 ? "less" : "same";
    return frame.t("use.points." + size, "points", Math.abs(points), "than", than);
  }

  /** The same in another form. */
  public String query() {
    var query = new StringBuilder("?from=" + from + "&to=" + to);
    chosen(floors).ifPresent(floor -> query.append("&floor=").append(encoded(floor)));
    kind.ifPresent(code -> query.append("&kind=").append(encoded(code)));
    if (compared.isEmpty()) return query.toString();
    query.append("&with=").append(encoded(with()));
    if (!withs.from().isEmpty()) query.append("&with_from=").append(encoded(withs.from()));
    if (!withs.to().isEmpty()) query.append("&with_to=").append(encoded(withs.to()));
    return query.toString();
  }

  private String with() {
    return chosen(withs.floors()).or(() -> chosen(withs.sites())).orElse(UseWith.BEFORE);
  }

  private static Optional<String> chosen(List<Choice> choices) {
    return choices.stream().filter(Choice::chosen).map(Choice::value).findFirst();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
