package mogador.app;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.devices.DeviceGuard;
import mogador.devices.DevicePasswords;
import mogador.devices.DeviceRegistry;
import mogador.devices.MqttProbe;
import mogador.identity.Email;
import mogador.identity.Person;
import mogador.kernel.Await;
import mogador.kernel.Language;
import mogador.platform.Database;
import mogador.platform.EmbeddedBroker;
import mogador.platform.Ids;
import mogador.platform.TestDatabase;
import mogador.sites.SeedSites;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.uplinks.NetworkServer;
import mogador.uplinks.UplinkSource;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The whole server, on a database and a broker of its own and free ports, with Essaouira imported
 * and a nomad, a member of a company and a manager in it.
 */
public final class TestServer implements AutoCloseable {
  static final String DEVICE_PASSWORD = "the-password-of-a-known-device";

  public static final String SITE = "essaouira";
  public static final String COMPANY = "Arganier Labs";

  private static final Duration READY = Duration.ofSeconds(60);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestDatabase database;
  private final EmbeddedBroker broker;
  private final EmbeddedBroker.Account account;
  private final Server server;
  private final Someone nomad;
  private final Someone member;
  private final Someone manager;

  /** A person, and a token for the API. */
  public record Someone(UUID id, String email, String token) {}

  /** A status and its body; an empty object if it had none. */
  public record Answer(int status, JsonObject json) {
    /** The problem's code. */
    public String code() {
      return json.getString("code", "");
    }
  }

  private TestServer(Clock clock, boolean hears) {
    database = running(TestDatabase.migrated());
    var sites = new Sites(database.database());
    sites.load();
    var imported = sites.importSite(SeedSites.document(SITE), clock.instant());
    if (!(imported instanceof Sites.Imported)) throw new IllegalStateException("" + imported);
    var registry = running(new DeviceRegistry(database.database()));
    registry.start();
    account = new EmbeddedBroker.Account("server", Ids.secret(18));
    broker = running(EmbeddedBroker.start(0, account, new DeviceGuard(registry)));
    var settings =
        new Settings(
            "127.0.0.1",
            0,
            "http://localhost",
            database.settings(),
            new Settings.Mqtt(broker.url(), account.user(), account.password()),
            "5a".repeat(32),
            Optional.empty(),
            true,
            hears ? Arrays.stream(NetworkServer.values()).map(this::hears).toList() : List.of(),
            Settings.RETENTION);
    server = running(Server.start(settings, clock));
    awaitReady();
    nomad = someone("nomad@example.org");
    member = someone("member@example.org");
    manager = someone("manager@example.org");
    server.leases.join(server.people.company(COMPANY), member.id());
    server.people.makeManager(manager.id(), Optional.empty());
  }

  /** Starts, and returns once everything is ready. */
  public static TestServer start() {
    return new TestServer(Clock.systemUTC(), false);
  }

  /** The same, at another time. */
  public static TestServer start(Clock clock) {
    return new TestServer(clock, false);
  }

  /** Listening to one of each kind of network server as well, all played by its own broker. */
  static TestServer startHearing() {
    return new TestServer(Clock.systemUTC(), true);
  }

  /** One who may publish as any device. */
  MqttProbe asNetwork() throws MqttException {
    return MqttProbe.connect(mqtt(), account.user(), account.password());
  }

  /** Publishes as a network server would. */
  void publishes(String topic, String message) throws MqttException {
    try (var network = asNetwork()) {
      network.publish(topic, message);
    }
  }

  private UplinkSource hears(NetworkServer kind) {
    return new UplinkSource(
        kind.code().replace('_', '-'),
        kind,
        broker.url(),
        Optional.of(account.user()),
        account.password(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A clock that is at this instant now and goes on. */
  public static Clock clockAt(String instant) {
    return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(instant)));
  }

  /** Where it listens, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public String mqtt() {
    return broker.url();
  }

  /** Connected as a device of Essaouira, with {@link #DEVICE_PASSWORD}. */
  MqttProbe known(String code) throws MqttException, InterruptedException {
    DevicePasswords.set(database().sql(), SITE, code, DEVICE_PASSWORD);
    database().sql().run("select pg_notify('devices', $1)", SITE);
    Await.until("let in", () -> connects(SITE + "/" + code, DEVICE_PASSWORD));
    return MqttProbe.connect(mqtt(), SITE + "/" + code, DEVICE_PASSWORD);
  }

  /** Whether the broker lets such a user in. */
  boolean connects(String user, String password) {
    try {
      MqttProbe.connect(mqtt(), user, password).close();
      return true;
    } catch (MqttException refused) {
      return false;
    }
  }

  public Database database() {
    return database.database();
  }

  /** Has recurring work begin soon that would only be due later. */
  void hurry(String task) throws InterruptedException {
    String now =
        "update scheduled_tasks set execution_time = now() where task_name = $1 and not picked";
    Await.until(task + " is not just done", () -> database().sql().update(now, task) == 1);
  }

  /** The number that a query answers. */
  long count(String query, Object... arguments) {
    return database().sql().first(row -> row.getLong(0), query, arguments).orElseThrow();
  }

  /** The id of the member's company. */
  String company() {
    return database()
        .sql()
        .first(
            row -> row.getUUID("id").toString(), "select id from company where name = $1", COMPANY)
        .orElseThrow();
  }

  public Site site() {
    return server.sites().current().site(SITE).orElseThrow();
  }

  public Someone nomad() {
    return nomad;
  }

  public Someone member() {
    return member;
  }

  /** Manages every site. */
  public Someone manager() {
    return manager;
  }

  /** A nomad more. */
  public Someone someone(String email) {
    Person person = server.people.known(Email.of(email).orElseThrow(), "Test Person", Language.FR);
    return new Someone(person.id(), email, server.tokens.issueApi(person.id(), "test"));
  }

  /** The same person with a token that may be revoked. */
  public Someone again(Someone person) {
    return new Someone(person.id(), person.email(), server.tokens.issueApi(person.id(), "again"));
  }

  public Answer get(String path, Someone as) {
    return send(request(path, as).GET());
  }

  /** The body of what is no JSON, such as a table or a drawing. */
  public String text(String path, Someone as) {
    HttpResponse<String> response = exchange(request(path, as).GET());
    if (response.statusCode() == 200) return response.body();
    throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
  }

  public Answer delete(String path, Someone as) {
    return send(request(path, as).DELETE());
  }

  /**
   * Posts to the API.
   *
   * @param headers names and values, alternating
   */
  public Answer post(String path, Someone as, JsonObject body, String... headers) {
    var request = request(path, as).header("content-type", "application/json");
    if (headers.length > 0) request.headers(headers);
    return send(request.POST(BodyPublishers.ofString(body.encode())));
  }

  /**
   * Patches by the API.
   *
   * @param headers names and values, alternating
   */
  public Answer patch(String path, Someone as, JsonObject body, String... headers) {
    var request = request(path, as).header("content-type", "application/json");
    if (headers.length > 0) request.headers(headers);
    return send(request.method("PATCH", BodyPublishers.ofString(body.encode())));
  }

  @Override
  public void close() {
    http.close();
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part did not stop", e);
      }
    }
  }

  private HttpRequest.Builder request(String path, Someone as) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(Duration.ofSeconds(30))
        .header("authorization", "Bearer " + as.token());
  }

  private Answer send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request);
    String body = response.body();
    return new Answer(
        response.statusCode(), body.startsWith("{") ? new JsonObject(body) : new JsonObject());
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY.toNanos();
    try {
      while (!server.readiness().now().values().stream().allMatch(Readiness.Part::ready)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("not ready: " + server.readiness().now());
        }
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private <T extends AutoCloseable> T running(T part) {
    running.push(part);
    return part;
  }
}
