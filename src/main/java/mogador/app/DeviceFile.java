package mogador.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mogador.access.CredentialHash;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.devices.CommandKeys;
import mogador.devices.DevicePasswords;
import mogador.fleet.Fleet;
import mogador.platform.Database;
import mogador.sites.DeviceKind;
import mogador.sites.DevicePlace;
import mogador.sites.Site;

/** A site's devices with fresh passwords, as the simulator reads them. */
final class DeviceFile {
  private DeviceFile() {}

  /**
   * Gives each device of a site a new password, and the key that goes with it; but for those that a
   * manager has locked out.
   *
   * @param server where devices fetch newer keys and firmware, such as {@code
   *     https://mogador.example.org}
   */
  static JsonObject issue(
      Database database,
      Site site,
      String server,
      CommandKeys keys,
      CredentialHash credentials,
      Instant now) {
    return database.inTransaction(
        sql -> {
          var devices = new JsonArray();
          Set<String> lockedOut = Fleet.lockedOut(sql, site.id());
          for (DevicePlace place : site.devices()) {
            if (lockedOut.contains(place.code())) continue;
            String password = DevicePasswords.issue(sql, site.id(), place.code());
            AuditTrail.add(
                sql, AuditEntry.of(AuditKind.PASSWORD_ISSUED, site.id(), place.code(), now));
            var device =
                new JsonObject()
                    .put("site", site.id())
                    .put("code", place.code())
                    .put("kind", place.kind().code())
                    .put("server", server)
                    .put("password", password)
                    .put("command_key", keys.of(site.id(), place.code(), password));
            if (place.kind() == DeviceKind.READER) {
              device.put("credential_key", credentials.readersKey());
            }
            place.door().ifPresent(door -> device.put("door", door));
            place.space().ifPresent(space -> device.put("space", space));
            devices.add(device);
          }
          return new JsonObject().put("devices", devices);
        });
  }

  /** The password of each device, by user name. */
  static Map<String, String> passwords(JsonObject file) {
    var passwords = new TreeMap<String, String>();
    for (Object entry : file.getJsonArray("devices")) {
      JsonObject device = (JsonObject) entry;
      passwords.put(
          device.getString("site") + "/" + device.getString("code"), device.getString("password"));
    }
    return passwords;
  }
}
