package mogador.sites;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mogador.kernel.LocalText;
import mogador.kernel.SiteZone;

/**
 * A park.
 *
 * @param document its site file
 * @param spaces those in use, in the file's order
 * @param layouts of all its floors, to come and past
 */
public record Site(SiteDocument document, List<Space> spaces, List<SeatLayout> layouts) {
  public Site {
    spaces = List.copyOf(spaces);
    layouts = List.copyOf(layouts);
  }

  /** A site whose seats stand as its file says. */
  public Site(SiteDocument document, List<Space> spaces) {
    this(document, spaces, List.of());
  }

  /** The same with other layouts. */
  public Site with(List<SeatLayout> others) {
    return new Site(document, spaces, others);
  }

  public List<SeatLayout> layouts(String floor) {
    return layouts.stream().filter(layout -> layout.floor().equals(floor)).toList();
  }

  /** How the seats of a floor stand on a day; empty when as the file says. */
  public Optional<SeatLayout> layout(String floor, LocalDate day) {
    return SeatLayout.on(layouts(floor), day);
  }

  /**
   * The same with its seats where they stand on a day. One put away has no shape and cannot be
   * booked, nor can what it is a part of.
   */
  public Site arranged(LocalDate day) {
    return layouts.isEmpty() ? this : Arranged.on(this, day);
  }

  public String id() {
    return document.id();
  }

  public LocalText name() {
    return document.name();
  }

  /** IANA time zone, e.g. {@code Africa/Casablanca}; one that SiteZone knows. */
  public String zone() {
    return document.zone();
  }

  /** The wall clock of that zone. */
  public SiteZone clock() {
    return SiteZone.of(zone()).orElseThrow();
  }

  public SiteStatus status() {
    return document.status();
  }

  public OpeningHours hours() {
    return document.hours();
  }

  public Prices prices() {
    return document.prices();
  }

  public Optional<Prices.Rent> rent() {
    return document.rent();
  }

  /** How a space of this site may be booked. */
  public SpaceRules rules(Space space) {
    return document.rules().of(space);
  }

  /** How a space of a kind may be booked that has no rules of its own. */
  public SpaceRules rules(SpaceKind kind) {
    return document.rules().of(kind);
  }

  public List<Floor> floors() {
    return document.floors();
  }

  public List<Zone> zones() {
    return document.zones();
  }

  public List<Door> doors() {
    return document.doors();
  }

  public List<DevicePlace> devices() {
    return document.devices();
  }

  public Optional<Space> space(String code) {
    return spaces.stream().filter(space -> space.code().equals(code)).findFirst();
  }

  public Optional<Floor> floor(String code) {
    return floors().stream().filter(floor -> floor.code().equals(code)).findFirst();
  }

  public Optional<Door> door(String code) {
    return doors().stream().filter(door -> door.code().equals(code)).findFirst();
  }

  /** The codes of the readers on the inner side of these doors. */
  public Set<String> innerReaders(Predicate<Door> doors) {
    return devices().stream()
        .filter(DevicePlace::inner)
        .filter(one -> one.door().flatMap(this::door).filter(doors).isPresent())
        .map(DevicePlace::code)
        .collect(Collectors.toSet());
  }

  public Optional<DevicePlace> device(String code) {
    return devices().stream().filter(device -> device.code().equals(code)).findFirst();
  }
}
