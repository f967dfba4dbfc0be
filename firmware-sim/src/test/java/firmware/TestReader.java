package firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A simulated reader within a test's own process. */
public final class TestReader implements AutoCloseable {
  private final Path folder;
  private final VirtualScheduler threads = new VirtualScheduler();
  private final DeviceSpec spec;
  private final Device device;

  /**
   * Starts it.
   *
   * @param name {@code site/code}
   */
  public TestReader(
      String broker, String name, String door, String password, String commandKey, String hashKey) {
    this(
        broker,
        spec(name.split("/", -1), door, password, commandKey, hashKey),
        folder(),
        Optional.empty());
  }

  private TestReader(String broker, DeviceSpec spec, Path folder, Optional<TestMaker> maker) {
    this.folder = folder;
    this.spec = spec;
    var clock = Optional.of(Clock.systemUTC());
    var key = maker.map(TestMaker::publicKey).map(Firmware::makerKey);
    var network = Network.plain(broker);
    device = new Device(spec, new Setup(network, folder, threads, clock, 400, key));
    device.start();
  }

  /** One that knows a server's address and a code, and starts with what it gets for it. */
  public static TestReader provisioned(String server, String code) throws Exception {
    Path folder = folder();
    return new TestReader(
        "", Provisioned.provision(server, code, folder), folder, Optional.empty());
  }

  /** The same, taking the firmware of this maker. */
  public static TestReader provisioned(String server, String code, TestMaker maker)
      throws Exception {
    Path folder = folder();
    return new TestReader(
        "", Provisioned.provision(server, code, folder), folder, Optional.of(maker));
  }

  private static DeviceSpec spec(
      String[] name, String door, String password, String commandKey, String hashKey) {
    return new DeviceSpec(
        name[0],
        name[1],
        DeviceSpec.Kind.READER,
        Optional.of(door),
        Optional.empty(),
        password,
        Optional.of(commandKey),
        Optional.of(hashKey));
  }

  /** {@code site/code}. */
  public String name() {
    return spec.name();
  }

  /** The password it was first given. */
  public String firstPassword() {
    return spec.password();
  }

  public String boot() {
    return device.view().boot();
  }

  /** What its light shows. */
  public String shows() {
    return device.view().shows();
  }

  /** Events that the server has not acknowledged. */
  public int pending() {
    return device.view().pending();
  }

  /** The last sequence of its journal. */
  public long last() {
    return device.view().last();
  }

  /** Somebody presses the exit button: an event or three. */
  public void exit() {
    device.exitPressed();
  }

  public boolean isConnected() {
    return device.view().connected();
  }

  /** Whether it has the list the newest manifest it knows speaks of. */
  public boolean isCurrent() {
    return device.view().list().map(View.Listed::current).orElse(false);
  }

  /** Lines in its list; -1 before it was told of one. */
  public int entries() {
    return device.view().list().map(View.Listed::entries).orElse(-1);
  }

  public long version() {
    return device.view().list().map(View.Listed::version).orElse(0L);
  }

  public String mode() {
    return device.view().list().map(list -> list.mode().code()).orElse("");
  }

  public String journal() {
    return device.view().journal();
  }

  /** Holds a card against it; its reason, {@code granted} when the door opens. */
  public String present(String kind, String hexBytes) throws Exception {
    var credential = new Credential(Credential.Kind.of(kind).orElseThrow(), hexBytes);
    var told = device.present(credential).orElseThrow().get(5, TimeUnit.SECONDS);
    return switch (told) {
      case Reader.Presentation.Answered(Outcome outcome, double ms, String door) ->
          outcome.reason();
      case Reader.Presentation.Occupied occupied -> "occupied";
      case Reader.Presentation.Dark dark -> "dark";
    };
  }

  /** Pulls its network plug for so long. */
  public void unplug(Duration time) {
    device.unplug(time);
  }

  /** Power lost and back. */
  public void reboot() {
    device.reboot();
  }

  @Override
  public void close() {
    device.stop().orTimeout(5, TimeUnit.SECONDS).join();
    threads.shutdownNow();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("reader");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
