package mogador.uplinks;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.kernel.LocalText;
import mogador.sites.Site;
import mogador.sites.Space;
import mogador.uplinks.Uplinks.Outcome;
import mogador.uplinks.UplinksPage.Said;
import mogador.web.Choice;
import mogador.web.FormBody;
import mogador.web.Input;
import mogador.web.Pages;
import mogador.web.Problem;

/** Sensors behind other networks: strangers to adopt, and those that were adopted. */
final class UplinkPages {
  private static final int LONGEST_FIELD = 60;

  private final Uplinks uplinks;
  private final Guard guard;
  private final Pages pages;

  UplinkPages(Uplinks uplinks, Guard guard, Pages pages) {
    this.uplinks = uplinks;
    this.guard = guard;
    this.pages = pages;
  }

  void mount(Router router) {
    router.get("/ops/:site/uplinks").handler(this::show);
    router.post("/ops/:site/uplinks").handler(this::adopt);
    router.post("/ops/:site/uplinks/:device/let-go").handler(this::letGo);
  }

  static Site site(Uplinks uplinks, String id) {
    return uplinks
        .sites()
        .current()
        .site(id)
        .orElseThrow(
            () -> new Problem.Fault(Problem.of(404, "unknown_site", "There is no such site.")));
  }

  private void show(RoutingContext ctx) {
    Site site = site(uplinks, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    Optional<Said> said =
        Input.query(ctx, "said")
            .filter(List.of("adopted", "let_go")::contains)
            .flatMap(
                what ->
                    Input.query(ctx, "device")
                        .filter(device -> device.matches("eui-[0-9a-f]{16}"))
                        .map(device -> new Said(what, device)));
    pages.render(
        ctx,
        "uplinks/uplinks.jte",
        page(site, actor, FormBody.ofQuery(ctx).text("q", LONGEST_FIELD).orElse(""), said));
  }

  private void adopt(RoutingContext ctx) {
    Site site = site(uplinks, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    FormBody form = FormBody.of(ctx);
    var key = new Heard.Key(form.required("source", 40), form.required("eui", 16));
    Codec codec = Codec.of(form.required("codec", 40)).orElseThrow(UplinkRoutes::unknownCodec);
    // Another codec has other fields than those the form has shown.
    boolean shown = form.text("shown", 40).filter(codec.id()::equals).isPresent();
    Map<String, UplinkSignal> signals = shown ? signals(form, codec) : codec.signals();
    var wish =
        new Uplinks.Wish(
            key,
            form.required("space", 40),
            codec,
            UplinkRoutes.map(signals, form.text("absent_is_zero", 5).isPresent()),
            form.integer(
                    "silent",
                    (int) Adoption.SHORTEST_SILENCE.toMinutes(),
                    (int) Adoption.LONGEST_SILENCE.toMinutes())
                .map(Duration::ofMinutes)
                .orElse(codec.silence()));
    Outcome outcome =
        uplinks.database().inTransaction(sql -> uplinks.adopt(sql, actor, site, wish));
    switch (outcome) {
      case Outcome.Adopted(Adoption adoption) -> back(ctx, site, "adopted", adoption.device());
      case Outcome.LetGo done -> throw new IllegalStateException("it was to be adopted");
      case Outcome.Unknown() -> throw UplinkRoutes.unknown();
      case Outcome.Taken() -> throw UplinkRoutes.taken();
      case Outcome.UnknownSpace() -> throw UplinkRoutes.unknownSpace();
      case Outcome.NothingMapped() -> throw UplinkRoutes.nothingMapped();
    }
  }

  /** As chosen; what the device had not said when the form was shown means what is usual. */
  private static Map<String, UplinkSignal> signals(FormBody form, Codec codec) {
    Map<String, Optional<UplinkSignal>> chosen = new LinkedHashMap<>();
    for (int i = 0; i < Uplink.FIELDS; i++) {
      Optional<String> field = form.text("field" + i, LONGEST_FIELD);
      if (field.isEmpty()) break;
      chosen.put(field.get(), form.text("signal" + i, 20).flatMap(UplinkSignal::of));
    }
    return SignalMap.chosen(chosen, codec.signals());
  }

  private void letGo(RoutingContext ctx) {
    Site site = site(uplinks, Input.path(ctx, "site"));
    Actor actor = guard.manager(ctx, site.id());
    String device = Input.path(ctx, "device");
    Outcome outcome =
        uplinks.database().inTransaction(sql -> uplinks.letGo(sql, actor, site.id(), device));
    if (!(outcome instanceof Outcome.LetGo)) throw UplinkRoutes.unknown();
    back(ctx, site, "let_go", device);
  }

  private static void back(RoutingContext ctx, Site site, String what, String device) {
    String there = "/ops/" + site.id() + "/uplinks?said=" + what + "&device=" + device;
    ctx.response().setStatusCode(303).putHeader("location", there).end();
  }

  private UplinksPage page(Site site, Actor actor, String looked, Optional<Said> said) {
    List<Heard> strangers =
        uplinks.strangers(site.id()).stream().filter(heard -> isFound(heard, looked)).toList();
    Instant now = uplinks.now();
    return new UplinksPage(
        site.id(),
        site.name(),
        uplinks.sites().current().sites().stream()
            .filter(other -> actor.manages(other.id()))
            .map(other -> new Choice(other.id(), other.name(), other.id().equals(site.id())))
            .toList(),
        uplinks.sources(site.id()).entrySet().stream()
            .map(
                source ->
                    new UplinksPage.Source(
                        source.getKey().name(), source.getKey().kind().code(), source.getValue()))
            .toList(),
        site.spaces().stream()
            .filter(space -> !space.retired())
            .map(space -> new Choice(space.code(), space.name(), false))
            .toList(),
        Arrays.stream(Codec.values()).map(Codec::id).toList(),
        Arrays.stream(UplinkSignal.values()).map(UplinkSignal::code).toList(),
        strangers.stream()
            .limit(UplinksPage.SHOWN)
            .map(
                heard ->
                    new UplinksPage.Stranger(
                        last(site, heard, heard.guess()),
                        heard.codec().id(),
                        heard.codec().silence().toMinutes()))
            .toList(),
        Math.max(0, strangers.size() - UplinksPage.SHOWN),
        looked,
        uplinks.devices(site.id()).stream().map(device -> adopted(site, device, now)).toList(),
        said);
  }

  private static boolean isFound(Heard heard, String looked) {
    String words =
        String.join(" ", heard.key().eui(), heard.name(), heard.application(), heard.model());
    return words.toLowerCase(Locale.ROOT).contains(looked.strip().toLowerCase(Locale.ROOT));
  }

  private static UplinksPage.Adopted adopted(Site site, Uplinks.Device device, Instant now) {
    Adoption adoption = device.adoption();
    Optional<Heard> heard = device.heard();
    boolean silent = heard.filter(one -> now.isBefore(one.at().plus(adoption.silence()))).isEmpty();
    return new UplinksPage.Adopted(
        heard.map(one -> last(site, one, adoption.map())).orElseGet(() -> silent(adoption.key())),
        adoption.device(),
        site.space(adoption.space()).map(Space::name).orElse(LocalText.same(adoption.space())),
        adoption.codec().id(),
        silent,
        heard.map(one -> state(one.state())).orElse("none"),
        adoption.isOfFile());
  }

  private static String state(SensorState state) {
    if (state.present().isPresent()) return state.present().get().is() ? "occupied" : "vacant";
    return state.open().map(said -> said.is() ? "open" : "closed").orElse("none");
  }

  private static UplinksPage.Last last(Site site, Heard heard, SignalMap map) {
    return new UplinksPage.Last(
        heard.key().eui(),
        heard.key().source(),
        heard.name(),
        heard.application(),
        heard.model(),
        Optional.of(site.clock().localAt(heard.at())),
        heard.port(),
        heard.payload(),
        heard.fields().entrySet().stream()
            .map(
                field ->
                    new UplinksPage.Field(
                        field.getKey(),
                        field.getValue().value().shown(),
                        Optional.ofNullable(map.signals().get(field.getKey()))
                            .map(UplinkSignal::code)
                            .orElse("")))
            .toList(),
        heard.refused());
  }

  private static UplinksPage.Last silent(Heard.Key key) {
    return new UplinksPage.Last(
        key.eui(), key.source(), "", "", "", Optional.empty(), 0, "", List.of(), Optional.empty());
  }
}
