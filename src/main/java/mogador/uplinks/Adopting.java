package mogador.uplinks;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.devices.DeviceRegistry;
import mogador.platform.Sql;
import mogador.sites.DeviceKind;
import mogador.sites.SpaceKind;

/**
 * The steps by which a sensor becomes a device of a site, by whose hand ever; key locked before.
 */
final class Adopting {
  private Adopting() {}

  /** Where it watches. */
  record Place(long space, SpaceKind kind) {}

  /** Whether the site has no other device of its code; what it said last holds at once. */
  static boolean isAdopted(Sql sql, Adoption adoption, Place place, Optional<UUID> by) {
    DeviceKind kind = kind(adoption.map(), place.kind());
    if (!UplinkStore.isCreated(sql, adoption.site(), adoption.device(), kind, place.space())) {
      return false;
    }
    UplinkStore.adopt(sql, adoption, by);
    begin(sql, adoption);
    told(sql, adoption, adoption.at(), by);
    return true;
  }

  /** The same device with another meaning or at another place: what it counts begins anew. */
  static void change(Sql sql, Adoption before, Adoption adoption, Place place, Instant now) {
    UplinkStore.change(sql, adoption, kind(adoption.map(), place.kind()), place.space());
    boolean other =
        !(before.space().equals(adoption.space())
            && before.codec() == adoption.codec()
            && before.map().equals(adoption.map()));
    if (other) begin(sql, adoption);
    told(sql, adoption, now, Optional.empty());
  }

  /** It is a stranger again; what it has told so far stays. */
  static void letGo(Sql sql, Adoption adoption, Instant now, Optional<UUID> by) {
    UplinkStore.letGo(sql, adoption);
    UplinkStore.heard(sql, adoption.key()).ifPresent(it -> UplinkStore.save(sql, it.letGo()));
    tellAll(sql, adoption.site());
    var entry =
        AuditEntry.of(AuditKind.DEVICE_LET_GO, adoption.site(), adoption.device(), now)
            .with("source", adoption.key().source());
    AuditTrail.add(sql, by.map(entry::by).orElse(entry));
  }

  private static void begin(Sql sql, Adoption adoption) {
    UplinkStore.heard(sql, adoption.key())
        .ifPresent(it -> UplinkStore.save(sql, it.adopted(adoption.codec(), adoption.map())));
  }

  private static void told(Sql sql, Adoption adoption, Instant now, Optional<UUID> by) {
    tellAll(sql, adoption.site());
    var entry =
        AuditEntry.of(AuditKind.DEVICE_ADOPTED, adoption.site(), adoption.device(), now)
            .with("source", adoption.key().source())
            .with("space", adoption.space())
            .with("codec", adoption.codec().id())
            .with(
                "signals",
                new JsonArray(
                    adoption.map().signals().entrySet().stream()
                        .map(signal -> signal.getKey() + "=" + signal.getValue().code())
                        .sorted()
                        .toList()));
    AuditTrail.add(sql, by.map(entry::by).orElse(entry));
  }

  private static DeviceKind kind(SignalMap map, SpaceKind space) {
    if (map.sensesPresence()) {
      return Set.of(SpaceKind.POSITION, SpaceKind.TABLE).contains(space)
          ? DeviceKind.SEAT_SENSOR
          : DeviceKind.ROOM_SENSOR;
    }
    return map.isCounter() ? DeviceKind.PEOPLE_COUNTER : DeviceKind.DOOR_CONTACT;
  }

  private static void tellAll(Sql sql, String site) {
    sql.run("select pg_notify('" + DeviceRegistry.CHANNEL + "', $1)", site);
  }
}
