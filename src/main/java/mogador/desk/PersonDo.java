package mogador.desk;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import mogador.access.Access;
import mogador.access.CredentialKey;
import mogador.access.CredentialKind;
import mogador.access.CredentialSteps;
import mogador.access.Credentials;
import mogador.access.HandRights;
import mogador.access.Resets;
import mogador.access.Suspensions;
import mogador.identity.Actor;
import mogador.platform.Ids;
import mogador.platform.Sql;
import mogador.sites.DevicePlace;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Problem;

/** What is done on a person's page; each step ends by showing the page again. */
final class PersonDo {
  private static final int WHY = HandRights.LONGEST_REASON;
  private static final int LABEL = 100;

  private final Desk.Parts parts;
  private final Access access;
  private final DeskSites sites;
  private final Enrolments enrolments;

  PersonDo(Desk.Parts parts, DeskSites sites) {
    this.parts = parts;
    this.access = parts.access();
    this.sites = sites;
    this.enrolments = new Enrolments(access.steps(), parts.clock());
  }

  void mount(Router router) {
    String person = "/ops/:site/people/:person";
    router.post(person + "/rights").handler(this::give);
    router.post(person + "/reset").handler(this::reset);
    router.post(person + "/rights/:right/withdraw").handler(this::withdraw);
    router.post(person + "/suspend").handler(ctx -> keep(ctx, "suspended", this::suspend));
    router.post(person + "/reinstate").handler(ctx -> keep(ctx, "reinstated", this::reinstate));
    router.post(person + "/credentials").handler(this::enrol);
    router.post(person + "/credentials/:credential/:step").handler(this::step);
    router.post(person + "/pin").handler(this::pin);
    router.post(person + "/enrolments").handler(this::listen);
    router.post(person + "/enrolments/:enrolment").handler(this::adopt);
  }

  private void give(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    FormBody form = FormBody.of(ctx);
    List<String> spaces =
        ctx.request().formAttributes().getAll("space").stream().filter(s -> !s.isBlank()).toList();
    List<String> doors =
        ctx.request().formAttributes().getAll("door").stream().filter(s -> !s.isBlank()).toList();
    String where = form.text("where", 10).orElse("spaces");
    if ((where.equals("spaces") && spaces.isEmpty())
        || (where.equals("doors") && doors.isEmpty())) {
      back(ctx, "refused=no_space");
      return;
    }
    Optional<LocalDateTime> to = time(form, "to");
    var wish =
        new HandRights.Wish(
            person(ctx),
            site.id(),
            where.equals("spaces") ? spaces : List.of(),
            where.equals("doors") ? doors : List.of(),
            time(form, "from").orElseGet(() -> site.clock().localAt(parts.clock().instant())),
            to.orElseThrow(() -> missing("to_day")),
            form.text("schedule", 36).map(id -> Ids.parse(id).orElse(new UUID(0, 0))),
            form.required("reason", WHY));
    switch (access.database().inTransaction(sql -> access.rights().give(sql, actor, wish))) {
      case HandRights.Outcome.Done done -> back(ctx, "said=given");
      case HandRights.Outcome.Refused refused -> back(ctx, "refused=" + refused.code());
      case HandRights.Outcome.Unknown() -> back(ctx, "refused=unknown_right");
    }
  }

  private void withdraw(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    UUID right = DeskSites.id(ctx, "right");
    String why = FormBody.of(ctx).required("why", WHY);
    var outcome =
        access
            .database()
            .inTransaction(sql -> access.rights().withdraw(sql, actor, site.id(), right, why));
    boolean done = outcome instanceof HandRights.Outcome.Done;
    back(ctx, done ? "said=withdrawn" : "refused=unknown_right");
  }

  private void reset(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    String why = FormBody.of(ctx).required("why", WHY);
    var outcome =
        access
            .database()
            .inTransaction(sql -> access.resets().person(sql, actor, site.id(), person(ctx), why));
    if (!(outcome instanceof Resets.Outcome.Done)) throw PeoplePages.unknown();
    back(ctx, "said=reset");
  }

  private interface Keep {
    Suspensions.Outcome of(Sql sql, Actor by, UUID person, String why);
  }

  private Suspensions.Outcome suspend(Sql sql, Actor by, UUID person, String why) {
    return access.suspensions().suspend(sql, by, person, why);
  }

  private Suspensions.Outcome reinstate(Sql sql, Actor by, UUID person, String why) {
    return access.suspensions().reinstate(sql, by, person, why);
  }

  private void keep(RoutingContext ctx, String done, Keep step) {
    sites.site(ctx);
    Actor actor = sites.manager(ctx);
    String why = FormBody.of(ctx).required("why", WHY);
    switch (access.database().inTransaction(sql -> step.of(sql, actor, person(ctx), why))) {
      case Suspensions.Outcome.Done() -> back(ctx, "said=" + done);
      case Suspensions.Outcome.AsItIs() -> back(ctx, "refused=as_it_is");
      case Suspensions.Outcome.NotYours() -> back(ctx, "refused=not_yours");
      case Suspensions.Outcome.Unknown() -> throw PeoplePages.unknown();
    }
  }

  private void enrol(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    FormBody form = FormBody.of(ctx);
    Optional<CredentialKey> key = key(form);
    if (key.isEmpty()) {
      back(ctx, "refused=badge_malformed");
      return;
    }
    String label = form.text("label", LABEL).orElse("");
    Optional<Instant> expires = expires(site, form);
    answer(
        ctx,
        "enrolled",
        sql -> access.steps().enrol(sql, actor, person(ctx), key.get(), label, expires));
  }

  private Optional<CredentialKey> key(FormBody form) {
    CredentialKind kind =
        form.text("kind", 10).flatMap(CredentialKind::read).orElse(CredentialKind.UID);
    return PeoplePages.badge(form.required("bytes", 200))
        .map(bytes -> access.credentials().key(kind, bytes));
  }

  private void step(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    UUID id = DeskSites.id(ctx, "credential");
    FormBody form = FormBody.of(ctx);
    switch (String.valueOf(ctx.pathParam("step"))) {
      case "lost" -> answer(ctx, "lost", sql -> access.steps().lost(sql, actor, id));
      case "found" -> answer(ctx, "found", sql -> access.steps().found(sql, actor, id));
      case "end" -> answer(ctx, "ended", sql -> access.steps().end(sql, actor, id));
      case "describe" -> {
        String label = form.text("label", LABEL).orElse("");
        Optional<Instant> expires = expires(site, form);
        answer(
            ctx,
            "described",
            sql ->
                access.steps().describe(sql, actor, id, Optional.of(label), Optional.of(expires)));
      }
      case "replace" -> {
        Optional<CredentialKey> key = key(form);
        if (key.isEmpty()) back(ctx, "refused=badge_malformed");
        else {
          answer(ctx, "replaced", sql -> access.steps().replace(sql, actor, id, key.get()));
        }
      }
      default -> ctx.next();
    }
  }

  private void pin(RoutingContext ctx) {
    sites.site(ctx);
    Actor actor = sites.manager(ctx);
    String digits = FormBody.of(ctx).required("pin", 20);
    if (!digits.matches(Credentials.PIN)) {
      back(ctx, "refused=pin_malformed");
      return;
    }
    answer(ctx, "pin_set", sql -> access.steps().setPin(sql, actor, person(ctx), digits));
  }

  /** Waits at a reader for a badge; the page asks again until one was presented. */
  private void listen(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    String device = FormBody.of(ctx).required("reader", 40);
    UUID person = person(ctx);
    boolean reader = site.device(device).flatMap(DevicePlace::door).isPresent();
    if (!reader || DeskStore.person(access.database().sql(), person).isEmpty()) {
      back(ctx, "refused=unknown_reader");
      return;
    }
    UUID id =
        access
            .database()
            .inTransaction(sql -> enrolments.start(sql, actor, site.id(), device, person));
    back(ctx, "enrolling=" + id + "#badges");
  }

  private void adopt(RoutingContext ctx) {
    Site site = sites.site(ctx);
    Actor actor = sites.manager(ctx);
    FormBody form = FormBody.of(ctx);
    UUID id = DeskSites.id(ctx, "enrolment");
    String label = form.text("label", LABEL).orElse("");
    Optional<Instant> expires = expires(site, form);
    Optional<CredentialSteps.Outcome> outcome =
        access
            .database()
            .inTransaction(sql -> enrolments.adopt(sql, actor, id, person(ctx), label, expires));
    if (outcome.isEmpty()) back(ctx, "refused=nothing_heard");
    else said(ctx, "enrolled", outcome.get());
  }

  private void answer(
      RoutingContext ctx, String done, Function<Sql, CredentialSteps.Outcome> step) {
    said(ctx, done, access.database().inTransaction(step));
  }

  private void said(RoutingContext ctx, String done, CredentialSteps.Outcome outcome) {
    switch (outcome) {
      case CredentialSteps.Outcome.Done one -> back(ctx, "said=" + done);
      case CredentialSteps.Outcome.AlreadyKnown(UUID holder) ->
          back(ctx, holder.equals(person(ctx)) ? "refused=theirs_already" : "refused=anothers");
      case CredentialSteps.Outcome.NotNow() -> back(ctx, "refused=not_now");
      case CredentialSteps.Outcome.NotYours() -> back(ctx, "refused=not_yours");
      case CredentialSteps.Outcome.Unknown() -> back(ctx, "refused=unknown_badge");
    }
  }

  private static Optional<Instant> expires(Site site, FormBody form) {
    return time(form, "expires").map(site.clock()::firstInstant);
  }

  /** A day and perhaps a time of it, from two fields; a day alone as an end is that day's end. */
  private static Optional<LocalDateTime> time(FormBody form, String name) {
    Optional<LocalDate> day = form.date(name + "_day");
    Optional<LocalTime> time = form.time(name + "_time");
    boolean start = name.equals("from");
    return day.map(
        d -> time.map(d::atTime).orElse(start ? d.atStartOfDay() : d.plusDays(1).atStartOfDay()));
  }

  private static Problem.Fault missing(String field) {
    return new Problem.Fault(
        Problem.of(400, "field_missing", "The field " + field + " is missing.").field(field));
  }

  private static UUID person(RoutingContext ctx) {
    return DeskSites.id(ctx, "person");
  }

  private static void back(RoutingContext ctx, String query) {
    DeskSites.redirect(
        ctx, "/ops/" + ctx.pathParam("site") + "/people/" + ctx.pathParam("person") + "?" + query);
  }
}
