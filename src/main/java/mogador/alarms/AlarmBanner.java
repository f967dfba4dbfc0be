package mogador.alarms;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.LocalText;
import mogador.sites.Site;

/**
 * The open alarms of a site, on top of its page: {@code alarms/banner.jte}, sent anew as a whole
 * with each change.
 *
 * @param rows the newest first, at most {@link #SHOWN}
 * @param open how many there are
 */
public record AlarmBanner(String site, List<Row> rows, int open) {
  static final int SHOWN = 12;

  /**
   * An alarm.
   *
   * @param kind its code
   * @param severity its code
   * @param device that told of it last; empty when no single one did
   * @param since its first cause
   * @param at its latest cause
   * @param over its cause has ended
   * @param acknowledged by whom, and when
   * @param cleared when, and by whom if not by itself
   * @param lasted from when it was raised until it was cleared
   */
  public record Row(
      UUID id,
      String kind,
      String severity,
      LocalText place,
      String device,
      LocalDateTime since,
      LocalDateTime at,
      int count,
      boolean late,
      boolean over,
      boolean rings,
      boolean clearable,
      Optional<Step> acknowledged,
      Optional<Step> cleared,
      Optional<Duration> lasted) {
    /** From when it was raised until it was cleared, in minutes begun. */
    public long minutes() {
      return lasted.map(time -> time.plusSeconds(59).toMinutes()).orElse(0L);
    }
  }

  /** Something done to it; {@code by} is empty for what came by itself. */
  public record Step(LocalDateTime at, String by) {}

  public AlarmBanner {
    rows = List.copyOf(rows);
  }

  static AlarmBanner of(Site site, List<Alarm> open) {
    return new AlarmBanner(
        site.id(), open.stream().limit(SHOWN).map(alarm -> row(site, alarm)).toList(), open.size());
  }

  static Row row(Site site, Alarm alarm) {
    return new Row(
        alarm.id(),
        alarm.kind().code(),
        alarm.kind().severity().code(),
        AlarmWords.place(site, alarm.subject()),
        alarm.subject().device(),
        site.clock().localAt(alarm.happenedAt()),
        site.clock().localAt(alarm.lastAt()),
        alarm.count(),
        alarm.late(),
        alarm.overAt().isPresent(),
        alarm.rings(),
        alarm.isOpen() && alarm.kind().clearedByHand(),
        alarm.acknowledged().map(step -> step(site, step)),
        alarm.cleared().map(step -> step(site, step)),
        alarm.cleared().map(step -> Duration.between(alarm.raisedAt(), step.at())));
  }

  private static Step step(Site site, Alarm.Step step) {
    return new Step(site.clock().localAt(step.at()), step.by().orElse(""));
  }
}
