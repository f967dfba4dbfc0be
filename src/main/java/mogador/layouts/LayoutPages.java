package mogador.layouts;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.layouts.ChangeLayout.Outcome;
import mogador.layouts.ChangeLayout.Word;
import mogador.platform.Answers;
import mogador.platform.Ids;
import mogador.sites.Floor;
import mogador.sites.Site;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;

/** Where those who manage a site rearrange its seats: see, edit, look what changes, confirm. */
final class LayoutPages {
  private static final String REVIEW = "layouts/review.jte";

  private final Layouts layouts;
  private final Guard guard;
  private final Pages pages;

  LayoutPages(Layouts layouts, Guard guard, Pages pages) {
    this.layouts = layouts;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/layouts").handler(this::list);
    router.get("/ops/:site/layouts/new").handler(this::edit);
    router.post("/ops/:site/layouts/new").handler(this::editAgain);
    router.post("/ops/:site/layouts/review").handler(this::review);
    router.post("/ops/:site/layouts").handler(this::add);
    router.post("/ops/:site/layouts/:id/withdraw").handler(this::withdraw);
  }

  private void list(RoutingContext ctx) {
    Site site = site(ctx);
    LocalDate day =
        FormBody.ofQuery(ctx)
            .date("on")
            .filter(on -> on.getYear() >= 2000 && on.getYear() < 2100)
            .orElse(layouts.today(site));
    Optional<String> said =
        Input.query(ctx, "said").filter(List.of("added", "withdrawn")::contains);
    list(ctx, 200, site, day, said, Optional.empty());
  }

  private void list(
      RoutingContext ctx,
      int status,
      Site site,
      LocalDate day,
      Optional<String> said,
      Optional<String> refused) {
    pages.render(
        ctx,
        status,
        "layouts/layouts.jte",
        views(ctx).list(site, guard.signedIn(ctx), day, said, refused));
  }

  /** Seats as they stand on the first day that it may hold and no layout follows. */
  private void edit(RoutingContext ctx) {
    Site site = site(ctx);
    FormBody query = FormBody.ofQuery(ctx);
    Floor floor = floor(site, query.required("floor", 40));
    LocalDate from = query.date("from").orElseGet(() -> next(site, floor));
    edit(ctx, 200, site, floor, from, Optional.empty(), Optional.empty());
  }

  private LocalDate next(Site site, Floor floor) {
    LocalDate tomorrow = layouts.today(site).plusDays(1);
    return site.layouts(floor.code()).stream()
        .map(layout -> layout.from().plusDays(1))
        .filter(tomorrow::isBefore)
        .max(LocalDate::compareTo)
        .orElse(tomorrow);
  }

  private void editAgain(RoutingContext ctx) {
    Site site = site(ctx);
    LayoutWish wish = LayoutForm.wish(ctx, site);
    Floor floor = floor(site, wish.floor());
    edit(ctx, 200, site, floor, wish.from(), Optional.of(wish), Optional.empty());
  }

  private void edit(
      RoutingContext ctx,
      int status,
      Site site,
      Floor floor,
      LocalDate from,
      Optional<LayoutWish> sent,
      Optional<Refusal> refusal) {
    pages.render(
        ctx, status, "layouts/edit.jte", views(ctx).edit(site, floor, from, sent, refusal));
  }

  private void review(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    LayoutWish wish = LayoutForm.wish(ctx, site);
    switch (layouts.change().propose(actor, site, wish)) {
      case Outcome.Proposed(Proposal proposal) ->
          show(
              ctx, 200, proposal, Optional.of(wish), Optional.empty(), Word.NONE, Optional.empty());
      case Outcome.Refused(Refusal refusal) -> refused(ctx, site, wish, refusal);
      case Outcome.Done done -> throw new IllegalStateException("" + done);
      case Outcome.NotAsSeen unseen -> throw new IllegalStateException("" + unseen);
      case Outcome.KeyReused() -> throw new IllegalStateException("no key was given");
      case Outcome.Unknown() -> throw unknown();
    }
  }

  private void refused(RoutingContext ctx, Site site, LayoutWish wish, Refusal refusal) {
    Floor floor = floor(site, wish.floor());
    edit(ctx, 422, site, floor, wish.from(), Optional.of(wish), Optional.of(refusal));
  }

  private void add(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    LayoutWish wish = LayoutForm.wish(ctx, site);
    Word word = LayoutForm.word(ctx);
    String key = FormBody.of(ctx).required("key", 100);
    var once = new Answers.Key("page-" + key, site.id() + wish + word);
    switch (layouts.change().add(actor, site, wish, word, Optional.of(once))) {
      case Outcome.Done done -> redirect(ctx, path(site) + "?said=added&on=" + wish.from());
      case Outcome.NotAsSeen(Proposal proposal) ->
          show(
              ctx,
              409,
              proposal,
              Optional.of(wish),
              Optional.empty(),
              word,
              Optional.of("not_as_seen"));
      case Outcome.Refused(Refusal refusal) -> {
        boolean ofChoice = refusal.field().equals("choices");
        if (ofChoice
            && layouts.change().propose(actor, site, wish)
                instanceof Outcome.Proposed(Proposal again)) {
          Optional<String> why = Optional.of(refusal.code());
          show(ctx, 422, again, Optional.of(wish), Optional.empty(), word, why);
        } else {
          refused(ctx, site, wish, refusal);
        }
      }
      case Outcome.KeyReused() -> redirect(ctx, path(site));
      case Outcome.Proposed proposed -> throw new IllegalStateException("" + proposed);
      case Outcome.Unknown() -> throw unknown();
    }
  }

  private void withdraw(RoutingContext ctx) {
    Actor actor = manager(ctx);
    Site site = site(ctx);
    UUID id = Ids.parse(Input.path(ctx, "id")).orElseThrow(LayoutPages::unknown);
    Word word = LayoutForm.word(ctx);
    Optional<String> that = Optional.of(id.toString());
    switch (layouts.change().withdraw(actor, site, id, word)) {
      case Outcome.Done done -> redirect(ctx, path(site) + "?said=withdrawn");
      case Outcome.NotAsSeen(Proposal proposal) -> {
        Optional<String> notice =
            word.version().isPresent() ? Optional.of("not_as_seen") : Optional.empty();
        int status = notice.isPresent() ? 409 : 200;
        show(ctx, status, proposal, Optional.empty(), that, word, notice);
      }
      case Outcome.Refused(Refusal refusal) -> {
        if (refusal.field().equals("choices")
            && layouts.change().proposeWithdrawal(actor, site, id)
                instanceof Outcome.Proposed(Proposal again)) {
          Optional<String> why = Optional.of(refusal.code());
          show(ctx, 422, again, Optional.empty(), that, word, why);
        } else {
          LocalDate today = layouts.today(site);
          list(ctx, 409, site, today, Optional.empty(), Optional.of(refusal.code()));
        }
      }
      case Outcome.Proposed proposed -> throw new IllegalStateException("" + proposed);
      case Outcome.KeyReused() -> throw new IllegalStateException("no key was given");
      case Outcome.Unknown() -> throw unknown();
    }
  }

  private void show(
      RoutingContext ctx,
      int status,
      Proposal proposal,
      Optional<LayoutWish> wish,
      Optional<String> withdrawn,
      Word word,
      Optional<String> notice) {
    LayoutReviewPage page =
        views(ctx).review(proposal, wish, withdrawn, word.choices(), Ids.secret(12), notice);
    pages.render(ctx, status, REVIEW, page);
  }

  private LayoutViews views(RoutingContext ctx) {
    return new LayoutViews(layouts, Languages.of(ctx));
  }

  private Actor manager(RoutingContext ctx) {
    return guard.manager(ctx, Input.path(ctx, "site"));
  }

  private Site site(RoutingContext ctx) {
    manager(ctx);
    return layouts
        .site(Input.path(ctx, "site"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private static Floor floor(Site site, String code) {
    return site.floor(code)
        .filter(floor -> !CheckLayout.seats(site, code).isEmpty())
        .orElseThrow(
            () ->
                new Problem.Fault(
                    Problem.of(404, "unknown_floor", "There are no seats on such a floor.")));
  }

  private static String path(Site site) {
    return "/ops/" + site.id() + "/layouts";
  }

  private static void redirect(RoutingContext ctx, String to) {
    ctx.response().setStatusCode(303).putHeader("location", to).end();
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_layout", "There is no such layout at this site."));
  }
}
