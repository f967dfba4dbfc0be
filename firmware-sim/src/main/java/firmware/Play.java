package firmware;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays a plan on the devices, each happening at its time, and says what it did. */
final class Play {
  private final List<Scenario.Happening> plan;
  private final Map<String, Device> devices = new HashMap<>();
  private final int speed;
  private final Consumer<String> said;

  /**
   * Does nothing yet.
   *
   * @param speed how many times as fast as the scenario says, 1 to 1,000
   * @param said is told each happening as it happens, and how a presentation ended
   */
  Play(List<Scenario.Happening> plan, List<Device> devices, int speed, Consumer<String> said) {
    this.plan = plan;
    for (Device device : devices) this.devices.put(device.view().device().name(), device);
    this.speed = speed;
    this.said = said;
  }

  /** Returns when the last has happened. */
  void run() throws InterruptedException {
    long start = System.nanoTime();
    for (Scenario.Happening next : plan) {
      long wait = scaled(next.at()).toNanos() - (System.nanoTime() - start);
      if (wait > 0) TimeUnit.NANOSECONDS.sleep(wait);
      happen(next);
    }
  }

  private void happen(Scenario.Happening it) {
    Device device = devices.get(it.device());
    if (device == null) throw new IllegalStateException("planned for no device: " + it);
    if (it.act() instanceof Act.Present(List<Credential> of)) {
      present(it, device, of.getFirst());
    } else {
      said.accept(it + (perform(device, it.act()) ? "" : ": not done, it is too busy"));
    }
  }

  private boolean perform(Device device, Act act) {
    return switch (act) {
      case Act.Present(List<Credential> of) -> device.present(of.getFirst()).isPresent();
      case Act.Door(boolean open) -> device.contact(open);
      case Act.Exit() -> device.exitPressed();
      case Act.Sense(Sensor.Presence presence) -> device.sense(presence);
      case Act.Pass(boolean in) -> device.pass(in ? 1 : 0, in ? 0 : 1);
      case Act.Suffer(Ill ill) -> device.suffer(ill);
      case Act.Unplug(Duration time) -> device.unplug(scaled(time));
      case Act.Reboot() -> device.reboot();
      case Act.Kill(Duration time) -> device.kill(scaled(time));
      case Act.Wipe() -> device.wipe();
      case Act.Turn(Air.Weather to) -> device.turn(to);
    };
  }

  private void present(Scenario.Happening it, Device device, Credential credential) {
    Optional<CompletableFuture<Reader.Presentation>> told = device.present(credential);
    if (told.isEmpty()) {
      said.accept(it + ": not done, it is too busy");
      return;
    }
    var unused = told.get().thenAccept(ended -> said.accept(it + ": " + words(ended)));
  }

  private static String words(Reader.Presentation ended) {
    return switch (ended) {
      case Reader.Presentation.Answered(Outcome outcome, double ms, String door) ->
          "%s after %.1f ms".formatted(outcome.reason(), ms);
      case Reader.Presentation.Occupied() -> "not taken, another is still open";
      case Reader.Presentation.Dark() -> "not taken, it has no power";
    };
  }

  private Duration scaled(Duration time) {
    return time.dividedBy(speed);
  }
}
