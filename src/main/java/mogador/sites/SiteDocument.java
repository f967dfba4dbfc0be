package mogador.sites;

import java.util.List;
import java.util.Optional;
import mogador.kernel.LocalText;

/**
 * A site file that was checked: every reference in it holds, every amount is exact.
 *
 * @param zone IANA time zone, one that SiteZone knows
 * @param areaCm2 usable area; 1 m² is 10,000 cm²
 * @param devices its own
 * @param remotes sensors that other networks speak for
 */
public record SiteDocument(
    String id,
    LocalText name,
    String zone,
    SiteStatus status,
    LocalText address,
    long areaCm2,
    OpeningHours hours,
    Prices prices,
    Optional<Prices.Rent> rent,
    SiteRules rules,
    List<Floor> floors,
    List<Zone> zones,
    List<Plot> spaces,
    List<Door> doors,
    List<DevicePlace> devices,
    List<RemoteSensor> remotes) {
  public SiteDocument {
    floors = List.copyOf(floors);
    zones = List.copyOf(zones);
    spaces = List.copyOf(spaces);
    doors = List.copyOf(doors);
    devices = List.copyOf(devices);
    remotes = List.copyOf(remotes);
  }

  /** A space as its file declares it, before the database knows it. */
  public record Plot(
      String code,
      SpaceKind kind,
      String floor,
      String zone,
      LocalText name,
      int capacity,
      long areaCm2,
      List<String> features,
      boolean bookable,
      List<String> parts,
      Shape shape,
      Point label) {
    public Plot {
      features = List.copyOf(features);
      parts = List.copyOf(parts);
    }
  }
}
