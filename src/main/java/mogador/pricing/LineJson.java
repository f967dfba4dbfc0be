package mogador.pricing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mogador.kernel.Money;
import mogador.sites.PriceUnit;

/** The lines of a price as the API says them and as a booking keeps them. */
public final class LineJson {
  private LineJson() {}

  public static JsonArray write(List<Line> lines) {
    return new JsonArray(lines.stream().map(LineJson::write).toList());
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static List<Line> read(JsonArray lines) {
    return lines.stream().map(line -> read((JsonObject) line)).toList();
  }

  private static JsonObject write(Line line) {
    return new JsonObject()
        .put("by", line.by().code())
        .put("unit", line.unit().code())
        .put("count", line.count())
        .put("unit_centimes", line.unitPrice().centimes())
        .put("centimes", line.beforeTax().centimes())
        .put("vat_centimes", line.tax().centimes());
  }

  private static Line read(JsonObject line) {
    return new Line(
        PaidBy.of(line.getString("by")).orElseThrow(LineJson::unknown),
        PriceUnit.of(line.getString("unit")).orElseThrow(LineJson::unknown),
        line.getLong("count"),
        Money.ofCentimes(line.getLong("unit_centimes")),
        Money.ofCentimes(line.getLong("centimes")),
        Money.ofCentimes(line.getLong("vat_centimes")));
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException("a line of no kind known");
  }
}
