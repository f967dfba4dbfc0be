package mogador.reporting;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditRecord;
import mogador.audit.AuditTrail;
import mogador.audit.CheckAudit;
import mogador.identity.Guard;
import mogador.platform.Database;
import mogador.sites.Sites;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** The audit trail by the REST contract; for those who manage the site. */
final class AuditRoutes {
  private static final int USUAL = 100;

  private final Database database;
  private final Sites sites;
  private final Guard guard;

  AuditRoutes(Database database, Sites sites, Guard guard) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations.on("siteAudit", this::trail);
  }

  private void trail(RoutingContext ctx) {
    String site = Input.path(ctx, "site");
    boolean whole = Input.query(ctx, "of").filter("network"::equals).isPresent();
    guard.manager(ctx, site);
    if (whole) guard.networkManager(ctx);
    if (sites.current().site(site).isEmpty()) {
      throw new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site."));
    }
    String chain = whole ? AuditEntry.NETWORK : site;
    int limit = Input.query(ctx, "limit").map(Integer::parseInt).orElse(USUAL);
    List<AuditRecord> entries =
        AuditTrail.read(
            database.sql(),
            new AuditTrail.Query(
                chain,
                Input.query(ctx, "before").map(Long::parseLong),
                Input.query(ctx, "kind").flatMap(AuditKind.Group::of),
                Optional.empty(),
                Optional.empty(),
                limit));
    var answer =
        new JsonObject()
            .put("chain", chain)
            .put("entries", new JsonArray(entries.stream().map(AuditRoutes::json).toList()));
    CheckAudit.last(database.sql(), chain).ifPresent(found -> answer.put("check", json(found)));
    ctx.json(answer);
  }

  private static JsonObject json(AuditRecord entry) {
    var personal = new JsonObject();
    var erased = new JsonArray();
    entry
        .personal()
        .forEach(
            (field, value) ->
                value.ifPresentOrElse(text -> personal.put(field, text), () -> erased.add(field)));
    return new JsonObject()
        .put("number", entry.number())
        .put("at", entry.at().toString())
        .put("kind", entry.kind())
        .put("subject", entry.subject())
        .put("details", entry.details())
        .put("personal", personal)
        .put("erased", erased)
        .put("hash", entry.hash());
  }

  private static JsonObject json(CheckAudit.Found found) {
    var json =
        new JsonObject()
            .put("checked_at", found.checkedAt().toString())
            .put("read_from_start_at", found.wholeAt().toString())
            .put("whole_through", found.whole().number())
            .put("hash", found.whole().hash());
    found
        .broken()
        .ifPresent(
            link -> {
              var broken =
                  new JsonObject().put("number", link.number()).put("fault", link.fault().code());
              link.at().ifPresent(at -> broken.put("at", at.toString()));
              json.put("broken", broken);
            });
    return json;
  }
}
