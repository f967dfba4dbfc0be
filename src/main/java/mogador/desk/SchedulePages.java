package mogador.desk;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mogador.access.Access;
import mogador.access.Schedule;
import mogador.access.Schedules;
import mogador.identity.Actor;
import mogador.sites.OpeningHours.Period;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;

/** The hours that rights may name. */
final class SchedulePages {
  private final Access access;
  private final DeskSites sites;
  private final Pages pages;

  SchedulePages(Desk.Parts parts, DeskSites sites, Pages pages) {
    this.access = parts.access();
    this.sites = sites;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/schedules").handler(this::list);
    router.post("/ops/:site/schedules").handler(this::add);
    router.post("/ops/:site/schedules/:schedule").handler(this::change);
    router.post("/ops/:site/schedules/:schedule/retire").handler(this::retire);
  }

  private void list(RoutingContext ctx) {
    Optional<String> said = Input.query(ctx, "said").filter(word -> word.matches("[a-z_]{1,20}"));
    show(ctx, 200, draft(Map.of()), said, Optional.empty());
  }

  private void show(
      RoutingContext ctx,
      int status,
      SchedulesPage.Row draft,
      Optional<String> said,
      Optional<String> refused) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    pages.render(
        ctx,
        status,
        "desk/schedules.jte",
        new SchedulesPage(
            site.id(),
            site.name(),
            sites.choices(actor, site),
            access.schedules().of(access.database().sql(), site.id()).stream()
                .map(SchedulePages::row)
                .toList(),
            draft,
            said,
            refused));
  }

  private void add(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    FormBody form = FormBody.of(ctx);
    String name = form.required("name", 100);
    Optional<Map<DayOfWeek, List<Period>>> week = week(form);
    var draft = new SchedulesPage.Row("", name, typed(form), closed(form), 0);
    if (week.isEmpty()) {
      show(ctx, 422, draft, Optional.empty(), Optional.of("hours_malformed"));
      return;
    }
    var wish = new Schedules.Wish(name, week.get(), closed(form));
    answer(
        ctx,
        "added",
        draft,
        access
            .database()
            .inTransaction(sql -> access.schedules().add(sql, actor, site.id(), wish)));
  }

  private void change(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    FormBody form = FormBody.of(ctx);
    UUID id = DeskSites.id(ctx, "schedule");
    Optional<Map<DayOfWeek, List<Period>>> week = week(form);
    if (week.isEmpty()) {
      show(ctx, 422, draft(Map.of()), Optional.empty(), Optional.of("hours_malformed"));
      return;
    }
    answer(
        ctx,
        "changed",
        draft(Map.of()),
        access
            .database()
            .inTransaction(
                sql ->
                    access
                        .schedules()
                        .change(sql, actor, site.id(), id, week.get(), closed(form))));
  }

  private void retire(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    UUID id = DeskSites.id(ctx, "schedule");
    answer(
        ctx,
        "retired",
        draft(Map.of()),
        access
            .database()
            .inTransaction(sql -> access.schedules().retire(sql, actor, site.id(), id)));
  }

  private void answer(
      RoutingContext ctx, String done, SchedulesPage.Row draft, Schedules.Outcome outcome) {
    switch (outcome) {
      case Schedules.Outcome.Done known ->
          DeskSites.redirect(ctx, "/ops/" + ctx.pathParam("site") + "/schedules?said=" + done);
      case Schedules.Outcome.NameTaken() ->
          show(ctx, 409, draft, Optional.empty(), Optional.of("name_taken"));
      case Schedules.Outcome.InUse() ->
          show(ctx, 409, draft, Optional.empty(), Optional.of("in_use"));
      case Schedules.Outcome.NoHours() ->
          show(ctx, 422, draft, Optional.empty(), Optional.of("no_hours"));
      case Schedules.Outcome.Unknown() ->
          show(ctx, 404, draft, Optional.empty(), Optional.of("unknown"));
    }
  }

  /** Empty when a day's hours cannot be read. */
  private static Optional<Map<DayOfWeek, List<Period>>> week(FormBody form) {
    Map<DayOfWeek, List<Period>> week = new EnumMap<>(DayOfWeek.class);
    for (Map.Entry<DayOfWeek, String> day : typed(form).entrySet()) {
      Optional<List<Period>> periods = Period.read(day.getValue());
      if (periods.isEmpty()) return Optional.empty();
      week.put(day.getKey(), periods.get());
    }
    return Optional.of(week);
  }

  private static Map<DayOfWeek, String> typed(FormBody form) {
    Map<DayOfWeek, String> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      form.text(day.name().toLowerCase(Locale.ROOT), 200).ifPresent(text -> hours.put(day, text));
    }
    return hours;
  }

  private static boolean closed(FormBody form) {
    return form.text("holidays", 10).isPresent();
  }

  private static SchedulesPage.Row draft(Map<DayOfWeek, String> hours) {
    return new SchedulesPage.Row("", "", hours, true, 0);
  }

  private static String text(List<Period> periods) {
    return Period.write(periods).replace(",", ", ").replace("-00:00", "-24:00");
  }

  private static SchedulesPage.Row row(Schedule schedule) {
    Map<DayOfWeek, String> hours = new EnumMap<>(DayOfWeek.class);
    schedule.week().forEach((day, periods) -> hours.put(day, text(periods)));
    return new SchedulesPage.Row(
        schedule.id().toString(),
        schedule.name(),
        hours,
        schedule.closedOnHolidays(),
        schedule.rights());
  }
}
