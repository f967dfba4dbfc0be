package mogador.app;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mogador.access.CredentialHash;
import mogador.devices.CommandKeys;
import mogador.platform.Database;
import mogador.sites.Site;
import mogador.sites.Sites;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a site's devices new passwords, for themselves and for Mosquitto. */
@Command(
    name = "devices",
    description =
        "Gives each device of a site a new password. Writes them to DIR/devices-SITE.json, and the"
            + " broker's accounts to DIR/mosquitto/dynamic-security.json, where those of other"
            + " sites stay. Restart the broker to let it read them.",
    mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
  @Option(names = "--site", required = true, description = "The site, such as essaouira.")
  private String id = "";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path folder = Path.of(".");

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings =
        Settings.read(config == null ? Map.of() : SettingsFile.read(config), System.getenv());
    Path brokers = folder.resolve("mosquitto");
    createFolder(brokers);
    Path accounts = brokers.resolve("dynamic-security.json");
    Optional<JsonObject> before = read(accounts);
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, settings.database());
    try {
      JsonObject devices =
          DeviceFile.issue(
              database,
              site(database),
              settings.publicUrl(),
              new CommandKeys(settings.credentialKeyBytes()),
              new CredentialHash(settings.credentialKeyBytes()),
              Clock.systemUTC().instant());
      Map<String, String> passwords = DeviceFile.passwords(devices);
      Path file = folder.resolve("devices-" + id + ".json");
      DemoKeys.writePrivately(file, devices);
      DemoKeys.writePrivately(
          accounts, MosquittoAccounts.json(before, settings.mqtt(), id, passwords));
      PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
      out.println(passwords.size() + " devices of " + id + " have new passwords.");
      out.println("For the devices: " + file);
      out.println("For Mosquitto:   " + accounts);
      return 0;
    } finally {
      database.close();
      vertx.close().await();
    }
  }

  private Site site(Database database) {
    var sites = new Sites(database);
    sites.load();
    return sites
        .current()
        .site(id)
        .orElseThrow(
            () ->
                new Main.UserError(
                    "There is no site " + id + " in the database; import it first."));
  }

  private static Optional<JsonObject> read(Path file) {
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(new JsonObject(Buffer.buffer(Files.readAllBytes(file))));
    } catch (IOException | DecodeException e) {
      throw new Main.UserError("Cannot read " + file + ": " + e.getMessage());
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Main.UserError("Cannot make " + folder + ": " + e.getMessage());
    }
  }
}
