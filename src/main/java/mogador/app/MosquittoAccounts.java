package mogador.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import mogador.devices.DeviceGuard;

/**
 * Who may do what on Mosquitto, as its dynamic security plugin reads it. Mosquitto's ACL file would
 * not do: it lets every subscription pass and only filters what is delivered, so a device could
 * join the servers' shared subscription and swallow other doors' presentations; nor does it keep a
 * device from taking another's client id.
 */
final class MosquittoAccounts {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 12;
  private static final int HASH_BITS = 512;

  /** Our passwords are random, so that Mosquitto's own count is plenty. */
  private static final int ITERATIONS = 101;

  private final JsonArray roles = new JsonArray();
  private final JsonArray clients = new JsonArray();

  private MosquittoAccounts() {}

  /**
   * The accounts of a broker.
   *
   * @param before what the broker had: devices of other sites stay
   * @param server our own account
   * @param passwords of the site's devices, by user name
   */
  static JsonObject json(
      Optional<JsonObject> before,
      Settings.Mqtt server,
      String site,
      Map<String, String> passwords) {
    var accounts = new MosquittoAccounts();
    before.ifPresent(json -> accounts.keepOthers(json, site));
    accounts.addServer(server);
    passwords.forEach(accounts::addDevice);
    return new JsonObject()
        .put(
            "defaultACLAccess",
            new JsonObject()
                .put("publishClientSend", false)
                .put("publishClientReceive", false)
                .put("subscribe", false)
                .put("unsubscribe", true))
        .put("clients", accounts.clients)
        .put("groups", new JsonArray())
        .put("roles", accounts.roles);
  }

  private void keepOthers(JsonObject before, String site) {
    before.getJsonArray("clients").stream()
        .map(JsonObject.class::cast)
        .filter(client -> isOfAnotherSite(client.getString("username"), site))
        .forEach(clients::add);
    before.getJsonArray("roles").stream()
        .map(JsonObject.class::cast)
        .filter(role -> isOfAnotherSite(role.getString("rolename"), site))
        .forEach(roles::add);
  }

  private static boolean isOfAnotherSite(String name, String site) {
    return name.contains("/") && !name.startsWith(site + "/");
  }

  private void addServer(Settings.Mqtt server) {
    var acls = new JsonArray();
    acls.add(allow("publishClientSend", "mogador/v1/#"));
    acls.add(allow("publishClientReceive", "mogador/v1/#"));
    acls.add(allow("subscribePattern", "mogador/v1/#"));
    for (String topic : DeviceGuard.says()) {
      acls.add(allow("subscribeLiteral", "$share/mogador/mogador/v1/+/+/" + topic));
    }
    // To bring the accounts of devices to what they are: see BrokerAccounts.
    for (String type : List.of("publishClientSend", "publishClientReceive", "subscribePattern")) {
      acls.add(allow(type, "$CONTROL/dynamic-security/#"));
    }
    roles.add(new JsonObject().put("rolename", "server").put("acls", acls));
    clients.add(client(server.user(), server.password(), "server"));
  }

  /** What a device may do. */
  static JsonObject role(String name) {
    String root = "mogador/v1/" + name + "/";
    var acls = new JsonArray();
    addAll(acls, "publishClientSend", root, DeviceGuard.says());
    addAll(acls, "subscribeLiteral", root, DeviceGuard.hears());
    addAll(acls, "publishClientReceive", root, DeviceGuard.hears());
    return new JsonObject().put("rolename", name).put("acls", acls);
  }

  private void addDevice(String name, String password) {
    roles.add(role(name));
    clients.add(client(name, password, name).put("clientid", name));
  }

  private static void addAll(JsonArray acls, String type, String root, Collection<String> topics) {
    for (String topic : topics.stream().sorted().toList()) acls.add(allow(type, root + topic));
  }

  private static JsonObject allow(String type, String topic) {
    return new JsonObject()
        .put("acltype", type)
        .put("topic", topic)
        .put("priority", 0)
        .put("allow", true);
  }

  private static JsonObject client(String user, String password, String role) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new JsonObject()
        .put("username", user)
        .put("salt", Base64.getEncoder().encodeToString(salt))
        .put("password", Base64.getEncoder().encodeToString(hash(password, salt)))
        .put("iterations", ITERATIONS)
        .put("roles", new JsonArray(List.of(new JsonObject().put("rolename", role))));
  }

  private static byte[] hash(String password, byte[] salt) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS))
          .getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
