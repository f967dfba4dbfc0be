package mogador.reporting;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import mogador.identity.Guard;
import mogador.platform.Database;
import mogador.sites.Sites;
import mogador.web.Pages;

/** What was used over time, for those who manage the site: to look at, to print, as a table. */
final class UsePages {
  private final Database database;
  private final Sites sites;
  private final Guard guard;
  private final Pages pages;
  private final Clock clock;

  UsePages(Database database, Sites sites, Guard guard, Pages pages, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.guard = guard;
    this.pages = pages;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/ops/:site/use").handler(this::page);
    router.get("/ops/:site/use.csv").handler(this::table);
    router.get("/ops/:site/use.svg").handler(this::drawing);
  }

  private void page(RoutingContext ctx) {
    pages.render(ctx, "reporting/use.jte", shown(ctx));
  }

  /** The heat map, or both and their difference. */
  private void drawing(RoutingContext ctx) {
    UsePage page = shown(ctx);
    if (page.wrong() || page.withs().wrong()) throw UseAnswer.impossibleDays();
    ReportFile.svg(
        ctx, name(page.site(), page.from(), page.to()), UseDrawing.of(page, pages.frame(ctx)));
  }

  /** Opens in a spreadsheet as it is. */
  private void table(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    UseAnswer answer = answer(ctx, managed).ofPossibleDays();
    String text =
        UseWith.of(ctx, answer.asked(), managed.managed())
            .map(with -> compared(answer, with).ofPossibleDays())
            .map(UseTable::of)
            .orElseGet(() -> UseTable.of(answer));
    UsePeriod period = answer.period();
    ReportFile.csv(ctx, name(managed.site().id(), period.from(), period.to()), text);
  }

  private static String name(String site, LocalDate from, LocalDate to) {
    return "%s-use-%s-%s".formatted(site, from, to);
  }

  private UsePage shown(RoutingContext ctx) {
    ManagedSite managed = ManagedSite.of(ctx, sites, guard);
    UseAnswer answer = answer(ctx, managed);
    Optional<UseWith> with = UseWith.of(ctx, answer.asked(), managed.managed());
    return UseView.of(managed, answer, with, with.map(it -> compared(answer, it)));
  }

  private UseCompared compared(UseAnswer answer, UseWith with) {
    return new UseCompared(answer, UseAnswer.of(database.sql(), with.asked()));
  }

  private UseAnswer answer(RoutingContext ctx, ManagedSite managed) {
    return UseAnswer.of(database.sql(), UseAsked.of(ctx, managed.site(), clock.instant()));
  }
}
