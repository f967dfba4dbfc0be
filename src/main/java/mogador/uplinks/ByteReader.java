package mogador.uplinks;

/** Reads bytes one after the other; multi-byte numbers are little-endian. */
final class ByteReader {
  private final byte[] bytes;
  private int next;

  ByteReader(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** There are fewer bytes than were announced; caught by {@link Codec}. */
  static final class Truncated extends RuntimeException {
    Truncated() {
      super("truncated", null, false, false);
    }
  }

  int left() {
    return bytes.length - next;
  }

  int u8() {
    if (next >= bytes.length) throw new Truncated();
    return bytes[next++] & 0xff;
  }

  int u16() {
    int low = u8();
    return low | u8() << 8;
  }

  long u32() {
    long low = u16();
    return low | (long) u16() << 16;
  }

  void skip(int count) {
    if (left() < count) throw new Truncated();
    next += count;
  }
}
