package mogador.uplinks;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fields, signals and states as the database keeps them. */
final class HeardJson {
  private HeardJson() {}

  static JsonObject fields(Map<String, Heard.Field> fields) {
    var json = new JsonObject();
    fields.forEach(
        (name, field) ->
            json.put(
                name,
                new JsonObject()
                    .put("value", field.value().plain())
                    .put("at", field.at().toString())));
    return json;
  }

  static Map<String, Heard.Field> fields(JsonObject json) {
    Map<String, Heard.Field> fields = new LinkedHashMap<>();
    for (String name : json.fieldNames()) {
      JsonObject field = json.getJsonObject(name);
      Value.of(field.getValue("value"))
          .ifPresent(
              value ->
                  fields.put(name, new Heard.Field(value, Instant.parse(field.getString("at")))));
    }
    return fields;
  }

  static JsonObject signals(SignalMap map) {
    var json = new JsonObject();
    map.signals().forEach((field, signal) -> json.put(field, signal.code()));
    return json;
  }

  static SignalMap signals(JsonObject json, boolean absentIsZero) {
    Map<String, UplinkSignal> signals = new LinkedHashMap<>();
    for (String field : json.fieldNames()) {
      UplinkSignal.of(json.getString(field)).ifPresent(signal -> signals.put(field, signal));
    }
    return new SignalMap(signals, absentIsZero);
  }

  static JsonObject state(SensorState state) {
    var json = new JsonObject();
    state.present().ifPresent(said -> json.put("present", said(said)));
    state.open().ifPresent(said -> json.put("open", said(said)));
    state.letIn().ifPresent(at -> json.put("let_in", at.toString()));
    state
        .counting()
        .ifPresent(
            it ->
                json.put(
                    "counting",
                    new JsonObject()
                        .put("life", it.life())
                        .put("base_in", it.baseIn())
                        .put("base_out", it.baseOut())
                        .put("in", it.in())
                        .put("out", it.out())
                        .put("at", it.at().toString())));
    return json;
  }

  static SensorState state(JsonObject json) {
    return new SensorState(
        said(json, "present"),
        said(json, "open"),
        Optional.ofNullable(json.getString("let_in")).map(Instant::parse),
        Optional.ofNullable(json.getJsonObject("counting"))
            .map(
                it ->
                    new SensorState.Counting(
                        it.getString("life"),
                        it.getLong("base_in"),
                        it.getLong("base_out"),
                        it.getLong("in"),
                        it.getLong("out"),
                        Instant.parse(it.getString("at")))));
  }

  private static JsonObject said(SensorState.Said said) {
    return new JsonObject()
        .put("is", said.is())
        .put("at", said.at().toString())
        .put("since", said.since().toString());
  }

  private static Optional<SensorState.Said> said(JsonObject json, String what) {
    return Optional.ofNullable(json.getJsonObject(what))
        .map(
            it ->
                new SensorState.Said(
                    it.getBoolean("is"),
                    Instant.parse(it.getString("at")),
                    Instant.parse(it.getString("since"))));
  }
}
