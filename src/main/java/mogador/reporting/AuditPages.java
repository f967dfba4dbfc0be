package mogador.reporting;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mogador.audit.AuditEntry;
import mogador.audit.AuditKind;
import mogador.audit.AuditRecord;
import mogador.audit.AuditTrail;
import mogador.audit.CheckAudit;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.identity.People;
import mogador.platform.Database;
import mogador.reporting.AuditPage.Chain;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Input;
import mogador.web.Pages;

/** The audit trail, for those who manage the site. */
final class AuditPages {
  private static final int ROWS = 60;

  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Pages pages;

  AuditPages(Database database, Sites sites, Guard guard, Pages pages) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/audit").handler(this::trail);
  }

  private void trail(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    boolean whole = Input.query(ctx, "of").filter("network"::equals).isPresent();
    if (whole) guard.networkManager(ctx);
    String chain = whole ? AuditEntry.NETWORK : site.id();
    Optional<AuditKind.Group> group = Input.query(ctx, "kind").flatMap(AuditKind.Group::of);
    Optional<LocalDate> day = Input.query(ctx, "day").flatMap(AuditPages::day);
    Optional<Long> before = Input.query(ctx, "before").flatMap(AuditPages::number);
    List<AuditRecord> found =
        AuditTrail.read(
            database.sql(),
            new AuditTrail.Query(
                chain,
                before,
                group,
                day.map(date -> start(site, date)),
                day.map(date -> start(site, date.plusDays(1))),
                ROWS + 1));
    List<AuditRecord> shown = found.subList(0, Math.min(ROWS, found.size()));
    pages.render(
        ctx,
        "reporting/audit.jte",
        new AuditPage(
            site.id(),
            site.name(),
            managed.choices(),
            whole,
            managed.actor().manages(Actor.EVERY_SITE),
            group.map(AuditKind.Group::code),
            day,
            chain(site, CheckAudit.last(database.sql(), chain)),
            days(site, shown),
            found.size() > ROWS ? Optional.of(shown.getLast().number()) : Optional.empty(),
            before.isEmpty()));
  }

  private List<AuditPage.Day> days(Site site, List<AuditRecord> entries) {
    var words = new AuditWords(site, People.names(database.sql(), persons(entries)));
    Map<LocalDate, List<AuditPage.Row>> days = new LinkedHashMap<>();
    for (AuditRecord entry : entries) {
      days.computeIfAbsent(local(site, entry.at()).toLocalDate(), date -> new ArrayList<>())
          .add(words.row(entry));
    }
    return days.entrySet().stream()
        .map(day -> new AuditPage.Day(day.getKey(), day.getValue()))
        .toList();
  }

  /** Those whom entries speak of. */
  private static Collection<UUID> persons(List<AuditRecord> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                Stream.of(AuditEntry.BY, AuditEntry.PERSON)
                    .flatMap(field -> entry.person(field).stream()))
        .collect(Collectors.toSet());
  }

  private static Chain chain(Site site, Optional<CheckAudit.Found> last) {
    if (last.isEmpty()) return new Chain.Unchecked();
    CheckAudit.Found found = last.get();
    return found
        .broken()
        .<Chain>map(
            link ->
                new Chain.Broken(
                    link.number(),
                    link.at().map(at -> local(site, at)),
                    link.fault().code(),
                    local(site, found.checkedAt())))
        .orElseGet(
            () ->
                new Chain.Whole(
                    found.whole().number(),
                    local(site, found.checkedAt()),
                    local(site, found.wholeAt())));
  }

  private static LocalDateTime local(Site site, Instant at) {
    return site.clock().localAt(at);
  }

  private static Instant start(Site site, LocalDate day) {
    return site.clock().firstInstant(day.atStartOfDay());
  }

  /** What is no day is left out, as the page then shows. */
  private static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= 2000 && day.getYear() <= 2100 ? Optional.of(day) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
