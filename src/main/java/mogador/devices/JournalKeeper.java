package mogador.devices;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mogador.access.AccessSnapshot;
import mogador.access.CredentialHash;

/**
 * Takes journals in and has them written, in lanes beside each other: while one waits for the disk,
 * another goes on. What belongs together, a device's events and those of one door, is in one lane,
 * so that lanes do not wait for each other's locks.
 */
final class JournalKeeper implements AutoCloseable {
  private static final int LANES = 2;

  private final List<JournalLane> lanes;
  private final Function<DeviceId, String> together;

  /**
   * Does nothing until started.
   *
   * @param together what devices with one door, or whatever they share, have in common
   * @param writers makes each lane's own
   */
  JournalKeeper(
      Function<DeviceId, String> together,
      Supplier<JournalWriter> writers,
      CredentialHash hash,
      Supplier<AccessSnapshot> snapshot,
      JournalOutcome outcome,
      MeterRegistry meters) {
    this.together = together;
    lanes =
        Stream.iterate(1, number -> number <= LANES, number -> number + 1)
            .map(
                number ->
                    new JournalLane(
                        "journals-" + number, writers.get(), hash, snapshot, outcome, meters))
            .toList();
    meters.gauge("mogador_journal_batches_waiting", this, JournalKeeper::waiting);
  }

  void start() {
    lanes.forEach(JournalLane::start);
  }

  /** Whether there was room. Never blocks. */
  boolean offer(JournalBatch batch) {
    int lane = Math.floorMod(together.apply(batch.device()).hashCode(), LANES);
    return lanes.get(lane).offer(batch);
  }

  int waiting() {
    return lanes.stream().mapToInt(JournalLane::waiting).sum();
  }

  /** Whether every lane's last transaction succeeded. */
  boolean isStoring() {
    return lanes.stream().allMatch(JournalLane::isStoring);
  }

  /** Stops; what waits is not stored, and the devices send it again. */
  @Override
  public void close() {
    lanes.forEach(JournalLane::close);
  }
}
