package mogador.audit;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mogador.platform.Expiring;
import mogador.platform.Sql;

/**
 * What happened, and who did it: for each site a chain of entries that nobody can change without
 * breaking it. Entries are written at the end of the transaction they are added in, so that a chain
 * is held for no longer than its commit takes, its numbers have no gaps, and they are in the order
 * of the commits.
 */
public final class AuditTrail {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 16;
  private static final Sql.AtEnd<AuditEntry> WRITE = AuditTrail::write;

  private AuditTrail() {}

  /** Enters this with the transaction, or not at all. */
  public static void add(Sql sql, AuditEntry entry) {
    sql.atEnd(WRITE, entry);
  }

  /** Personal fields are erased so long after their entry; the chains stay whole. */
  public static Expiring personal(Duration kept) {
    return new Expiring("audit_personal", "at", kept);
  }

  /** The end of each chain, by site. */
  public static Map<String, AuditHead> heads(Sql sql) {
    Map<String, AuditHead> heads = new TreeMap<>();
    for (String site : AuditStore.sites(sql)) {
      heads.put(site, AuditStore.head(sql, site).orElse(AuditHead.START));
    }
    return heads;
  }

  /** What is asked for: entries of a chain, the newest first. */
  public record Query(
      String site,
      Optional<Long> before,
      Optional<AuditKind.Group> group,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit) {}

  /** The entries that a query asks for, at most 500. */
  public static List<AuditRecord> read(Sql sql, Query query) {
    return AuditRead.read(sql, query);
  }

  /** By sites in one order, or two transactions could wait for each other. */
  private static void write(Sql sql, List<AuditEntry> entries) {
    var bySite = new TreeMap<String, List<AuditEntry>>();
    for (AuditEntry entry : entries) {
      bySite.computeIfAbsent(entry.site(), site -> new ArrayList<>()).add(entry);
    }
    bySite.forEach(
        (site, own) ->
            AuditStore.append(
                sql,
                site,
                AuditChain.link(site, AuditStore.lock(sql, site), own, AuditTrail::salt)));
  }

  private static String salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }
}
