package mogador.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import mogador.platform.EmbeddedBroker;
import mogador.platform.Pem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything on one machine, to try it. */
@Command(
    name = "demo",
    description =
        "Starts a PostgreSQL and a broker of its own, the Technopark network in it, the server and"
            + " simulated devices.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  static final Path DATA = Path.of("data", "demo");

  @Option(names = "--port", description = "HTTP; 8080 or a free one by default.")
  private int port;

  @Option(names = "--mqtt-port", description = "MQTT; 1883 or a free one by default.")
  private int mqttPort;

  @Option(names = "--data", paramLabel = "DIR", description = "Where it keeps its data: data/demo.")
  private Path data = DATA;

  @Option(names = "--fresh", description = "Forgets the data of an earlier demo first.")
  private boolean fresh;

  @Option(names = "--no-simulator", description = "Without simulated devices.")
  private boolean noSimulator;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "What happens to the simulated devices by itself; see docs/simulator.md.")
  private @Nullable Path scenario;

  @Option(
      names = "--mqtt-certificate",
      paramLabel = "FILE",
      description = "MQTT under TLS alone, on all interfaces: the broker's certificate, PEM.")
  private @Nullable Path certificate;

  @Option(names = "--mqtt-key", paramLabel = "FILE", description = "Its key, PEM (PKCS #8).")
  private @Nullable Path key;

  @Option(
      names = "--mqtt-ca",
      paramLabel = "FILE",
      description = "The authority of that certificate, PEM; the certificate itself by default.")
  private @Nullable Path authority;

  @Option(
      names = "--device-ca",
      paramLabel = "FILE",
      description = "Devices with a certificate of this authority, PEM, need no password.")
  private @Nullable Path devices;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    var options =
        new Demo.Options(
            data.toAbsolutePath().normalize(),
            chosen(port, 8080, "--port"),
            chosen(mqttPort, 1883, "--mqtt-port"),
            fresh,
            !noSimulator,
            Optional.ofNullable(scenario),
            tls());
    var stopped = new CountDownLatch(1);
    Demo demo =
        Demo.start(
            options,
            Clock.systemUTC(),
            step -> {
              out.println("  " + step);
              out.flush();
            });
    Shutdown.quietlyWhenAsked(
        () -> {
          demo.close();
          stopped.countDown();
        });
    out.println(demo.welcome());
    out.flush();
    stopped.await();
    return 0;
  }

  private Optional<Demo.Tls> tls() {
    if (certificate == null && key == null && authority == null && devices == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw new Main.UserError("--mqtt-certificate and --mqtt-key are needed together for TLS.");
    }
    var broker =
        new EmbeddedBroker.Tls(new Pem.Identity(certificate, key), Optional.ofNullable(devices));
    Path trusted = authority == null ? certificate : authority;
    try {
      var unused = Pem.sockets(Optional.of(trusted), Optional.of(broker.own()));
      if (devices != null) unused = Pem.sockets(broker.devices(), Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new Main.UserError(String.valueOf(e.getMessage()));
    }
    return Optional.of(new Demo.Tls(broker, trusted));
  }

  /** The port asked for if it is free, or else the usual one, or else any. */
  private static int chosen(int asked, int usual, String option) {
    if (asked < 0 || asked > 65_535) throw new Main.UserError(option + " is from 1 to 65535.");
    if (asked != 0) {
      if (isFree(asked)) return asked;
      throw new Main.UserError("Port " + asked + " is in use; choose another with " + option + ".");
    }
    return isFree(usual) ? usual : free();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Main.UserError("No port is free: " + e.getMessage());
    }
  }
}
