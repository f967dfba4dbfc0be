package mogador.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import mogador.access.PhoneCodes;
import mogador.web.QrSvg;

/**
 * The codes of a phone for the coming half hour, so that its page goes on without a network. The
 * secret they follow from never leaves the server.
 */
final class CodeSheet {
  private static final Duration AHEAD = Duration.ofMinutes(30);

  private CodeSheet() {}

  /** The code of this half minute as a picture. */
  static String now(PhoneCodes codes, byte[] handle, Instant now, String label) {
    return QrSvg.of(codes.text(handle, PhoneCodes.step(now)), label);
  }

  /** This one and those to come, with our time, by which the page chooses among them. */
  static JsonObject of(PhoneCodes codes, byte[] handle, Instant now) {
    long first = PhoneCodes.step(now);
    var pictures = new JsonArray();
    int size = 0;
    for (long step = first; step < first + AHEAD.dividedBy(PhoneCodes.STEP); step++) {
      QrSvg.Modules modules = QrSvg.modulesOf(codes.text(handle, step));
      size = modules.size();
      pictures.add(modules.bits());
    }
    return new JsonObject()
        .put("now", now.toEpochMilli())
        .put("step_ms", PhoneCodes.STEP.toMillis())
        .put("first", first)
        .put("size", size)
        .put("codes", pictures);
  }
}
