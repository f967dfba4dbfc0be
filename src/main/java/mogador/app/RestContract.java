package mogador.app;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document that the API is bound to, as it is served. */
final class RestContract {
  private RestContract() {}

  static String text() {
    try (InputStream stream = RestContract.class.getResourceAsStream("/openapi.yaml")) {
      if (stream == null) throw new IllegalStateException("openapi.yaml is missing");
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject json() {
    return parse(text());
  }

  /**
   * As the router takes it: it knows no problem+json, and leaves to the handlers who may do what.
   */
  static OpenAPIContract load(Vertx vertx) {
    JsonObject known = parse(text().replace("application/problem+json", "application/json"));
    known.remove("security");
    for (Object path : known.getJsonObject("paths").getMap().values()) {
      for (Object operation : ((Map<?, ?>) path).values()) {
        if (operation instanceof Map<?, ?> described) described.remove("security");
      }
    }
    return OpenAPIContract.from(vertx, known).await();
  }

  private static JsonObject parse(String yaml) {
    if (new Load(LoadSettings.builder().build()).loadFromString(yaml) instanceof Map<?, ?> tree) {
      var json = new JsonObject();
      tree.forEach((key, value) -> json.put(String.valueOf(key), value));
      // Through its text, so that all within are JSON's own kinds of value.
      return new JsonObject(json.encode());
    }
    throw new IllegalStateException("openapi.yaml is no mapping");
  }
}
