package mogador.access;

import java.nio.ByteBuffer;

/**
 * What stands for a credential wherever one is kept: its kind and the keyed hash of its bytes, as
 * four longs, big-endian.
 */
public record CredentialKey(CredentialKind kind, long a, long b, long c, long d) {
  /** Bytes in a hash. */
  public static final int LENGTH = 32;

  /**
   * From a hash.
   *
   * @param hash 32 bytes
   * @throws IllegalArgumentException if of another length
   */
  public static CredentialKey of(CredentialKind kind, byte[] hash) {
    if (hash.length != LENGTH) {
      throw new IllegalArgumentException("a hash of " + hash.length + " bytes, not " + LENGTH);
    }
    ByteBuffer longs = ByteBuffer.wrap(hash);
    return new CredentialKey(
        kind, longs.getLong(), longs.getLong(), longs.getLong(), longs.getLong());
  }

  /** The hash, 32 bytes. */
  public byte[] hash() {
    return ByteBuffer.allocate(LENGTH).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /** The hash is uniform, so a part of it serves. */
  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }

  /** Shortened: enough to tell two apart in a log. */
  @Override
  public String toString() {
    return kind.code() + ":" + Long.toHexString(a);
  }
}
