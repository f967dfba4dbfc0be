package mogador.devices;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;
import mogador.sites.Site;

/**
 * The zones of a site that are counted: {@code devices/zones.jte}, sent anew as a whole with each
 * change.
 *
 * @param zones as the site's file has them
 */
public record ZonesCard(String site, List<Row> zones) {
  /**
   * A zone.
   *
   * @param by a code of {@code zones.by.CODE}: counters, badges, nothing
   * @param fill a code of {@code zones.fill.CODE}: room, nearly_full, full, over; empty when it has
   *     no bound or nothing is known
   * @param corrected when the count was last corrected by hand, at the site
   * @param counters the spaces of it that are counted, and so may be corrected
   */
  public record Row(
      String code,
      LocalText name,
      String by,
      long inside,
      Optional<Integer> capacity,
      long missed,
      Optional<String> fill,
      Optional<LocalTime> corrected,
      List<Counter> counters) {
    public Row {
      counters = List.copyOf(counters);
    }

    /** Whether it is known how many there are. */
    public boolean isKnown() {
      return !by.equals("nothing");
    }
  }

  /** A space with people counters. */
  public record Counter(String space, LocalText name) {}

  public ZonesCard {
    zones = List.copyOf(zones);
  }

  static ZonesCard of(Site site, List<ZoneNow> zones) {
    return new ZonesCard(site.id(), zones.stream().map(zone -> row(site, zone)).toList());
  }

  private static Row row(Site site, ZoneNow one) {
    return new Row(
        one.zone().code(),
        one.zone().name(),
        one.by().code(),
        one.inside(),
        one.zone().rules().capacity(),
        one.missed(),
        one.fill().map(ZoneNow.Fill::code),
        one.byHand().map(at -> site.clock().localAt(at).toLocalTime()),
        one.counters().stream().map(space -> new Counter(space.code(), space.name())).toList());
  }
}
