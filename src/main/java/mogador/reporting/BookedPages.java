package mogador.reporting;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.platform.Database;
import mogador.reporting.BookedReport.Line;
import mogador.sites.Network;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Pages;

/** What was booked, and what became of it, for those who manage the site: a page and a table. */
public final class BookedPages {
  private static final String COLUMNS =
      "by,code,name,kept_back,bookings,attended,no_show,ended_early,unknown,released,rebooked,"
          + "booked_minutes,attended_minutes,no_show_minutes,early_minutes,rebooked_minutes,"
          + "unknown_minutes,squatted_minutes,stays,median_stay_minutes,longest_stay_minutes\r\n";

  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Pages pages;
  private final Clock clock;

  public BookedPages(Database database, Sites sites, Guard guard, Pages pages, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.pages = pages;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get("/ops/:site/use/booked").handler(this::page);
    router.get("/ops/:site/use/booked.csv").handler(this::table);
  }

  private void page(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    List<Site> all = managed.managed();
    Optional<Site> with =
        Input.query(ctx, "with")
            .flatMap(id -> all.stream().filter(other -> other.id().equals(id)).findFirst())
            .filter(other -> !other.id().equals(site.id()));
    BookedAnswer answer = answer(ctx, managed.network(), site, with);
    pages.render(
        ctx,
        "reporting/booked.jte",
        new BookedPage(
            site.id(),
            site.name(),
            managed.choices(),
            all.stream()
                .filter(other -> !other.id().equals(site.id()))
                .map(
                    other ->
                        new Choice(
                            other.id(), other.name(), with.filter(other::equals).isPresent()))
                .toList(),
            answer.period().from(),
            answer.period().to(),
            answer.period().before().from(),
            answer.period().before().to(),
            answer.period().wrong(),
            with.map(Site::name),
            answer.report().whole().filter(Line::keptBack).isPresent(),
            BookedPage.measures(answer.report(), answer.before(), answer.other()),
            BookedPage.parts(answer.report())));
  }

  /** One line for the whole, and for each kind, floor, space, company and hour. */
  private void table(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    BookedAnswer answer = answer(ctx, managed.network(), site, Optional.empty()).ofPossibleDays();
    var text = new StringBuilder(COLUMNS);
    for (Line line : answer.report().lines()) text.append(csv(line));
    String name =
        "%s-booked-%s-%s.csv".formatted(site.id(), answer.period().from(), answer.period().to());
    ctx.response()
        .putHeader("content-type", "text/csv; charset=utf-8")
        .putHeader("content-disposition", "attachment; filename=\"" + name + "\"")
        .putHeader("cache-control", "no-store")
        .end(Buffer.buffer(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private BookedAnswer answer(RoutingContext ctx, Network network, Site site, Optional<Site> with) {
    return BookedAnswer.of(
        database.sql(),
        network,
        site,
        Input.query(ctx, "from"),
        Input.query(ctx, "to"),
        with,
        clock.instant());
  }

  private static String csv(Line line) {
    String name = line.name().map(LocalText::fr).orElse("");
    String booked =
        line.booked()
            .map(
                of ->
                    "%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d"
                        .formatted(
                            of.bookings(),
                            of.attended(),
                            of.noShows(),
                            of.early(),
                            of.unknown(),
                            of.released(),
                            of.rebooked(),
                            BookedReport.minutes(of.time().booked()),
                            BookedReport.minutes(of.time().attended()),
                            BookedReport.minutes(of.time().noShow()),
                            BookedReport.minutes(of.time().early()),
                            BookedReport.minutes(of.time().rebooked()),
                            BookedReport.minutes(of.time().unknown())))
            .orElse(",,,,,,,,,,,,");
    String stays =
        line.stays()
            .map(of -> "%d,%d,%d".formatted(of.count(), of.median(), of.longest()))
            .orElse(",,");
    return "%s,%s,%s,%s,%s,%s,%s\r\n"
        .formatted(
            line.by().code(),
            line.code(),
            quoted(name),
            line.keptBack(),
            booked,
            line.squattedMillis().map(ms -> "" + BookedReport.minutes(ms)).orElse(""),
            stays);
  }

  /** As RFC 4180 says; a leading sign would be a formula to a spreadsheet. */
  private static String quoted(String text) {
    boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return "\"" + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
  }
}
