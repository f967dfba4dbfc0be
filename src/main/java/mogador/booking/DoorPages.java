package mogador.booking;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mogador.booking.DoorPage.Offer;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.platform.Ids;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Languages;
import mogador.web.Pages;
import mogador.web.Problem;
import mogador.web.QrSvg;

/** The tablet beside a room's door: what is on, and what may be done about it there. */
final class DoorPages {
  private static final String COOKIE = "door";
  private static final Duration REMEMBERED = Duration.ofDays(365);

  private final Bookings bookings;
  private final DoorDesk desk;
  private final Guard guard;
  private final Pages pages;

  DoorPages(Bookings bookings, DoorDesk desk, Guard guard, Pages pages) {
    this.bookings = bookings;
    this.desk = desk;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/door/:site/:code").handler(this::door);
    router.post("/door/:site/:code/book").handler(this::book);
    router.post("/door/:site/:code/:change").handler(this::change);
    router.get("/door/:site/:code/pair").handler(this::pairing);
    router.post("/door/:site/:code/tablets/pair").handler(this::pair);
    router.post("/door/:site/:code/tablets/revoke").handler(this::revoke);
  }

  private void door(RoutingContext ctx) {
    Space space = space(ctx);
    Site site = site(space);
    LocalDateTime now = site.clock().localAt(bookings.now());
    RoomNow room = desk.now(space);
    boolean paired = isPaired(ctx, space);
    Optional<UUID> running = desk.running(space, room).filter(booking -> paired);
    List<Offer> offers =
        desk.freely(space, now)
            .filter(most -> paired)
            .map(most -> DoorOffers.now(room, now, most))
            .orElse(List.of());
    List<Offer> longer =
        running
            .map(
                booking ->
                    DoorOffers.longer(room, desk.end(room), now, desk.longest(space, booking)))
            .orElse(List.of());
    Optional<String> said = Input.query(ctx, "said").filter(s -> s.matches("[a-z_]{1,40}"));
    pages.render(
        ctx,
        "booking/door.jte",
        new DoorPage(
            space.reference(),
            space.name(),
            site.name(),
            space.capacity(),
            now,
            room.state().code(),
            room.until(),
            room.next().stream().map(WallPage.Hours::of).toList(),
            paired,
            running.map(UUID::toString),
            offers,
            longer,
            paired && room.state() == RoomNow.State.FREE
                ? Optional.of(qr(ctx, space))
                : Optional.empty(),
            said));
  }

  /** Whoever has a name takes the room with their phone, and pays as for any booking. */
  private String qr(RoutingContext ctx, Space space) {
    String label = pages.frame(Languages.of(ctx)).t("door.phone");
    return QrSvg.of(bookings.publicUrl() + "/spaces/" + space.reference(), label);
  }

  private void book(RoutingContext ctx) {
    Space space = tablet(ctx);
    back(ctx, space, desk.book(space, FormBody.of(ctx).required("to", 20)));
  }

  private void change(RoutingContext ctx) {
    Space space = tablet(ctx);
    var form = FormBody.of(ctx);
    UUID booking = Ids.parse(form.required("booking", 36)).orElseThrow(DoorPages::unknown);
    String said =
        switch (Input.path(ctx, "change")) {
          case "check-in" -> desk.checkIn(space, booking);
          case "extend" -> desk.extend(space, booking, form.required("to", 20));
          case "end" -> desk.end(space, booking);
          default -> throw unknown();
        };
    back(ctx, space, said);
  }

  private void pairing(RoutingContext ctx) {
    Space space = space(ctx);
    if (Guard.known(ctx).isEmpty()) {
      redirect(ctx, "/sign-in?next=" + path(space) + "/pair");
      return;
    }
    guard.manager(ctx, space.site());
    Site site = site(space);
    List<DoorPairPage.Tablet> tablets =
        desk.tablets(space).stream()
            .map(
                t ->
                    new DoorPairPage.Tablet(
                        t.id().toString(),
                        t.label(),
                        site.clock().localAt(t.pairedAt()),
                        site.clock().localAt(t.seenAt())))
            .toList();
    pages.render(
        ctx,
        "booking/door-pair.jte",
        new DoorPairPage(space.reference(), space.name(), site.name(), tablets));
  }

  /** The tablet hangs where everyone passes, so the manager is signed out on it. */
  private void pair(RoutingContext ctx) {
    Space space = space(ctx);
    Actor manager = guard.manager(ctx, space.site());
    String secret = desk.pair(space, FormBody.of(ctx).required("label", 100), manager);
    ctx.response()
        .addCookie(
            Cookie.cookie(COOKIE, secret)
                .setPath(path(space))
                .setHttpOnly(true)
                .setSecure(bookings.isSecure())
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(REMEMBERED.toSeconds()));
    guard.signOut(ctx);
    redirect(ctx, path(space));
  }

  private void revoke(RoutingContext ctx) {
    Space space = space(ctx);
    guard.manager(ctx, space.site());
    UUID tablet =
        Ids.parse(FormBody.of(ctx).required("tablet", 36)).orElseThrow(DoorPages::unknown);
    desk.revoke(space, tablet);
    redirect(ctx, path(space) + "/pair");
  }

  /** The space of the tablet that asks, or 403: it acts for no other. */
  private Space tablet(RoutingContext ctx) {
    Space space = space(ctx);
    if (isPaired(ctx, space)) return space;
    throw new Problem.Fault(
        Problem.of(403, "not_paired", "This tablet may not act for " + space.reference() + "."));
  }

  private boolean isPaired(RoutingContext ctx, Space space) {
    Cookie cookie = ctx.request().getCookie(COOKIE);
    return cookie != null && desk.isPaired(space, cookie.getValue());
  }

  private Space space(RoutingContext ctx) {
    return bookings
        .network()
        .space(Input.path(ctx, "site"), Input.path(ctx, "code"))
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_space", "There is no such space.")));
  }

  private Site site(Space space) {
    return bookings.network().site(space.site()).orElseThrow();
  }

  private static String path(Space space) {
    return "/door/" + space.reference();
  }

  private static void back(RoutingContext ctx, Space space, String said) {
    redirect(ctx, path(space) + "?said=" + said);
  }

  private static Problem.Fault unknown() {
    return new Problem.Fault(Problem.of(404, "not_found", "There is nothing at this address."));
  }

  private static void redirect(RoutingContext ctx, String path) {
    var unused = ctx.redirect(path);
  }
}
