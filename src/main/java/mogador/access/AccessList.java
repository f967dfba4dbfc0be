package mogador.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a door's reader decides from by itself: a line for each credential. Never changes: a newer
 * one shares what is the same. Its hash is that of 256 buckets, told apart by the first two digits
 * of a line, so that one line more costs the hashing of one bucket and not of the list (device
 * protocol, section 9).
 */
public final class AccessList {
  public static final AccessList EMPTY = new AccessList(empty());

  private static final int BUCKETS = 256;

  /** The lines of a bucket in ascending order, each under its key. */
  private static final class Bucket {
    static final Bucket EMPTY = of(List.of());

    private final List<String> lines;
    private final byte[] hash;

    private Bucket(List<String> lines, byte[] hash) {
      this.lines = lines;
      this.hash = hash;
    }

    static Bucket of(List<String> lines) {
      MessageDigest digest = sha256();
      for (String line : lines) digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII));
      return new Bucket(lines, digest.digest());
    }
  }

  /**
   * What makes one list another.
   *
   * @param put lines to be added, or to stand in the place of those with the same key
   * @param drop keys whose lines go
   */
  public record Change(List<String> put, List<String> drop) {}

  private final Bucket[] buckets;
  private final String hash;
  private final int size;

  private AccessList(Bucket[] buckets) {
    this.buckets = buckets;
    MessageDigest digest = sha256();
    int lines = 0;
    for (Bucket bucket : buckets) {
      digest.update(bucket.hash);
      lines += bucket.lines.size();
    }
    hash = HexFormat.of().formatHex(digest.digest());
    size = lines;
  }

  /** Of all buckets, in lower-case hexadecimal. */
  public String hash() {
    return hash;
  }

  /** How many lines there are. */
  public int size() {
    return size;
  }

  /** All lines, ascending. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(size);
    for (Bucket bucket : buckets) all.addAll(bucket.lines);
    return all;
  }

  /** Without the lines of these keys, then with these lines. */
  AccessList with(Collection<String> drop, Collection<String> put) {
    Map<Integer, Map<String, String>> touched = new TreeMap<>();
    for (String key : drop) opened(touched, key).remove(key);
    for (String line : put) {
      String key = ListLine.key(line);
      opened(touched, key).put(key, line);
    }
    if (touched.isEmpty()) return this;
    Bucket[] changed = buckets.clone();
    touched.forEach((index, lines) -> changed[index] = Bucket.of(List.copyOf(lines.values())));
    return new AccessList(changed);
  }

  /** What is to be told to a reader that has the other list. */
  public Change since(AccessList other) {
    List<String> put = new ArrayList<>();
    List<String> drop = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      if (MessageDigest.isEqual(buckets[i].hash, other.buckets[i].hash)) continue;
      Set<String> before = new HashSet<>(other.buckets[i].lines);
      Set<String> keys = new HashSet<>();
      for (String line : buckets[i].lines) {
        keys.add(ListLine.key(line));
        if (!before.contains(line)) put.add(line);
      }
      for (String line : other.buckets[i].lines) {
        String key = ListLine.key(line);
        if (!keys.contains(key)) drop.add(key);
      }
    }
    return new Change(put, drop);
  }

  private Map<String, String> opened(Map<Integer, Map<String, String>> touched, String key) {
    return touched.computeIfAbsent(
        Integer.parseInt(key, 0, 2, 16),
        index -> {
          Map<String, String> lines = new TreeMap<>();
          for (String line : buckets[index].lines) lines.put(ListLine.key(line), line);
          return lines;
        });
  }

  private static Bucket[] empty() {
    Bucket[] all = new Bucket[BUCKETS];
    Arrays.fill(all, Bucket.EMPTY);
    return all;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
