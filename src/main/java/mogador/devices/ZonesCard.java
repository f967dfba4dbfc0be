package mogador.devices;

import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

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
   */
  public record Row(
      String code,
      LocalText name,
      String by,
      long inside,
      Optional<Integer> capacity,
      long missed,
      Optional<String> fill) {
    /** Whether it is known how many there are. */
    public boolean isKnown() {
      return !by.equals("nothing");
    }
  }

  public ZonesCard {
    zones = List.copyOf(zones);
  }

  static ZonesCard of(String site, List<ZoneNow> zones) {
    return new ZonesCard(site, zones.stream().map(ZonesCard::row).toList());
  }

  private static Row row(ZoneNow one) {
    return new Row(
        one.zone().code(),
        one.zone().name(),
        one.by().code(),
        one.inside(),
        one.zone().rules().capacity(),
        one.missed(),
        one.fill().map(ZoneNow.Fill::code));
  }
}
