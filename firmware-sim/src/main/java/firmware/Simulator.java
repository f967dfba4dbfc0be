package firmware;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulator's command line: a park's devices in one process. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    version = Messages.FIRMWARE,
    description = "Plays the readers and sensors of a park over MQTT.")
public final class Simulator implements Callable<Integer> {
  private static final long GOODBYE_MS = 1_500;

  @Option(
      names = "--mqtt",
      paramLabel = "tcp://HOST:PORT",
      description = "the broker of the devices in FILE")
  private Optional<URI> mqtt = Optional.empty();

  @Option(
      names = "--devices",
      paramLabel = "FILE",
      description = "JSON: {\"devices\": [{\"site\", \"code\", \"kind\", \"door\", \"password\"}]}")
  private Optional<Path> devices = Optional.empty();

  @Option(
      names = "--provision",
      paramLabel = "CODE",
      description = "exchange this code for a device's password and keys first; may be repeated")
  private List<String> codes = List.of();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "where codes are exchanged, such as https://mogador.example.org")
  private Optional<URI> server = Optional.empty();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "the devices' flash, one file each")
  private Path data = Path.of("data");

  @Option(
      names = "--control",
      paramLabel = "PORT",
      description = "control page on the loopback, 0 for a free port (default)")
  private int control;

  @Option(
      names = "--answer-ms",
      paramLabel = "MS",
      defaultValue = "400",
      description = "how long a reader waits for an answer, 400 to 2000 (default ${DEFAULT-VALUE})")
  private int answerMs;

  @Option(names = "--no-clock", description = "devices whose clock was never set")
  private boolean noClock;

  @Option(
      names = "--maker-key",
      paramLabel = "HEX",
      description = "whose firmware the devices take (see make-image); nobody's without it")
  private Optional<String> makerKey = Optional.empty();

  private final PrintStream out;

  Simulator(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$s %5$s%6$s%n");
    }
    boolean makes = args.length > 0 && args[0].equals("make-image");
    int code =
        makes
            ? new CommandLine(new MakeImage(System.out))
                .execute(Arrays.copyOfRange(args, 1, args.length))
            : new CommandLine(new Simulator(System.out)).execute(args);
    if (code != 0) System.exit(code);
  }

  /** Runs until the process is told to end. */
  @Override
  public Integer call() throws InterruptedException {
    try {
      check();
    } catch (IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
    try (FileChannel lock = lock()) {
      if (lock.tryLock() == null) return refuse(data + " is in use by another simulator");
      provision();
      run(specs());
      return 0;
    } catch (IOException | DeviceFile.Unusable | ServerCalls.Failed e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private void provision() throws ServerCalls.Failed {
    for (String code : codes) {
      DeviceSpec spec = Provisioned.provision(server.orElseThrow().toString(), code, data);
      out.println("provisioned " + spec + ", " + spec.kind().code());
    }
  }

  private List<DeviceSpec> specs() throws DeviceFile.Unusable {
    List<DeviceSpec> listed = List.of();
    if (devices.isPresent()) {
      try {
        listed = DeviceFile.read(devices.get());
      } catch (DeviceFile.Unusable e) {
        throw new DeviceFile.Unusable(devices.get() + ": " + e.getMessage());
      }
    }
    List<DeviceSpec> all = Provisioned.with(listed, Provisioned.in(data));
    if (all.isEmpty()) throw new DeviceFile.Unusable("no device: --devices or --provision some");
    return all;
  }

  private void run(List<DeviceSpec> specs) throws IOException, InterruptedException {
    var threads = new VirtualScheduler();
    Optional<Clock> clock = noClock ? Optional.empty() : Optional.of(Clock.systemUTC());
    var setup =
        new Setup(
            mqtt.map(URI::toString).orElse(""),
            data,
            threads,
            clock,
            answerMs,
            makerKey.map(Firmware::makerKey));
    List<Device> all = specs.stream().map(spec -> new Device(spec, setup)).toList();
    try (var server = new ControlServer(control, all)) {
      all.forEach(Device::start);
      var end = onTermination();
      out.println("simulator ready control=" + server.address() + " devices=" + all.size());
      out.flush();
      end.await();
      sayGoodbye(all);
    } finally {
      threads.shutdownNow();
    }
  }

  private void check() {
    if (devices.isPresent() && mqtt.isEmpty()) {
      throw new IllegalArgumentException("--devices needs --mqtt");
    }
    if (!codes.isEmpty() && server.isEmpty()) {
      throw new IllegalArgumentException("--provision needs --server");
    }
    makerKey.ifPresent(Firmware::makerKey);
    mqtt.ifPresent(Simulator::checkBroker);
    if (answerMs < 400 || answerMs > 2_000) {
      throw new IllegalArgumentException("--answer-ms must be 400 to 2000, not " + answerMs);
    }
    if (control < 0 || control > 65_535) {
      throw new IllegalArgumentException("--control must be 0 to 65535, not " + control);
    }
  }

  private static void checkBroker(URI broker) {
    if (!"tcp".equals(broker.getScheme()) || broker.getHost() == null || broker.getPort() < 1) {
      throw new IllegalArgumentException("--mqtt must be tcp://HOST:PORT, not " + broker);
    }
  }

  private FileChannel lock() throws IOException {
    Files.createDirectories(data);
    return FileChannel.open(
        data.resolve("simulator.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Opens on SIGTERM or Ctrl-C; the process then waits for this thread to finish. */
  private static CountDownLatch onTermination() {
    var end = new CountDownLatch(1);
    Thread running = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.countDown();
                  try {
                    running.join(Duration.ofMillis(GOODBYE_MS + 400));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "termination"));
    return end;
  }

  private static void sayGoodbye(List<Device> all) {
    var goodbyes = all.stream().map(Device::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(goodbyes)
        .completeOnTimeout(null, GOODBYE_MS, TimeUnit.MILLISECONDS)
        .join();
  }

  private static int refuse(String why) {
    new PrintStream(System.err, true, StandardCharsets.UTF_8).println("simulate: " + why);
    return 2;
  }
}
