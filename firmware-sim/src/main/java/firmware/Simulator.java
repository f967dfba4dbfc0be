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
      required = true,
      paramLabel = "URL",
      description = "the broker: tcp://HOST:PORT, or ssl://HOST:PORT for TLS")
  private URI mqtt = URI.create("tcp://127.0.0.1:1883");

  @Option(
      names = "--devices",
      required = true,
      paramLabel = "FILE",
      description = "JSON: {\"devices\": [{\"site\", \"code\", \"kind\", \"door\", \"password\"}]}")
  private Path devices = Path.of("devices.json");

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

  private final PrintStream out;

  Simulator(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$s %5$s%6$s%n");
    }
    int code = new CommandLine(new Simulator(System.out)).execute(args);
    if (code != 0) System.exit(code);
  }

  /** Runs until the process is told to end. */
  @Override
  public Integer call() throws InterruptedException {
    Run run;
    try {
      check();
      run = prepared();
    } catch (DeviceFile.Unusable e) {
      return refuse(devices + ": " + e.getMessage());
    } catch (Scenario.Unusable e) {
      return refuse(scenario + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
    if (planOnly) {
      run.plan().forEach(out::println);
      return 0;
    }
    try (FileChannel lock = lock()) {
      if (lock.tryLock() == null) return refuse(data + " is in use by another simulator");
      run(run);
      return 0;
    } catch (IOException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  /** What is to be run, before anything has been touched. */
  private record Run(List<DeviceSpec> specs, Network network, List<Scenario.Happening> plan) {}

  private Run prepared() throws DeviceFile.Unusable, Scenario.Unusable {
    List<DeviceSpec> listed = DeviceFile.read(devices);
    if (count > listed.size()) {
      throw new IllegalArgumentException("--count is " + count + " of " + listed.size());
    }
    if (count == 0 && listed.size() > MOST_DEVICES) {
      throw new IllegalArgumentException(
          devices + " lists " + listed.size() + "; see --count, at most " + MOST_DEVICES);
    }
    List<DeviceSpec> specs = count == 0 ? listed : listed.subList(0, count);
    Optional<Tls> tls =
        mqtt.getScheme().equals("ssl")
            ? Optional.of(Tls.of(Optional.ofNullable(ca), Optional.ofNullable(certificates)))
            : Optional.empty();
    if (scenario == null) {
      return new Run(specs, new Network(mqtt.toString(), tls, 0, Air.Weather.CLEAR), List.of());
    }
    Scenario read = ScenarioFile.read(scenario);
    var network = new Network(mqtt.toString(), tls, read.seed(), read.weather());
    return new Run(specs, network, read.plan(specs));
  }

  private void run(Run run) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var threads = new VirtualScheduler();
    Optional<Clock> clock = noClock ? Optional.empty() : Optional.of(Clock.systemUTC());
    var setup = new Setup(run.network(), data, threads, clock, answerMs);
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
    String scheme = String.valueOf(mqtt.getScheme());
    if (!scheme.matches("tcp|ssl") || mqtt.getHost() == null || mqtt.getPort() < 1) {
      throw new IllegalArgumentException(
          "--mqtt must be tcp://HOST:PORT or ssl://HOST:PORT, not " + mqtt);
    }
    if ((ca != null || certificates != null) && !scheme.equals("ssl")) {
      throw new IllegalArgumentException("--ca and --certificates are for --mqtt ssl://HOST:PORT");
    }
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
