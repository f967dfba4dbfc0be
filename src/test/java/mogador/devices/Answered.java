package mogador.devices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;

/** What a server's desk sends back for a presentation. */
final class Answered {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answered() {}

  static JsonNode by(BadgeDesk server, Device device, BadgeMessage badge, Instant at)
      throws IOException {
    var sent = new ArrayList<byte[]>();
    server.answer(device, badge, at, sent::add);
    return JSON.readTree(sent.getFirst());
  }
}
