package mogador.muster;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.muster.MusterSteps.Started;
import mogador.muster.MusterSteps.Step;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Frame;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;
import mogador.web.SseHub;

/** Where those who manage a site see who is inside, and find them when all must leave. */
final class MusterPages {
  static final int LONGEST_NAME = 200;
  static final int LONGEST_WHY = 200;

  private final Musters musters;
  private final Guard guard;
  private final Pages pages;

  MusterPages(Musters musters, Guard guard, Pages pages) {
    this.musters = musters;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/muster").handler(this::now);
    router.post("/ops/:site/muster").handler(this::start);
    router.get("/ops/:site/muster/events").handler(this::events);
    router.post("/ops/:site/muster/left").handler(this::left);
    router.get("/ops/:site/muster/:roll").handler(this::roll);
    router.post("/ops/:site/muster/:roll/people").handler(this::add);
    router.post("/ops/:site/muster/:roll/people/:entry").handler(this::mark);
    router.post("/ops/:site/muster/:roll/end").handler(this::end);
  }

  /** While a muster goes on, that is what everyone is to work on. */
  private void now(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    Optional<Roll> running = musters.running(site);
    if (running.isPresent()) {
      redirect(ctx, path(site, running.get().id()));
      return;
    }
    boolean left = Input.query(ctx, "left").isPresent();
    pages.render(
        ctx,
        "muster/now.jte",
        MusterViews.now(
            musters.network().sites(),
            site,
            actor,
            musters.inside(site),
            musters.past(site),
            left));
  }

  private void start(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    FormBody form = FormBody.of(ctx);
    Roll.Kind kind = Roll.Kind.of(form.required("kind", 20)).orElseThrow(() -> invalid("kind"));
    String why = form.text("why", LONGEST_WHY).orElse("");
    switch (musters.start(actor, site, kind, why)) {
      case Started.Begun(UUID roll) -> redirect(ctx, path(site, roll));
      case Started.GoesOn(UUID roll) -> redirect(ctx, path(site, roll));
    }
  }

  private void roll(RoutingContext ctx) {
    manager(ctx);
    Site site = site(ctx);
    String position = musters.feed().position();
    Roll roll = musters.find(site, id(ctx, "roll")).orElseThrow(MusterPages::unknown);
    if (roll.ended().isEmpty()) musters.feed().shown(roll);
    pages.render(ctx, "muster/roll.jte", MusterViews.roll(site, roll, position));
  }

  private void events(RoutingContext ctx) {
    manager(ctx);
    Site site = site(ctx);
    Frame frame = pages.frame(Languages.of(ctx));
    musters.feed().listen(ctx, site.id(), news -> told(site, frame, news));
  }

  private SseHub.Told told(Site site, Frame frame, MusterFeed.News news) {
    return switch (news) {
      case MusterFeed.News.Changed(Roll roll, Roll.Entry entry) ->
          new SseHub.Told("row", html(frame, site, roll, entry));
      case MusterFeed.News.Ended(Roll roll) -> new SseHub.Told("ended", roll.id().toString());
    };
  }

  private String html(Frame frame, Site site, Roll roll, Roll.Entry entry) {
    return pages.text(frame, "muster/row.jte", MusterViews.row(site, roll, entry));
  }

  /** Saying the same again changes nothing, so that a phone may try until it gets through. */
  private void mark(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    UUID roll = id(ctx, "roll");
    boolean safe = FormBody.of(ctx).required("safe", 5).equals("true");
    step(ctx, site, roll, musters.mark(actor, site, roll, id(ctx, "entry"), safe));
  }

  private void add(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    UUID roll = id(ctx, "roll");
    String name = FormBody.of(ctx).required("name", LONGEST_NAME);
    step(ctx, site, roll, musters.add(actor, site, roll, name));
  }

  private void end(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    UUID roll = id(ctx, "roll");
    switch (musters.end(actor, site, roll)) {
      case Step.Done done -> redirect(ctx, path(site, roll));
      case Step.AlreadyEnded() -> redirect(ctx, path(site, roll));
      case Step.Unknown() -> throw unknown();
    }
  }

  private void left(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    UUID person =
        Ids.parse(FormBody.of(ctx).required("person", 36)).orElseThrow(() -> invalid("person"));
    boolean there =
        musters.inside(site).people().stream()
            .anyMatch(one -> one.person().filter(person::equals).isPresent());
    if (there) musters.noteLeft(actor, site, person);
    redirect(ctx, "/ops/" + site.id() + "/muster?left=1");
  }

  /** To a script no page: it shows the mark already. */
  private static void step(RoutingContext ctx, Site site, UUID roll, Step step) {
    boolean script = "json".equals(ctx.request().getHeader("x-wants"));
    switch (step) {
      case Step.Done(UUID entry) -> {
        if (script) ctx.response().setStatusCode(204).end();
        else redirect(ctx, path(site, roll) + "#e-" + entry);
      }
      case Step.AlreadyEnded() -> {
        if (script) ctx.response().setStatusCode(409).end();
        else redirect(ctx, path(site, roll));
      }
      case Step.Unknown() -> throw unknown();
    }
  }

  private Actor manager(RoutingContext ctx) {
    return guard.manager(ctx, Input.path(ctx, "site"));
  }

  private Site site(RoutingContext ctx) {
    return musters
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private static UUID id(RoutingContext ctx, String name) {
    return Ids.parse(Input.path(ctx, name)).orElseThrow(MusterPages::unknown);
  }

  private static String path(Site site, UUID roll) {
    return "/ops/" + site.id() + "/muster/" + roll;
  }

  private static void redirect(RoutingContext ctx, String to) {
    ctx.response().setStatusCode(303).putHeader("location", to).end();
  }

  private static Problem.Fault invalid(String field) {
    return new Problem.Fault(
        Problem.of(400, "bad_request", "The field " + field + " is not valid.").field(field));
  }

  static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_muster", "There is no such muster, or nobody such on its roll."));
  }
}
