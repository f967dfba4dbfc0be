package mogador.alarms;

import java.util.Optional;
import mogador.kernel.Language;
import mogador.kernel.LocalText;
import mogador.sites.DevicePlace;
import mogador.sites.Door;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.sites.Zone;
import mogador.web.Messages;

/** What alarms are called. */
final class AlarmWords {
  private AlarmWords() {}

  static LocalText kind(AlarmKind kind) {
    String key = "alarm." + kind.code();
    return new LocalText(
        Messages.in(Language.FR).text(key),
        Messages.in(Language.AR).text(key),
        Messages.in(Language.EN).text(key));
  }

  /** The zone, the door, or what the device watches; its code where the site no longer knows it. */
  static LocalText place(Site site, Subject subject) {
    if (subject.zone().isPresent()) return zone(site, subject.zone().get());
    Optional<DevicePlace> device = site.device(subject.device());
    return subject
        .door()
        .or(() -> device.flatMap(DevicePlace::door))
        .flatMap(site::door)
        .map(Door::name)
        .or(() -> device.flatMap(DevicePlace::space).flatMap(site::space).map(Space::name))
        .orElse(LocalText.same(subject.door().orElse(subject.device())));
  }

  private static LocalText zone(Site site, String code) {
    return site.zones().stream()
        .filter(zone -> zone.code().equals(code))
        .findFirst()
        .map(Zone::name)
        .orElse(LocalText.same(code));
  }
}
