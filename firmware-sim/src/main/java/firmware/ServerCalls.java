package firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** What a device asks its server by HTTP; each call waits, so none runs on a device's thread. */
final class ServerCalls {
  /** What went wrong, in words. */
  static final class Failed extends Exception {
    Failed(String message) {
      super(message);
    }
  }

  private static final Logger LOG = System.getLogger("firmware.server");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private ServerCalls() {}

  /**
   * Exchanges a code for a device's password and keys: docs/device-protocol.md, section 11.
   *
   * @param server such as {@code https://mogador.example.org}
   * @param proof of the present key, for a renewal
   */
  static DeviceSpec exchange(String server, String code, Optional<String> proof) throws Failed {
    ObjectNode body = Messages.JSON.createObjectNode().put("code", code);
    proof.ifPresent(shown -> body.put("proof", shown));
    var request =
        HttpRequest.newBuilder(uri(server + "/api/v1/devices/keys"))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    byte[] answer = send(request, Messages.LARGEST);
    ObjectNode given =
        Messages.read(answer)
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .orElseThrow(() -> new Failed("the server's answer is not JSON"));
    try {
      return DeviceFile.device("the server's answer", given.put("server", server));
    } catch (DeviceFile.Unusable e) {
      throw new Failed(String.valueOf(e.getMessage()));
    }
  }

  /** Reads what is at an address, of at most this size. */
  static byte[] fetch(String address, int most) throws Failed {
    return send(HttpRequest.newBuilder(uri(address)).timeout(PATIENCE).GET().build(), most);
  }

  /**
   * Newer keys for a code, shown to be the device's own by the present ones; empty if none come.
   */
  static Optional<DeviceSpec> renew(DeviceSpec spec, Keyring.Keys present, String code) {
    try {
      String proof = proof(spec, present.commandKey().orElseThrow(), code);
      return Optional.of(exchange(spec.server().orElseThrow(), code, Optional.of(proof)));
    } catch (Failed e) {
      LOG.log(Level.WARNING, spec + ": no newer keys: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String proof(DeviceSpec spec, String commandKey, String code) {
    String text = "mogador renewal 1\n" + spec.name() + "\n" + code;
    byte[] key = HexFormat.of().parseHex(commandKey);
    return HexFormat.of().formatHex(Hmac.of(key, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] send(HttpRequest request, int most) throws Failed {
    try {
      HttpResponse<java.io.InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        byte[] read = body.readNBytes(most + 1);
        if (response.statusCode() != 200) {
          throw new Failed("status " + response.statusCode() + reason(read));
        }
        if (read.length > most) throw new Failed("more than " + most + " bytes");
        return read;
      }
    } catch (IOException e) {
      throw new Failed(String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }

  private static String reason(byte[] problem) {
    Optional<JsonNode> said = Messages.read(problem);
    return said.map(node -> ", " + node.path("code").asText()).orElse("");
  }

  private static URI uri(String text) throws Failed {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      throw new Failed("not an address: " + text);
    }
    throw new Failed("not an address: " + text);
  }
}
