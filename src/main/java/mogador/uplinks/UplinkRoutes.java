package mogador.uplinks;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mogador.identity.Actor;
import mogador.identity.Guard;
import mogador.sites.Site;
import mogador.uplinks.Uplinks.Outcome;
import mogador.web.Input;
import mogador.web.Operations;
import mogador.web.Problem;

/** Sensors behind other networks by the REST contract; for those who manage the site. */
final class UplinkRoutes {
  private final Uplinks uplinks;
  private final Guard guard;

  UplinkRoutes(Uplinks uplinks, Guard guard) {
    this.uplinks = uplinks;
    this.guard = guard;
  }

  void mount(Operations operations) {
    operations
        .on("siteUplinks", this::list)
        .on("adoptUplinkDevice", this::adopt)
        .on("letUplinkDeviceGo", this::letGo);
  }

  private void list(RoutingContext ctx) {
    Site site = managed(ctx);
    List<JsonObject> sources =
        uplinks.sources(site.id()).entrySet().stream()
            .map(
                source ->
                    new JsonObject()
                        .put("source", source.getKey().name())
                        .put("kind", source.getKey().kind().code())
                        .put("connected", source.getValue()))
            .toList();
    List<JsonObject> devices = uplinks.devices(site.id()).stream().map(UplinkRoutes::json).toList();
    List<JsonObject> strangers =
        uplinks.strangers(site.id()).stream()
            .map(
                heard ->
                    json(heard, heard.guess())
                        .put("dev_eui", heard.key().eui())
                        .put("source", heard.key().source())
                        .put("codec", heard.codec().id()))
            .toList();
    ctx.json(
        new JsonObject()
            .put("sources", new JsonArray(sources))
            .put("devices", new JsonArray(devices))
            .put("strangers", new JsonArray(strangers)));
  }

  private void adopt(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    JsonObject body = Input.body(ctx);
    var key =
        new Heard.Key(body.getString("source"), body.getString("dev_eui").toLowerCase(Locale.ROOT));
    Optional<Heard> heard =
        uplinks.strangers(site.id()).stream().filter(one -> one.key().equals(key)).findFirst();
    Codec codec =
        Optional.ofNullable(body.getString("codec"))
            .map(id -> Codec.of(id).orElseThrow(UplinkRoutes::unknownCodec))
            .or(() -> heard.map(Heard::codec))
            .orElse(Codec.NETWORK);
    SignalMap usual =
        heard
            .filter(one -> one.codec() == codec)
            .map(Heard::guess)
            .orElseGet(() -> new SignalMap(codec.signals(), false));
    Map<String, UplinkSignal> signals =
        Optional.ofNullable(body.getJsonObject("signals"))
            .map(UplinkRoutes::signals)
            .orElse(usual.signals());
    var wish =
        new Uplinks.Wish(
            key,
            body.getString("space"),
            codec,
            map(signals, body.getBoolean("absent_is_zero", false)),
            Optional.ofNullable(body.getInteger("silent_minutes"))
                .map(Duration::ofMinutes)
                .orElse(codec.silence()));
    Outcome outcome =
        uplinks.database().inTransaction(sql -> uplinks.adopt(sql, actor, site, wish));
    switch (outcome) {
      case Outcome.Adopted(Adoption adoption) -> {
        ctx.response().setStatusCode(201);
        ctx.json(json(new Uplinks.Device(adoption, Optional.empty())));
      }
      case Outcome.LetGo done -> throw new IllegalStateException("it was to be adopted");
      case Outcome.Unknown() -> throw unknown();
      case Outcome.Taken() -> throw taken();
      case Outcome.UnknownSpace() -> throw unknownSpace();
      case Outcome.NothingMapped() -> throw nothingMapped();
    }
  }

  private void letGo(RoutingContext ctx) {
    Site site = managed(ctx);
    Actor actor = guard.signedIn(ctx);
    String device = Input.path(ctx, "device");
    Outcome outcome =
        uplinks.database().inTransaction(sql -> uplinks.letGo(sql, actor, site.id(), device));
    if (!(outcome instanceof Outcome.LetGo)) throw unknown();
    ctx.response().setStatusCode(204).end();
  }

  /**
   * Fields and what they are to mean.
   *
   * @throws Problem.Fault 422 where two are to be one signal
   */
  static SignalMap map(Map<String, UplinkSignal> signals, boolean absentIsZero) {
    if (signals.values().stream().distinct().count() != signals.size()) {
      throw new Problem.Fault(
          Problem.of(422, "signal_twice", "Two fields cannot be the same signal.")
              .field("signals"));
    }
    return new SignalMap(signals, absentIsZero);
  }

  static Problem.Fault unknown() {
    return new Problem.Fault(
        Problem.of(404, "unknown_uplink_device", "No such device was heard, or it is forgotten."));
  }

  static Problem.Fault taken() {
    return new Problem.Fault(
        Problem.of(409, "uplink_device_taken", "Somebody has adopted this device before."));
  }

  static Problem.Fault unknownSpace() {
    return new Problem.Fault(
        Problem.of(422, "unknown_space", "The site has no such space.").field("space"));
  }

  static Problem.Fault nothingMapped() {
    return new Problem.Fault(
        Problem.of(
                422,
                "nothing_mapped",
                "At least one field must say presence, motion or an open door, or two count.")
            .field("signals"));
  }

  static Problem.Fault unknownCodec() {
    return new Problem.Fault(
        Problem.of(422, "unknown_codec", "There is no such codec.").field("codec"));
  }

  private static Map<String, UplinkSignal> signals(JsonObject json) {
    Map<String, UplinkSignal> signals = new LinkedHashMap<>();
    for (String field : json.fieldNames()) {
      signals.put(
          field,
          UplinkSignal.of(json.getString(field))
              .orElseThrow(
                  () ->
                      new Problem.Fault(
                          Problem.of(422, "unknown_signal", "There is no such signal.")
                              .field("signals"))));
    }
    return signals;
  }

  private static JsonObject json(Uplinks.Device device) {
    Adoption adoption = device.adoption();
    JsonObject json =
        device.heard().map(heard -> json(heard, adoption.map())).orElseGet(JsonObject::new);
    json.put("device", adoption.device())
        .put("dev_eui", adoption.key().eui())
        .put("source", adoption.key().source())
        .put("space", adoption.space())
        .put("codec", adoption.codec().id())
        .put("signals", HeardJson.signals(adoption.map()))
        .put("absent_is_zero", adoption.map().absentIsZero())
        .put("silent_minutes", adoption.silence().toMinutes())
        .put("adopted_at", adoption.at().toString());
    adoption.by().ifPresent(person -> json.put("adopted_by", person));
    device
        .heard()
        .map(Heard::state)
        .ifPresent(
            state -> {
              state.present().ifPresent(said -> json.put("present", said.is()));
              state.open().ifPresent(said -> json.put("open", said.is()));
            });
    return json;
  }

  private static JsonObject json(Heard heard, SignalMap map) {
    var fields = new JsonArray();
    heard
        .fields()
        .forEach(
            (name, field) -> {
              var one =
                  new JsonObject()
                      .put("field", name)
                      .put("value", field.value().plain())
                      .put("at", field.at().toString());
              Optional.ofNullable(map.signals().get(name))
                  .ifPresent(signal -> one.put("signal", signal.code()));
              fields.add(one);
            });
    var json =
        new JsonObject()
            .put("name", heard.name())
            .put("application", heard.application())
            .put("model", heard.model())
            .put("heard_at", heard.at().toString())
            .put("port", heard.port())
            .put("payload", heard.payload())
            .put("fields", fields);
    heard.refused().ifPresent(why -> json.put("refused", why));
    return json;
  }

  private Site managed(RoutingContext ctx) {
    String site = Input.path(ctx, "site");
    guard.manager(ctx, site);
    return UplinkPages.site(uplinks, site);
  }
}
