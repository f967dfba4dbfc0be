package firmware;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines of a list and their hash, as docs/device-protocol.md, section 9, has it: 256 buckets by
 * the first two digits, so that a changed line costs the hashing of one bucket.
 */
final class HashedLines {
  private static final int BUCKETS = 256;

  private final Map<Integer, NavigableMap<String, String>> buckets;
  private final byte[][] hashes;
  private final int size;

  private HashedLines(
      Map<Integer, NavigableMap<String, String>> buckets, byte[][] hashes, int size) {
    this.buckets = buckets;
    this.hashes = hashes;
    this.size = size;
  }

  static HashedLines empty() {
    byte[] none = sha256().digest();
    byte[][] hashes = new byte[BUCKETS][];
    for (int i = 0; i < BUCKETS; i++) hashes[i] = none;
    return new HashedLines(Map.of(), hashes, 0);
  }

  /** Without the lines of these keys, then with these lines; this one stays as it is. */
  HashedLines with(Collection<String> drop, Collection<String> put) {
    var changed = new HashMap<>(buckets);
    var touched = new HashMap<Integer, NavigableMap<String, String>>();
    for (String key : drop) copied(touched, key).remove(key);
    for (String line : put) copied(touched, line).put(key(line), line);
    byte[][] fresh = hashes.clone();
    int lines = size;
    for (var bucket : touched.entrySet()) {
      int before =
          Optional.ofNullable(buckets.get(bucket.getKey())).map(NavigableMap::size).orElse(0);
      lines += bucket.getValue().size() - before;
      changed.put(bucket.getKey(), bucket.getValue());
      fresh[bucket.getKey()] = hash(bucket.getValue());
    }
    return new HashedLines(changed, fresh, lines);
  }

  String hash() {
    MessageDigest digest = sha256();
    for (byte[] bucket : hashes) digest.update(bucket);
    return HexFormat.of().formatHex(digest.digest());
  }

  int size() {
    return size;
  }

  Optional<String> line(String key) {
    return Optional.ofNullable(buckets.get(bucket(key))).map(lines -> lines.get(key));
  }

  List<String> lines() {
    var all = new ArrayList<String>(size);
    for (NavigableMap<String, String> lines : buckets.values()) all.addAll(lines.values());
    return all;
  }

  /** The first two words of a line: the hash and the kind. */
  static String key(String line) {
    int end = line.indexOf(' ', line.indexOf(' ') + 1);
    return end < 0 ? line : line.substring(0, end);
  }

  private NavigableMap<String, String> copied(
      Map<Integer, NavigableMap<String, String>> touched, String line) {
    return touched.computeIfAbsent(
        bucket(line),
        index -> new TreeMap<>(Optional.ofNullable(buckets.get(index)).orElseGet(TreeMap::new)));
  }

  private static int bucket(String line) {
    return Integer.parseInt(line, 0, 2, 16);
  }

  private static byte[] hash(NavigableMap<String, String> lines) {
    MessageDigest digest = sha256();
    for (String line : lines.values()) {
      digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
