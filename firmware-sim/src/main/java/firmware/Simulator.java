package firmware;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  private static final int MOST_DEVICES = 5_000;
  private static final long GOODBYE_MS = 1_500;

  @Option(
      names = "--mqtt",
      paramLabel = "URL",
      description =
          "the broker of the devices in FILE: tcp://HOST:PORT, or ssl://HOST:PORT for TLS")
  private @Nullable URI mqtt;

  @Option(
      names = "--devices",
      paramLabel = "FILE",
      description = "JSON: {\"devices\": [{\"site\", \"code\", \"kind\", \"door\", \"password\"}]}")
  private @Nullable Path devices;

  @Option(
      names = "--provision",
      paramLabel = "CODE",
      description = "exchange this code for a device's password and keys first; may be repeated")
  private List<String> codes = List.of();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "where codes are exchanged, such as https://mogador.example.org")
  private @Nullable URI server;

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

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "with ssl: PEM, whose brokers to trust; without it, whom Java trusts")
  private @Nullable Path ca;

  @Option(
      names = "--certificates",
      paramLabel = "DIR",
      description =
          "with ssl: SITE/CODE.crt and SITE/CODE.key, PEM, of devices that show a certificate"
              + " instead of a password")
  private @Nullable Path certificates;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "the first N of the devices only; 0 for all (default), 5000 at most")
  private int count;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "what happens to them, in YAML; see docs/simulator.md")
  private @Nullable Path scenario;

  @Option(names = "--plan", description = "only prints what the scenario comes to")
  private boolean planOnly;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "plays the scenario 1 to 1000 times as fast (default ${DEFAULT-VALUE})")
  private int speed;

  @Option(names = "--leave", description = "ends when the scenario has")
  private boolean leave;

  @Option(names = "--no-clock", description = "devices whose clock was never set")
  private boolean noClock;

  @Option(
      names = "--maker-key",
      paramLabel = "HEX",
      description = "whose firmware the devices take (see make-image); nobody's without it")
  private @Nullable String makerKey;

  @Option(
      names = "--maker",
      paramLabel = "FILE",
      description = "the same by a key file of make-image, which is made if there is none")
  private @Nullable Path maker;

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
      if (planOnly) {
        prepared().plan().forEach(out::println);
        return 0;
      }
    } catch (DeviceFile.Unusable | IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
    try (FileChannel lock = lock()) {
      if (lock.tryLock() == null) return refuse(data + " is in use by another simulator");
      provision();
      run(prepared());
      return 0;
    } catch (IOException | DeviceFile.Unusable | ServerCalls.Failed | IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private void provision() throws ServerCalls.Failed {
    for (String code : codes) {
      DeviceSpec spec = Provisioned.provision(String.valueOf(server), code, data);
      say("provisioned " + spec + ", " + spec.kind().code());
    }
  }

  /** What is to be run. */
  private record Run(List<DeviceSpec> specs, Network network, List<Scenario.Happening> plan) {}

  private Run prepared() throws DeviceFile.Unusable {
    List<DeviceSpec> specs = counted(Provisioned.with(listed(), Provisioned.in(data)));
    var quiet = new Network(String.valueOf(mqtt), tls(), 0, Air.Weather.CLEAR);
    if (scenario == null) return new Run(specs, quiet, List.of());
    try {
      Scenario read = ScenarioFile.read(scenario);
      var network = new Network(quiet.broker(), quiet.tls(), read.seed(), read.weather());
      return new Run(specs, network, read.plan(specs));
    } catch (Scenario.Unusable e) {
      throw new IllegalArgumentException(scenario + ": " + e.getMessage(), e);
    }
  }

  private List<DeviceSpec> listed() throws DeviceFile.Unusable {
    if (devices == null) return List.of();
    try {
      return DeviceFile.read(devices);
    } catch (DeviceFile.Unusable e) {
      throw new DeviceFile.Unusable(devices + ": " + e.getMessage());
    }
  }

  private List<DeviceSpec> counted(List<DeviceSpec> all) throws DeviceFile.Unusable {
    if (all.isEmpty()) throw new DeviceFile.Unusable("no device: --devices or --provision some");
    if (count > all.size()) {
      throw new IllegalArgumentException("--count is " + count + " of " + all.size());
    }
    if (count == 0 && all.size() > MOST_DEVICES) {
      throw new IllegalArgumentException(
          all.size() + " devices are listed; see --count, at most " + MOST_DEVICES);
    }
    return count == 0 ? all : all.subList(0, count);
  }

  private Optional<Tls> tls() {
    boolean asked = ca != null || certificates != null;
    boolean needed = mqtt != null && "ssl".equals(mqtt.getScheme());
    return asked || needed
        ? Optional.of(Tls.of(Optional.ofNullable(ca), Optional.ofNullable(certificates)))
        : Optional.empty();
  }

  private void run(Run run) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var threads = new VirtualScheduler();
    Optional<Clock> clock = noClock ? Optional.empty() : Optional.of(Clock.systemUTC());
    var setup = new Setup(run.network(), data, threads, clock, answerMs, maker());
    List<Device> all = run.specs().parallelStream().map(spec -> new Device(spec, setup)).toList();
    try (var server = new ControlServer(control, all)) {
      all.forEach(Device::start);
      var end = onTermination();
      say("simulator ready control=" + server.address() + " devices=" + all.size());
      Thread.ofVirtual().start(new Roll(all, begun, this::say));
      if (!run.plan().isEmpty()) Thread.ofVirtual().start(() -> play(run.plan(), all, end));
      end.await();
      sayGoodbye(all);
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<PublicKey> maker() throws IOException {
    if (maker == null) return Optional.ofNullable(makerKey).map(Firmware::makerKey);
    try {
      return Optional.of(Firmware.makerKey(MakeImage.Maker.in(maker).publicKey()));
    } catch (GeneralSecurityException e) {
      throw new IOException(maker + " is not a maker's key", e);
    }
  }

  private void play(List<Scenario.Happening> plan, List<Device> all, CountDownLatch end) {
    try {
      new Play(plan, all, speed, this::say).run();
      say("scenario over");
      if (leave) end.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  private void check() {
    if (devices != null && mqtt == null) {
      throw new IllegalArgumentException("--devices needs --mqtt");
    }
    if (!codes.isEmpty() && server == null) {
      throw new IllegalArgumentException("--provision needs --server");
    }
    if (makerKey != null) Firmware.makerKey(makerKey);
    if (makerKey != null && maker != null) {
      throw new IllegalArgumentException("--maker-key or --maker, not both");
    }
    if (mqtt != null) checkBroker(mqtt);
    if (scenario == null && (planOnly || leave)) {
      throw new IllegalArgumentException("--plan and --leave need a --scenario");
    }
    checkRange("--answer-ms", answerMs, 400, 2_000);
    checkRange("--control", control, 0, 65_535);
    checkRange("--count", count, 0, MOST_DEVICES);
    checkRange("--speed", speed, 1, 1_000);
  }

  private static void checkRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option + " must be " + least + " to " + most + ", not " + value);
    }
  }

  private void checkBroker(URI broker) {
    String scheme = String.valueOf(broker.getScheme());
    if (!scheme.matches("tcp|ssl") || broker.getHost() == null || broker.getPort() < 1) {
      throw new IllegalArgumentException(
          "--mqtt must be tcp://HOST:PORT or ssl://HOST:PORT, not " + broker);
    }
    if ((ca != null || certificates != null) && scheme.equals("tcp")) {
      throw new IllegalArgumentException("--ca and --certificates are for --mqtt ssl://HOST:PORT");
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
