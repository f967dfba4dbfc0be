package mogador.sites;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one part of a site file says of another. A reference that is blank was complained about. */
final class SiteCheck {
  private final SiteDocument site;
  private final Complaints complaints;
  private final Map<String, Floor> floors;
  private final Map<String, SiteDocument.Plot> spaces;
  private final Set<String> zones;
  private final Set<String> doors;

  SiteCheck(SiteDocument site, Complaints complaints) {
    this.site = site;
    this.complaints = complaints;
    this.floors = byCode(site.floors(), Floor::code);
    this.spaces = byCode(site.spaces(), SiteDocument.Plot::code);
    this.zones = byCode(site.zones(), Zone::code).keySet();
    this.doors = byCode(site.doors(), Door::code).keySet();
  }

  private static <T> Map<String, T> byCode(List<T> list, Function<T, String> code) {
    return list.stream()
        .collect(
            Collectors.toMap(code, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }

  void run() {
    if (site.floors().isEmpty()) complaints.add("floors", "a site has at least one floor");
    for (SiteDocument.Plot space : site.spaces()) check(space);
    for (Door door : site.doors()) check(door);
    for (DevicePlace device : site.devices()) check(device);
    for (RemoteSensor sensor : site.remotes()) {
      refer(sensor.space(), spaces.keySet(), sensor.path("space"), "space");
    }
    Ways ways = Ways.of(site.doors());
    for (Zone zone : site.zones()) {
      if (!zone.code().isEmpty() && !ways.reach(zone.code())) {
        complaints.add("zones[" + zone.code() + "]", "no door leads here from outside");
      }
      if (zone.rules().count()) checkLeaving(zone);
    }
    checkComposition();
    checkOverlaps();
  }

  /** Where nobody is seen to leave, a zone would fill up and stay full. */
  private void checkLeaving(Zone zone) {
    for (Door door : site.doors()) {
      boolean seen =
          !door.to().equals(zone.code())
              || site.devices().stream()
                  .anyMatch(one -> one.inner() && one.door().equals(Optional.of(door.code())));
      if (!seen) {
        complaints.add(
            "zones[" + zone.code() + "]",
            "counts people, but door " + door.code() + " has no reader with side: inner");
      }
    }
  }

  private void check(SiteDocument.Plot space) {
    String path = "spaces[" + space.code() + "]";
    refer(space.floor(), floors.keySet(), path + ".floor", "floor");
    refer(space.zone(), zones, path + ".zone", "zone");
    for (String part : space.parts()) refer(part, spaces.keySet(), path + ".parts", "space");
    Floor floor = floors.get(space.floor());
    if (floor != null && !space.shape().corners().stream().allMatch(p -> isOn(floor, p))) {
      complaints.add(path + ".shape", outside(floor));
    }
    if (floor != null && !isOn(floor, space.label())) {
      complaints.add(path + ".label", outside(floor));
    }
    if (space.kind() == SpaceKind.OFFICE && space.areaCm2() == 0) {
      complaints.add(path + ".area", "an office is leased by its m²: give its area");
    }
    if (space.bookable() && site.prices().of(space.kind()).isEmpty()) {
      complaints.add(
          path + ".bookable", "is bookable, but prices." + space.kind().code() + " is missing");
    }
  }

  private void check(Door door) {
    String path = "doors[" + door.code() + "]";
    refer(door.floor(), floors.keySet(), path + ".floor", "floor");
    if (!door.from().equals(Zone.OUTSIDE)) refer(door.from(), zones, path + ".from", "zone");
    if (door.to().equals(Zone.OUTSIDE)) {
      complaints.add(path + ".to", "a door is told from outside inwards: swap from and to");
    } else {
      refer(door.to(), zones, path + ".to", "zone");
      if (door.to().equals(door.from()) && !door.to().isEmpty()) {
        complaints.add(path + ".to", "leads back into its own zone");
      }
    }
    Floor floor = floors.get(door.floor());
    if (floor != null && !isOn(floor, door.at())) complaints.add(path + ".at", outside(floor));
  }

  private void check(DevicePlace device) {
    String list = device.kind() == DeviceKind.READER ? "readers[" : "sensors[";
    String path = list + device.code() + "]";
    device.door().ifPresent(door -> refer(door, doors, path + ".door", "door"));
    device.space().ifPresent(space -> refer(space, spaces.keySet(), path + ".space", "space"));
  }

  private void refer(String code, Set<String> known, String path, String what) {
    if (!code.isEmpty() && !known.contains(code)) {
      complaints.add(path, "there is no " + what + " " + code);
    }
  }

  private static boolean isOn(Floor floor, Point point) {
    return point.x() <= floor.width() && point.y() <= floor.height();
  }

  private static String outside(Floor floor) {
    return "lies outside its floor, which is %d by %d cm".formatted(floor.width(), floor.height());
  }

  private void checkComposition() {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    spaces.forEach((code, space) -> parts.put(code, space.parts()));
    for (String code : new Composition(parts).composedOfThemselves()) {
      complaints.add("spaces[" + code + "].parts", "is composed of itself");
    }
  }

  private void checkOverlaps() {
    for (Floor floor : site.floors()) {
      List<SiteDocument.Plot> open = new ArrayList<>();
      List<SiteDocument.Plot> atoms =
          site.spaces().stream()
              .filter(space -> space.parts().isEmpty() && space.floor().equals(floor.code()))
              .sorted(Comparator.comparingInt(space -> space.shape().left()))
              .toList();
      for (SiteDocument.Plot space : atoms) {
        open.removeIf(other -> other.shape().right() <= space.shape().left());
        for (SiteDocument.Plot other : open) checkApart(other, space);
        open.add(space);
        if (complaints.full()) return;
      }
    }
  }

  private void checkApart(SiteDocument.Plot one, SiteDocument.Plot other) {
    if (one.shape().overlaps(other.shape())) {
      complaints.add("spaces[" + other.code() + "].shape", "overlaps " + one.code());
    }
  }
}
