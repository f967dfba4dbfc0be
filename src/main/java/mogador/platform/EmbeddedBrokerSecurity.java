package mogador.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Puts the broker's questions to the guard, in MQTT's terms. */
final class EmbeddedBrokerSecurity implements ActiveMQSecurityManager5 {
  private static final WildcardConfiguration CORE = new WildcardConfiguration();

  private final EmbeddedBroker.Account server;
  private final BrokerGuard guard;
  private final Map<Object, Login> logins = new ConcurrentHashMap<>();

  EmbeddedBrokerSecurity(EmbeddedBroker.Account server, BrokerGuard guard) {
    this.server = server;
    this.guard = guard;
  }

  /** The broker asks at every check who this is; the answer holds for the connection. */
  private record Login(
      String name, Optional<String> user, Optional<String> password, Subject subject) {}

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      @Nullable RemotingConnection connection,
      @Nullable String domain) {
    if (connection == null) return null;
    Optional<String> saidUser = Optional.ofNullable(user);
    Optional<String> saidPassword = Optional.ofNullable(password);
    Login known = logins.get(connection.getID());
    if (known != null && known.user().equals(saidUser) && known.password().equals(saidPassword)) {
      return known.subject();
    }
    String clientId = Optional.ofNullable(connection.getClientID()).orElse("");
    Optional<String> certified = BrokerCertificates.name(connection);
    Optional<String> name =
        certified.isPresent()
            ? certified.filter(it -> isCertified(it, saidUser, clientId))
            : saidUser.filter(it -> isKnown(it, saidPassword.orElse(""), clientId));
    if (name.isEmpty()) return null;
    var principal = new UserPrincipal(name.get());
    var subject = new Subject(true, Set.of(principal), Set.<Object>of(), Set.<Object>of());
    logins.put(connection.getID(), new Login(name.get(), saidUser, saidPassword, subject));
    connection.addCloseListener(() -> logins.remove(connection.getID()));
    return subject;
  }

  /** Who is connected there, unless it is the server itself. */
  Optional<String> guest(RemotingConnection connection) {
    return Optional.ofNullable(logins.get(connection.getID()))
        .map(Login::name)
        .filter(name -> !name.equals(server.user()));
  }

  /** A device's authority vouches for devices, never for the server; its word stands alone. */
  private boolean isCertified(String name, Optional<String> saidUser, String clientId) {
    return saidUser.map(name::equals).orElse(true)
        && !name.equals(server.user())
        && guard.authenticateCertified(name, clientId);
  }

  private boolean isKnown(String user, String password, String clientId) {
    if (password.isEmpty()) return false;
    return user.equals(server.user())
        ? isServer(password)
        : !clientId.isEmpty() && guard.authenticate(user, password, clientId);
  }

  @Override
  public boolean authorize(
      @Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
    if (subject == null) return false;
    for (UserPrincipal user : subject.getPrincipals(UserPrincipal.class)) {
      if (user.getName().equals(server.user()) || mayDo(user.getName(), check, topic(address))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayDo(String user, CheckType check, String topic) {
    return switch (check) {
      case SEND -> guard.mayPublish(user, topic);
      case CONSUME,
          BROWSE,
          CREATE_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE ->
          guard.maySubscribe(user, topic);
      case CREATE_ADDRESS, DELETE_ADDRESS ->
          guard.mayPublish(user, topic) || guard.maySubscribe(user, topic);
      case MANAGE, VIEW, EDIT -> false;
    };
  }

  /** An address is asked about alone or as {@code address::queue}. */
  private static String topic(String address) {
    int queue = address.indexOf("::");
    String alone = queue < 0 ? address : address.substring(0, queue);
    return MQTTUtil.getMqttTopicFromCoreAddress(alone, CORE);
  }

  private boolean isServer(String password) {
    return MessageDigest.isEqual(
        password.getBytes(StandardCharsets.UTF_8),
        server.password().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean validateUser(String user, String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return false;
  }
}
