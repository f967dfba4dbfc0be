package mogador.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;

/** The sections of a site file about money, written with its own keys. */
final class PriceJson {
  private PriceJson() {}

  static void write(JsonObject site, Prices prices) {
    site.put("prices", tariffs(new JsonObject(), prices.byKind()));
    if (!prices.later().isEmpty()) {
      site.put("tariffs", new JsonArray(prices.later().stream().map(PriceJson::dated).toList()));
    }
    if (!prices.credits().isEmpty()) {
      var credits = new JsonObject();
      prices
          .credits()
          .forEach(
              (kind, minutes) ->
                  credits.put(
                      kind.code(), new JsonObject().put("minutes_per_m2", hundredths(minutes))));
      site.put("credits", credits);
    }
  }

  static JsonObject rent(Prices.Rent rent) {
    return new JsonObject()
        .put("per_m2_month", hundredths(rent.centimes()))
        .put("vat", hundredths(rent.vatRateBp()));
  }

  private static JsonObject dated(Prices.Dated dated) {
    return tariffs(new JsonObject().put("from", dated.from().toString()), dated.byKind());
  }

  private static JsonObject tariffs(JsonObject json, Map<SpaceKind, Tariff> byKind) {
    byKind.forEach((kind, tariff) -> json.put(kind.code(), tariff(tariff)));
    return json;
  }

  private static JsonObject tariff(Tariff tariff) {
    JsonObject json = amounts(tariff.prices()).put("vat", hundredths(tariff.vat().basisPoints()));
    if (tariff.hasMembers()) json.put("members", amounts(tariff.members()));
    if (!tariff.passes().isEmpty()) {
      json.put("passes", new JsonArray(tariff.passes().stream().map(PriceUnit::code).toList()));
    }
    return json;
  }

  private static JsonObject amounts(Map<PriceUnit, Long> amounts) {
    var json = new JsonObject();
    amounts.forEach((unit, centimes) -> json.put(unit.code(), hundredths(centimes)));
    return json;
  }

  private static BigDecimal hundredths(long number) {
    return BigDecimal.valueOf(number, 2);
  }
}
