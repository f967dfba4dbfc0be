package firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Real files. None is held open, so that thousands of devices fit into a process. */
final class FileDisk implements Disk {
  @Override
  public byte[] read(Path file) {
    try {
      Files.createDirectories(folder(file));
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void append(Path file, byte[] bytes, boolean force) {
    try {
      boolean fresh = !Files.exists(file);
      write(file, bytes, force, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      // Else the name could be lost, and the file with it.
      if (fresh) forceFolder(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void cut(Path file, long length) {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void swap(Path file, byte[] bytes) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      write(
          fresh,
          bytes,
          true,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes, boolean force, OpenOption... options)
      throws IOException {
    try (var channel = FileChannel.open(file, options)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) channel.write(buffer);
      if (force) channel.force(true);
    }
  }

  private static void forceFolder(Path file) throws IOException {
    try (var folder = FileChannel.open(folder(file))) {
      folder.force(true);
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
