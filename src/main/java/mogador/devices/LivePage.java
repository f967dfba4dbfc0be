package mogador.devices;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import mogador.alarms.AlarmBanner;
import mogador.kernel.LocalText;
import mogador.web.Choice;
import mogador.web.PlanView;

/**
 * A site as it is now, for its manager: {@code GET /ops/SITE}, kept up to date by the events of
 * {@code /ops/SITE/events}: {@code row} (HTML of {@code devices/row.jte}), {@code state} and {@code
 * counts} (JSON), “device” (HTML of {@code devices/device.jte}), {@code alarms} (HTML of {@code
 * alarms/banner.jte}), {@code zones} (HTML of {@code devices/zones.jte}), {@code resync}.
 *
 * @param position in the stream of events, up to which the page surely reaches
 * @param sites those the manager may see
 * @param now at the site
 * @param plans every floor, states drawn
 * @param places the same as a list
 * @param rows of the stream, the newest first
 * @param doors those with a reader
 */
public record LivePage(
    String site,
    String position,
    LocalText siteName,
    List<Choice> sites,
    LocalTime now,
    Counts counts,
    List<PlanView> plans,
    List<Place> places,
    List<Row> rows,
    List<Device> devices,
    List<DoorHandle> doors,
    Optional<Said> said,
    AlarmBanner alarms,
    ZonesCard zones) {

  /**
   * How many watched spaces are in which state.
   *
   * @param booked by bookings running now
   * @param occupied with those that are squatted
   */
  public record Counts(int free, int booked, int occupied, int squatted, int unknown) {}

  /**
   * A space now.
   *
   * @param state a code of {@code state.CODE}: free, booked, occupied, squatted, unknown
   * @param until when its state is known to end, by a booking
   */
  public record Place(
      String code, LocalText name, LocalText floor, String state, Optional<LocalTime> until) {}

  /**
   * Something that happened at a door or a device.
   *
   * @param id the event's, the same wherever it is shown
   * @param kind granted, denied or another kind of the device protocol
   * @param person empty when nobody is known
   * @param words what the door said or what happened
   * @param offline whether the device decided alone
   */
  public record Row(
      String id,
      LocalTime at,
      String kind,
      LocalText door,
      String person,
      LocalText words,
      boolean offline) {}

  /** A device; {@code seen} is when it was last heard. */
  public record Device(String code, LocalText name, boolean online, Optional<LocalTime> seen) {}

  /** A door that can be opened from here. */
  public record DoorHandle(String code, LocalText name) {}

  /**
   * What became of the door that was just asked for.
   *
   * @param word opened, refused, no_answer or offline
   */
  public record Said(String word, LocalText door) {}

  public LivePage {
    sites = List.copyOf(sites);
    plans = List.copyOf(plans);
    places = List.copyOf(places);
    rows = List.copyOf(rows);
    devices = List.copyOf(devices);
    doors = List.copyOf(doors);
  }

  public long offline() {
    return devices.stream().filter(device -> !device.online()).count();
  }
}
