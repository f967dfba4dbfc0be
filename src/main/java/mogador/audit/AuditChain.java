package mogador.audit;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import mogador.audit.AuditLink.Personal;

/**
 * Makes entries into links of a chain. A hash is SHA-256 over fields that each have their length
 * before them, so that no two entries come to the same bytes.
 */
final class AuditChain {
  private static final String FORM = "mogador audit 1";
  private static final HexFormat HEX = HexFormat.of();

  private AuditChain() {}

  /**
   * Entries made into links.
   *
   * @param head of the chain behind them
   */
  record Linked(List<AuditLink> links, List<Personal> personal, AuditHead head) {}

  /**
   * Links entries of one site behind a head, in their order.
   *
   * @param salts 16 random bytes in hexadecimal, others at each call
   */
  static Linked link(
      String site, AuditHead head, List<AuditEntry> entries, Supplier<String> salts) {
    var links = new ArrayList<AuditLink>(entries.size());
    var personal = new ArrayList<Personal>();
    AuditHead last = head;
    for (AuditEntry entry : entries) {
      long number = last.number() + 1;
      var commitments = new JsonObject();
      entry
          .personal()
          .forEach(
              (field, value) -> {
                String salt = salts.get();
                commitments.put(field, commitment(salt, value));
                personal.add(new Personal(number, entry.at(), field, salt, value));
              });
      var open =
          new AuditLink(
              site,
              number,
              entry.at(),
              entry.kind().code(),
              entry.subject(),
              entry.details().encode(),
              commitments.encode(),
              "");
      last = new AuditHead(number, hash(last.hash(), open));
      links.add(hashed(open, last.hash()));
    }
    return new Linked(links, personal, last);
  }

  /** The hash of a link behind the one with this hash; its own is no part of it. */
  static String hash(String previous, AuditLink link) {
    MessageDigest digest = sha256();
    add(digest, FORM);
    add(digest, link.site());
    add(digest, link.number());
    add(digest, previous);
    add(digest, ChronoUnit.MICROS.between(Instant.EPOCH, link.at()));
    add(digest, link.kind());
    add(digest, link.subject());
    add(digest, link.details());
    add(digest, link.commitments());
    return HEX.formatHex(digest.digest());
  }

  /** Says nothing about the value to whoever does not know the salt. */
  static String commitment(String salt, String value) {
    MessageDigest digest = sha256();
    digest.update(HEX.parseHex(salt));
    digest.update(value.getBytes(StandardCharsets.UTF_8));
    return HEX.formatHex(digest.digest());
  }

  private static AuditLink hashed(AuditLink link, String hash) {
    return new AuditLink(
        link.site(),
        link.number(),
        link.at(),
        link.kind(),
        link.subject(),
        link.details(),
        link.commitments(),
        hash);
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static void add(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(12).putInt(8).putLong(number).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
