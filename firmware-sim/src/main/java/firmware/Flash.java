package firmware;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A file of lines, each behind its checksum. A line that was appended and forced survives a loss of
 * power; one torn by it, or by a full disk, is cut off before the next is written.
 */
final class Flash implements AutoCloseable {
  private static final int CHECKSUM = 8;

  private final Disk disk;
  private final Path file;
  private List<String> found = List.of();
  private long good;
  private boolean torn;
  private boolean swapping;
  private boolean closed;

  private Flash(Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  static Flash open(Path file) {
    return open(file, new FileDisk());
  }

  /** Reads what is there; a torn end is cut off, a damaged line before it is left out. */
  static Flash open(Path file, Disk disk) {
    byte[] content = disk.read(file);
    var flash = new Flash(disk, file);
    var lines = new ArrayList<String>();
    flash.good = read(content, lines);
    flash.torn = flash.good < content.length;
    flash.found = lines;
    flash.mend();
    return flash;
  }

  /** The lines of a file that is not written to for now; none if there is no file. */
  static List<String> read(Path file) {
    if (!Files.exists(file)) return List.of();
    try (var flash = open(file)) {
      return flash.takeLines();
    }
  }

  /** The lines found at opening; given once. */
  List<String> takeLines() {
    var lines = found;
    found = List.of();
    return lines;
  }

  /** Appends a line without a line break. */
  void append(String line, boolean force) {
    checkOpen();
    byte[] bytes = framed(line).getBytes(StandardCharsets.UTF_8);
    mend();
    torn = true;
    disk.append(file, bytes, force);
    torn = false;
    good += bytes.length;
  }

  /** Replaces all lines at once: after a loss of power there are either the old or the new. */
  void replace(List<String> lines) {
    checkOpen();
    var all = new StringBuilder();
    for (String line : lines) all.append(framed(line));
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    mend();
    swapping = true;
    disk.swap(file, bytes);
    swapping = false;
    good = bytes.length;
  }

  /** Nothing is written any more. */
  @Override
  public void close() {
    closed = true;
  }

  /** What follows a torn line would be lost with it. */
  private void mend() {
    // Where a swap failed there are either the old lines or the new, and these are all good.
    if (swapping) good = disk.read(file).length;
    swapping = false;
    if (torn) disk.cut(file, good);
    torn = false;
  }

  private void checkOpen() {
    if (closed) throw new IllegalStateException(file + " is closed");
  }

  /** Collects the good lines and returns where the last of them ends. */
  private static int read(byte[] content, List<String> lines) {
    int end = 0;
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] != '\n') continue;
      var line = unframed(new String(content, start, i - start, StandardCharsets.UTF_8));
      if (line.isPresent()) {
        lines.add(line.get());
        end = i + 1;
      }
      start = i + 1;
    }
    return end;
  }

  private static String framed(String line) {
    return checksum(line) + ' ' + line + '\n';
  }

  private static Optional<String> unframed(String framed) {
    if (framed.length() <= CHECKSUM + 1) return Optional.empty();
    String line = framed.substring(CHECKSUM + 1);
    return framed.startsWith(checksum(line) + ' ') ? Optional.of(line) : Optional.empty();
  }

  private static String checksum(String line) {
    var crc = new CRC32();
    crc.update(line.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
