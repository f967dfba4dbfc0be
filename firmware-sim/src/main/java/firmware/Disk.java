package firmware;

import java.nio.file.Path;

/**
 * The steps a {@link Flash} writes in, each of which power may end at any byte. A test has one that
 * does.
 */
interface Disk {
  /** All of a file; nothing when there is none. Makes the folders on the way to it. */
  byte[] read(Path file);

  /**
   * Adds to a file, making it if there is none.
   *
   * @param force returns only once nothing of it can be lost any more
   */
  void append(Path file, byte[] bytes, boolean force);

  /** Leaves only so many bytes, for good. */
  void cut(Path file, long length);

  /** Puts a file in the place of another, for good: there are always the old bytes or the new. */
  void swap(Path file, byte[] bytes);
}
