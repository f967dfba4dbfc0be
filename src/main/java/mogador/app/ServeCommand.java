package mogador.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server over a PostgreSQL and a broker that are there. */
@Command(
    name = "serve",
    description =
        "Runs the server over an external PostgreSQL and MQTT broker, told by MOGADOR_… variables"
            + " or a YAML file.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file of settings.")
  private @Nullable Path config;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> file = config == null ? Map.of() : SettingsFile.read(config);
    Settings settings = Settings.read(file, System.getenv());
    var stopped = new CountDownLatch(1);
    Server server = Server.start(settings, Clock.systemUTC());
    Shutdown.whenAsked(
        () -> {
          server.close();
          stopped.countDown();
        });
    stopped.await();
    return 0;
  }
}
