package mogador.fleet;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.kernel.LocalText;
import mogador.web.Choice;

/**
 * What the devices of a site run, and how newer firmware comes to them: {@code GET
 * /ops/SITE/firmware}.
 *
 * @param running how many devices run each version
 * @param known images that can be rolled out
 * @param rollouts the latest first
 * @param added the image that was added just now
 * @param adding the form for another, for managers of the network
 */
public record FirmwarePage(
    String site,
    LocalText siteName,
    List<Choice> sites,
    List<Running> running,
    List<Known> known,
    List<Rollout> rollouts,
    Optional<Known> added,
    Optional<Adding> adding) {
  public FirmwarePage {
    sites = List.copyOf(sites);
    running = List.copyOf(running);
    known = List.copyOf(known);
    rollouts = List.copyOf(rollouts);
  }

  /** A version, and how many devices of that kind run it. */
  public record Running(String kind, String version, long devices) {}

  public record Known(UUID id, String kind, String version) {}

  /**
   * An image on its way. Browsers do not keep the files they were given for another try.
   *
   * @param faults what was wrong with a field, by its name
   */
  public record Adding(
      List<String> kinds, String kind, String version, Map<String, String> faults) {
    public Adding {
      kinds = List.copyOf(kinds);
      faults = Map.copyOf(faults);
    }

    public Optional<String> fault(String field) {
      return Optional.ofNullable(faults.get(field));
    }
  }

  /**
   * A rollout.
   *
   * @param status running, halted, done or rolled_back
   */
  public record Rollout(
      UUID id,
      String kind,
      String version,
      String status,
      String why,
      String by,
      LocalDateTime at,
      List<Ring> rings) {
    public Rollout {
      rings = List.copyOf(rings);
    }

    public boolean mayHalt() {
      return status.equals("running");
    }

    public boolean mayResume() {
      return status.equals("halted");
    }

    public boolean mayRollBack() {
      return !status.equals("rolled_back")
          && rings.stream()
              .anyMatch(ring -> ring.done() < ring.devices().size() || ring.done() > 0);
    }
  }

  /** Devices that are told at one time. */
  public record Ring(int number, List<Device> devices) {
    public Ring {
      devices = List.copyOf(devices);
    }

    public long done() {
      return devices.stream().filter(device -> device.step().equals("done")).count();
    }

    /** Those that need a word of their own. */
    public List<Device> conspicuous() {
      return devices.stream()
          .filter(device -> !device.step().equals("done") && !device.step().equals("waiting"))
          .toList();
    }
  }

  /**
   * A device of a ring.
   *
   * @param step waiting, told, fetching, verified, done, failed, reverting or reverted
   */
  public record Device(String code, String step, Optional<String> reason) {}
}
