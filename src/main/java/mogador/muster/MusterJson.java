package mogador.muster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mogador.sites.Site;

/** Musters as the contract says them. */
final class MusterJson {
  private MusterJson() {}

  static JsonObject inside(Site site, InsideNow inside) {
    return new JsonObject()
        .put("site", site.id())
        .put("at", inside.at().toString())
        .put("people", new JsonArray(inside.people().stream().map(MusterJson::listed).toList()))
        .put("sensors", sensors(inside.sensors()).put("silent", inside.sensors().silent()));
  }

  static JsonObject roll(Site site, Roll roll) {
    var entries = new JsonArray();
    for (Roll.Entry entry : roll.entries()) {
      JsonObject json =
          listed(entry.who())
              .put("entry", entry.id().toString())
              .put("later", roll.cameLater(entry))
              .put("safe", entry.safe().isPresent());
      entry
          .safe()
          .ifPresent(safe -> json.put("safe_at", safe.at().toString()).put("safe_by", safe.by()));
      entries.add(json);
    }
    return head(roll)
        .put("site", site.id())
        .put("people", roll.entries().size())
        .put("safe", roll.safe())
        .put("sensors", sensors(roll.sensors()))
        .put("entries", entries);
  }

  static JsonObject past(RollStore.Past past) {
    return head(past.roll()).put("people", past.people()).put("safe", past.safe());
  }

  private static JsonObject head(Roll roll) {
    var json =
        new JsonObject()
            .put("id", roll.id().toString())
            .put("kind", roll.kind().code())
            .put("why", roll.why())
            .put("started_by", roll.startedBy())
            .put("started_at", roll.startedAt().toString());
    roll.ended()
        .ifPresent(
            ended -> json.put("ended_by", ended.by()).put("ended_at", ended.at().toString()));
    return json;
  }

  private static JsonObject listed(Listed one) {
    var json =
        new JsonObject()
            .put("name", one.name())
            .put("company", one.company())
            .put("confidence", one.confidence().code())
            .put("seen_by", one.spot().by().code())
            .put("seen_at", one.seenAt().toString());
    one.person().ifPresent(id -> json.put("person", id.toString()));
    put(json, "seen_where", one.spot().code());
    put(json, "floor", one.spot().floor());
    put(json, "zone", one.spot().zone());
    return json;
  }

  private static JsonObject sensors(SensorsSay say) {
    return new JsonObject()
        .put("occupied", say.occupied())
        .put("unlisted", say.unlisted())
        .put("counters", counters(say.counters()));
  }

  static JsonArray counters(List<SensorsSay.Counted> counters) {
    var json = new JsonArray();
    for (SensorsSay.Counted one : counters) {
      json.add(
          new JsonObject()
              .put("space", one.space())
              .put("inside", one.inside())
              .put("listed", one.listed())
              .put("corrected", one.corrected()));
    }
    return json;
  }

  static List<SensorsSay.Counted> counters(JsonArray json) {
    return json.stream()
        .map(JsonObject.class::cast)
        .map(
            one ->
                new SensorsSay.Counted(
                    one.getString("space"),
                    one.getLong("inside"),
                    one.getInteger("listed"),
                    one.getLong("corrected")))
        .toList();
  }

  private static void put(JsonObject json, String name, String code) {
    if (!code.isEmpty()) json.put(name, code);
  }
}
