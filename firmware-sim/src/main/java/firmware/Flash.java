package firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A file of lines, each behind its checksum. A line that was appended and forced survives a loss of
 * power; one torn by it is cut off at the next start.
 */
final class Flash implements AutoCloseable {
  private static final int CHECKSUM = 8;

  private final Path file;
  private FileChannel channel;
  private List<String> found;

  private Flash(Path file, FileChannel channel, List<String> found) {
    this.file = file;
    this.channel = channel;
    this.found = found;
  }

  /** Opens or creates the file; a torn end is cut off, a damaged line before it is left out. */
  static Flash open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      var lines = new ArrayList<String>();
      int good = read(content, lines);
      var channel = append(file);
      if (good < content.length) {
        channel.truncate(good);
        channel.force(true);
      }
      return new Flash(file, channel, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try {
      write(channel, framed(line));
      if (force) channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces all lines at once: after a loss of power there are either the old or the new. */
  void replace(List<String> lines) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      try (var out = append(fresh)) {
        var all = new StringBuilder();
        for (String line : lines) all.append(framed(line));
        write(out, all.toString());
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
      channel.close();
      channel = append(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static FileChannel append(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void write(FileChannel to, String text) throws IOException {
    var buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (buffer.hasRemaining()) to.write(buffer);
  }
}
