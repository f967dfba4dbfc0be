package mogador.sites;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditTrail;
import mogador.platform.Database;
import mogador.platform.Ids;
import mogador.platform.Sql;

/** The network of parks: held in memory for all who read, changed by importing a site file. */
public final class Sites {
  /** The PostgreSQL channel that says a site was imported; its payload is the site's id. */
  public static final String CHANNEL = "sites";

  private final Database database;
  private final List<ImportListener> listeners;
  private volatile Network current = Network.EMPTY;

  /**
   * Over a database.
   *
   * @param listeners follow what is imported through this object
   */
  public Sites(Database database, ImportListener... listeners) {
    this.database = database;
    this.listeners = List.of(listeners);
  }

  /** What importing a file comes to. */
  public sealed interface Import {}

  /** The site is in use as its file says; with how many spaces are new, known and gone. */
  public record Imported(int added, int kept, int retired) implements Import {}

  /** Nothing was changed, for these reasons. */
  public record Refused(List<String> reasons) implements Import {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /** All sites as last loaded; empty before the first {@link #load}. Never blocks. */
  public Network current() {
    return current;
  }

  /** Whether a device of a site is a reader for those who go out. */
  public boolean isInnerReader(String site, String device) {
    return current
        .site(site)
        .flatMap(one -> one.device(device))
        .map(DevicePlace::inner)
        .orElse(false);
  }

  /**
   * Reads all sites from the database: at the start, and when {@link #CHANNEL} says so.
   *
   * @throws IllegalStateException if a stored file no longer passes this version's check
   */
  public synchronized Network load() {
    current = database.inTransaction(sql -> NetworkReader.read(new SitesStore(sql)));
    current.sites().forEach(site -> site.hours().holidays().prepare());
    return current;
  }

  /** Tells every node that a site is to be read again, once the transaction is committed. */
  public static void changed(Sql sql, String site) {
    new SitesStore(sql).tellAll(site);
  }

  /**
   * Makes the database agree with a file. Spaces and devices keep their identity under the same
   * code; those gone from the file are retired. Refused when someone holds, from {@code now} on, a
   * space that would be retired or made of other atoms.
   */
  public Import importSite(SiteDocument document, Instant now) {
    Import outcome =
        database.inTransaction(
            sql -> {
              Import done = ImportSite.run(sql, document, listeners, now);
              if (done instanceof Imported imported) audit(sql, document, imported, now);
              return done;
            });
    if (outcome instanceof Refused) return outcome;
    load();
    return outcome;
  }

  private static void audit(Sql sql, SiteDocument document, Imported imported, Instant now) {
    byte[] file = SiteJson.write(document).encode().getBytes(StandardCharsets.UTF_8);
    AuditTrail.add(
        sql,
        AuditEntry.of(AuditKind.SITE_IMPORTED, document.id(), document.id(), now)
            .with("sha256", HexFormat.of().formatHex(Ids.sha256(file)))
            .with("added", imported.added())
            .with("kept", imported.kept())
            .with("retired", imported.retired()));
  }
}
