package mogador.reporting;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.platform.Database;
import mogador.reporting.BookedReport.Line;
import mogador.sites.Site;
import mogador.sites.Sites;
import mogador.sites.SpaceKind;
import mogador.web.Choice;
import mogador.web.Input;
import mogador.web.Pages;

/** What was booked, and what became of it, for those who manage the site: a page and a table. */
final class BookedPages {
  private static final String COLUMNS =
      "by,code,name,kept_back,bookings,attended,no_show,ended_early,unknown,released,rebooked,"
          + "booked_minutes,attended_minutes,no_show_minutes,early_minutes,rebooked_minutes,"
          + "unknown_minutes,squatted_minutes,stays,median_stay_minutes,longest_stay_minutes\r\n";

  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Pages pages;
  private final Clock clock;

  BookedPages(Database database, Sites sites, Guard guard, Pages pages, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.pages = pages;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/ops/:site/use/booked").handler(this::page);
    router.get("/ops/:site/use/booked.csv").handler(this::table);
    router.get("/ops/:site/use/booked.svg").handler(this::drawing);
  }

  private void page(RoutingContext ctx) {
    pages.render(ctx, "reporting/booked.jte", shown(ctx));
  }

  /** The main figures as bars. */
  private void drawing(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Optional<Site> with = with(ctx, managed);
    BookedAnswer answer = answer(ctx, managed, with).ofPossibleDays();
    UsePeriod period = answer.period();
    ReportFile.svg(
        ctx,
        name(managed.site().id(), period.from(), period.to()),
        BookedDrawing.of(answer, with.map(Site::name), pages.frame(ctx)));
  }

  /** Of the others that whoever asks manages too. */
  private static Optional<Site> with(RoutingContext ctx, ManagedSite managed) {
    return Input.query(ctx, "with")
        .flatMap(id -> others(managed).stream().filter(it -> it.id().equals(id)).findFirst());
  }

  private static List<Site> others(ManagedSite managed) {
    return managed.managed().stream().filter(it -> !it.id().equals(managed.site().id())).toList();
  }

  private BookedPage shown(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    Site site = managed.site();
    Optional<Site> with = with(ctx, managed);
    BookedAnswer answer = answer(ctx, managed, with);
    UsePeriod before = answer.period().before();
    return new BookedPage(
        site.id(),
        site.name(),
        managed.choices(),
        others(managed).stream()
            .map(other -> choice(other.id(), other.name(), with.map(Site::id)))
            .toList(),
        answer.period().from(),
        answer.period().to(),
        before.from(),
        before.to(),
        answer.period().wrong(),
        with.map(Site::name),
        site.floors().stream()
            .map(floor -> choice(floor.code(), floor.name(), answer.asked().floor()))
            .toList(),
        managed.kinds(),
        answer.asked().kind().map(SpaceKind::code),
        answer.report().whole().filter(Line::keptBack).isPresent(),
        BookedPage.measures(answer.report(), answer.before(), answer.other()),
        BookedPage.parts(answer));
  }

  private static Choice choice(String value, LocalText label, Optional<String> chosen) {
    return new Choice(value, label, chosen.equals(Optional.of(value)));
  }

  /** One line for the whole, and for each kind, floor, space, company and hour. */
  private void table(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    BookedAnswer answer = answer(ctx, managed, Optional.empty()).ofPossibleDays();
    var text = new StringBuilder(COLUMNS);
    for (Line line : answer.report().lines()) text.append(csv(line));
    UsePeriod period = answer.period();
    ReportFile.csv(ctx, name(managed.site().id(), period.from(), period.to()), text.toString());
  }

  private static String name(String site, LocalDate from, LocalDate to) {
    return "%s-booked-%s-%s".formatted(site, from, to);
  }

  private BookedAnswer answer(RoutingContext ctx, ManagedSite managed, Optional<Site> with) {
    UseAsked asked = UseAsked.of(ctx, managed.site(), clock.instant());
    return BookedAnswer.of(database.sql(), managed.network(), asked, with);
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
