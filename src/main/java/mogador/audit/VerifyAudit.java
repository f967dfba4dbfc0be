package mogador.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mogador.audit.AuditLink.Personal;
import mogador.platform.Database;
import mogador.platform.Sql;

/** Reads chains from the database, page by page, and says where each first breaks. */
public final class VerifyAudit {
  private static final int PAGE = 1_000;

  private final Database database;

  public VerifyAudit(Database database) {
    this.database = database;
  }

  /**
   * What was found.
   *
   * @param whole up to where the chain is whole
   */
  public record Verdict(String site, AuditHead whole, Optional<BrokenLink> broken) {}

  /** Every chain there is a trace of. */
  public List<String> sites() {
    return AuditStore.sites(database.sql());
  }

  /**
   * Verifies a chain as it is at one moment, from its first entry.
   *
   * @param noted heads of it that were kept elsewhere
   */
  public Verdict verify(String site, List<AuditHead> noted) {
    return verify(site, AuditHead.START, noted);
  }

  /** The same, of what stands behind an entry that was verified before. */
  Verdict verify(String site, AuditHead from, List<AuditHead> noted) {
    return database.inTransaction(
        sql -> {
          sql.run("set transaction isolation level repeatable read, read only");
          return walk(sql, site, from, noted);
        });
  }

  private static Verdict walk(Sql sql, String site, AuditHead from, List<AuditHead> noted) {
    var check = new ChainCheck(from, byNumber(noted));
    Optional<BrokenLink> broken = Optional.empty();
    List<AuditLink> page;
    do {
      page = AuditStore.page(sql, site, check.last().number(), PAGE);
      if (page.isEmpty()) break;
      broken = next(sql, site, check, page);
    } while (broken.isEmpty() && page.size() == PAGE);
    if (broken.isEmpty()) broken = end(sql, site, check);
    return new Verdict(site, check.last(), broken);
  }

  private static Optional<BrokenLink> next(
      Sql sql, String site, ChainCheck check, List<AuditLink> page) {
    Map<Long, List<Personal>> personal =
        AuditStore.personal(sql, site, check.last().number(), page.getLast().number());
    for (AuditLink link : page) {
      Optional<BrokenLink> broken =
          check.next(link, personal.getOrDefault(link.number(), List.of()));
      if (broken.isPresent()) return broken;
    }
    return Optional.empty();
  }

  private static Optional<BrokenLink> end(Sql sql, String site, ChainCheck check) {
    Optional<BrokenLink> broken = check.end(AuditStore.head(sql, site).orElse(AuditHead.START));
    if (broken.isPresent()) return broken;
    return AuditStore.stray(sql, site, check.last().number())
        .map(number -> new BrokenLink(number, Optional.empty(), AuditFault.PERSONAL));
  }

  private static Map<Long, String> byNumber(List<AuditHead> noted) {
    // Two different hashes for one number cannot both be found.
    var hashes = new HashMap<Long, String>();
    for (AuditHead head : noted) {
      hashes.merge(head.number(), head.hash(), (a, b) -> a.equals(b) ? a : a + " " + b);
    }
    return hashes;
  }
}
