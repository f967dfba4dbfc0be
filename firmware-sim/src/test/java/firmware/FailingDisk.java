package firmware;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Files in memory, whose writing fails, or whose power goes, at a step and a byte by chance. */
final class FailingDisk implements Disk {
  /** Nothing runs any more until {@link #powerBack}. */
  static final class PowerLost extends RuntimeException {}

  /** One step has failed; the device goes on. */
  static final class WriteFailed extends RuntimeException {}

  /** What is in a file, and how much of it can no longer be lost. */
  private static final class Content {
    private final byte[] bytes;
    private final int safe;

    Content(byte[] bytes, int safe) {
      this.bytes = bytes;
      this.safe = safe;
    }
  }

  private final Random random;
  private final Map<Path, Content> files = new HashMap<>();
  private Optional<RuntimeException> trouble = Optional.empty();
  private int stepsBefore;

  FailingDisk(Random random) {
    this.random = random;
  }

  /** In so many steps, that is what happens, once. */
  void trouble(RuntimeException which, int steps) {
    trouble = Optional.of(which);
    stepsBefore = steps;
  }

  /** What was not forced is gone from some byte on, and no trouble is ahead. */
  void powerBack() {
    trouble = Optional.empty();
    files.replaceAll(
        (file, content) -> {
          int lost = random.nextInt(content.bytes.length - content.safe + 1);
          byte[] left = Arrays.copyOf(content.bytes, content.bytes.length - lost);
          return new Content(left, left.length);
        });
  }

  @Override
  public byte[] read(Path file) {
    return content(file).bytes.clone();
  }

  @Override
  public void append(Path file, byte[] bytes, boolean force) {
    Optional<RuntimeException> failure = failure();
    int written = failure.isPresent() ? random.nextInt(bytes.length + 1) : bytes.length;
    Content before = content(file);
    var all = new ByteArrayOutputStream();
    all.writeBytes(before.bytes);
    all.write(bytes, 0, written);
    boolean safe = force && failure.isEmpty();
    files.put(file, new Content(all.toByteArray(), safe ? all.size() : before.safe));
    if (failure.isPresent()) throw failure.get();
  }

  @Override
  public void cut(Path file, long length) {
    Optional<RuntimeException> failure = failure();
    if (failure.isEmpty() || random.nextBoolean()) {
      byte[] left = Arrays.copyOf(content(file).bytes, (int) length);
      files.put(file, new Content(left, left.length));
    }
    if (failure.isPresent()) throw failure.get();
  }

  @Override
  public void swap(Path file, byte[] bytes) {
    Optional<RuntimeException> failure = failure();
    boolean swapped = failure.isEmpty() || random.nextBoolean();
    if (swapped) files.put(file, new Content(bytes.clone(), bytes.length));
    if (failure.isPresent()) throw failure.get();
  }

  private Optional<RuntimeException> failure() {
    if (trouble.isEmpty() || stepsBefore-- > 0) return Optional.empty();
    Optional<RuntimeException> now = trouble;
    trouble = Optional.empty();
    return now;
  }

  private Content content(Path file) {
    return Optional.ofNullable(files.get(file)).orElseGet(() -> new Content(new byte[0], 0));
  }
}
